# SPDX-License-Identifier: MIT OR Apache-2.0
list(APPEND KAAL_COMPOSE_SOURCES
	${CMAKE_CURRENT_LIST_DIR}/capabilities.c
	${CMAKE_CURRENT_LIST_DIR}/decode.c
	${CMAKE_CURRENT_LIST_DIR}/encode.c
	${CMAKE_CURRENT_LIST_DIR}/print.c
	${CMAKE_CURRENT_LIST_DIR}/print_json.c)
