# SPDX-License-Identifier: MIT OR Apache-2.0
#
# KAAL_COMPOSE_SOURCES: everything that reads and understands a system.toml, a list a folder.
set(KAAL_COMPOSE_SOURCES)
foreach(part source diagnostic toml model schema headers image plan resolve check graph)
	include(${CMAKE_CURRENT_LIST_DIR}/${part}/sources.cmake)
endforeach()

# of KaaL's own libraries
set(lib ${CMAKE_CURRENT_LIST_DIR}/../../lib)
list(APPEND KAAL_COMPOSE_SOURCES
	${lib}/core/crc32.c ${lib}/core/text.c ${lib}/elf/elf.c ${lib}/elf/symbol.c)
set(KAAL_COMPOSE_INCLUDES ${CMAKE_CURRENT_LIST_DIR} ${lib}/core/include ${lib}/elf/include)
