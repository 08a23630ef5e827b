# SPDX-License-Identifier: MIT OR Apache-2.0
foreach(file array characters cursor datetime define dump escape header inline_table key number parse string table
	types value)
	list(APPEND KAAL_COMPOSE_SOURCES ${CMAKE_CURRENT_LIST_DIR}/${file}.c)
endforeach()
