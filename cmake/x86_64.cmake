# SPDX-License-Identifier: MIT OR Apache-2.0
#
# Toolchain for x86_64: the machine's own compiler, or on other machines Debian's cross compiler.
if(NOT CMAKE_HOST_SYSTEM_PROCESSOR MATCHES "^(x86_64|amd64|AMD64)$" OR NOT CMAKE_HOST_SYSTEM_NAME STREQUAL "Linux")
	set(CMAKE_SYSTEM_NAME Generic)
	set(CMAKE_SYSTEM_PROCESSOR x86_64)
	find_program(KAAL_X86_64_CC NAMES x86_64-linux-gnu-gcc REQUIRED)
	find_program(KAAL_OBJDUMP NAMES x86_64-linux-gnu-objdump)
	set(CMAKE_C_COMPILER ${KAAL_X86_64_CC})
	set(CMAKE_ASM_COMPILER ${KAAL_X86_64_CC})
endif()
set(CMAKE_TRY_COMPILE_TARGET_TYPE STATIC_LIBRARY)
