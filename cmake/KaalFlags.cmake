# SPDX-License-Identifier: MIT OR Apache-2.0
#
# Interface libraries that carry compiler flags: link one of them, and no target
# writes flags of its own. The package (KaalPackage.cmake) takes them too, for what users compile: without
# -Werror, and with KAAL_ABI_INCLUDES of its own.
#   kaal_warnings      the warning set, for everything
#   kaal_abi           include path of abi/ and of the architecture's part of it
#   kaal_freestanding  no host libraries: everything that runs on the machine

if(NOT DEFINED CMAKE_C_STANDARD)
	set(CMAKE_C_STANDARD 11)
endif()
set(CMAKE_C_EXTENSIONS ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
if(NOT CMAKE_BUILD_TYPE)
	set(CMAKE_BUILD_TYPE RelWithDebInfo)
endif()
set(CMAKE_C_FLAGS_RELWITHDEBINFO "-O2 -g")

find_program(KAAL_OBJCOPY NAMES ${CMAKE_OBJCOPY} objcopy REQUIRED DOC "GNU objcopy, for what is no ELF file")

add_library(kaal_warnings INTERFACE)
set(KAAL_WARNINGS
	-Wall -Wextra -Wshadow -Wundef -Wpointer-arith -Wcast-align -Wwrite-strings
	-Wstrict-prototypes -Wmissing-prototypes -Wold-style-definition -Wvla -Wimplicit-fallthrough
	-Wno-unused-parameter)
if(NOT KAAL_ABI_INCLUDES)
	# What is built here says nothing of where: debug information calls the top of the sources "kaal".
	list(APPEND KAAL_WARNINGS -Werror -ffile-prefix-map=${PROJECT_SOURCE_DIR}=kaal)
	target_compile_options(kaal_warnings INTERFACE
		$<$<COMPILE_LANGUAGE:ASM>:-ffile-prefix-map=${PROJECT_SOURCE_DIR}=kaal>)
	target_link_options(kaal_warnings INTERFACE # -flto compiles then
		$<$<C_COMPILER_ID:GNU>:-ffile-prefix-map=${PROJECT_SOURCE_DIR}=kaal>)
endif()
target_compile_options(kaal_warnings INTERFACE "$<$<COMPILE_LANGUAGE:C>:${KAAL_WARNINGS}>")

if(KAAL_ARCH STREQUAL "host")
	set(KAAL_ABI_ARCH x86_64) # the host build of the core uses x86_64's object numbers
else()
	set(KAAL_ABI_ARCH ${KAAL_ARCH})
endif()
add_library(kaal_abi INTERFACE)
if(NOT KAAL_ABI_INCLUDES)
	set(KAAL_ABI_INCLUDES ${PROJECT_SOURCE_DIR} ${PROJECT_SOURCE_DIR}/abi/sel4/arch/${KAAL_ABI_ARCH})
endif()
target_include_directories(kaal_abi INTERFACE ${KAAL_ABI_INCLUDES})
target_link_libraries(kaal_abi INTERFACE kaal_warnings)

add_library(kaal_freestanding INTERFACE)
target_link_libraries(kaal_freestanding INTERFACE kaal_abi)
target_compile_options(kaal_freestanding INTERFACE
	-ffreestanding -fno-pic -fno-pie -fno-stack-protector -fno-asynchronous-unwind-tables
	-fno-common -ffunction-sections -fdata-sections)
target_link_options(kaal_freestanding INTERFACE
	-nostdlib -static $<$<C_COMPILER_ID:GNU>:-no-pie> -Wl,--gc-sections -Wl,--build-id=none -Wl,-z,noexecstack
	-Wl,-z,max-page-size=4096)
