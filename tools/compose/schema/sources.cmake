# SPDX-License-Identifier: MIT OR Apache-2.0
foreach(file assert component connection document interface name parameter preset reference section sources system table test unit
	value wanted)
	list(APPEND KAAL_COMPOSE_SOURCES ${CMAKE_CURRENT_LIST_DIR}/${file}.c)
endforeach()
