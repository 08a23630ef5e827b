# SPDX-License-Identifier: MIT OR Apache-2.0
#
# For the tests of drivers: the kit with a model of the device instead of the machine.
set(drivers ${PROJECT_SOURCE_DIR}/drivers)
set(dddk ${drivers}/dddk)
file(GLOB dddk_sources CONFIGURE_DEPENDS ${dddk}/kit/*.c ${dddk}/arch/host/*.c)
file(GLOB virtio_sources CONFIGURE_DEPENDS ${drivers}/bus/virtio/*.c)
set(dddk_includes ${dddk}/include ${dddk}/arch/host ${dddk}/arch/host/include ${drivers}/bus/include ${drivers}/bus
	${PROJECT_SOURCE_DIR}/runtime/component/include)
set(dddk_signals ${PROJECT_SOURCE_DIR}/tests/unit/dddk/signals.c) # for drivers without clients
