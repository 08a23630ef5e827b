# SPDX-License-Identifier: MIT OR Apache-2.0
#
# KAAL_COMPOSE_SOURCES: everything that reads and understands a system.toml, a list a folder.
set(KAAL_COMPOSE_SOURCES)
foreach(part source diagnostic toml)
	include(${CMAKE_CURRENT_LIST_DIR}/${part}/sources.cmake)
endforeach()
