# SPDX-License-Identifier: MIT OR Apache-2.0
foreach(file connections interface operation text)
	list(APPEND KAAL_COMPOSE_SOURCES ${CMAKE_CURRENT_LIST_DIR}/${file}.c)
endforeach()
