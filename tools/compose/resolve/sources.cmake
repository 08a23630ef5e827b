# SPDX-License-Identifier: MIT OR Apache-2.0
list(APPEND KAAL_COMPOSE_SOURCES
	${CMAKE_CURRENT_LIST_DIR}/catalogue.c
	${CMAKE_CURRENT_LIST_DIR}/collect.c
	${CMAKE_CURRENT_LIST_DIR}/component.c
	${CMAKE_CURRENT_LIST_DIR}/connect.c
	${CMAKE_CURRENT_LIST_DIR}/connect_written.c
	${CMAKE_CURRENT_LIST_DIR}/descriptor.c
	${CMAKE_CURRENT_LIST_DIR}/devices.c
	${CMAKE_CURRENT_LIST_DIR}/interface.c
	${CMAKE_CURRENT_LIST_DIR}/numbers.c
	${CMAKE_CURRENT_LIST_DIR}/order.c
	${CMAKE_CURRENT_LIST_DIR}/program.c
	${CMAKE_CURRENT_LIST_DIR}/resolve.c
	${CMAKE_CURRENT_LIST_DIR}/system.c)
