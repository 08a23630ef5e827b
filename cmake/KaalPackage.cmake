# SPDX-License-Identifier: MIT OR Apache-2.0
#
# What find_package(KaaL) brings into a project, from a build tree or an installed one. KaaLConfig.cmake
# includes it, having set
#   KAAL_PACKAGE_CMAKE       folder of these modules
#   KAAL_PACKAGE_COMPONENT   folder of kaal_component.cmake and the files beside it
#   KAAL_PACKAGE_SETTINGS    kaal-settings.cmake of the architecture
#   KAAL_PACKAGE_BUILT       folder of the architecture's root.elf and components/
#   KAAL_COMPOSE             sel4-compose
include(${KAAL_PACKAGE_SETTINGS})
include(${KAAL_PACKAGE_CMAKE}/KaalFlags.cmake)

# What the compiler itself brings (stdatomic.h, intrinsics), behind libc's own headers. As an option: CMake leaves
# out include paths that the compiler would use without -nostdinc.
execute_process(COMMAND ${CMAKE_C_COMPILER} -print-file-name=include
	OUTPUT_VARIABLE KAAL_COMPILER_INCLUDE OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)

add_library(kaal_musl INTERFACE) # kaal_component() asks for it
add_library(kaal_component_runtime INTERFACE)
target_include_directories(kaal_component_runtime INTERFACE ${KAAL_INCLUDES})
target_include_directories(kaal_component_runtime SYSTEM INTERFACE
	${KAAL_SYSTEM_INCLUDES})
target_compile_options(kaal_component_runtime INTERFACE ${KAAL_COMPILE_OPTIONS}
	"SHELL:-idirafter ${KAAL_COMPILER_INCLUDE}")
target_link_options(kaal_component_runtime INTERFACE
	-Wl,-T,${KAAL_PACKAGE_COMPONENT}/component.ld -Wl,-u,_start)
target_link_libraries(kaal_component_runtime INTERFACE kaal_freestanding
	-Wl,--start-group ${KAAL_LIBRARIES} gcc -Wl,--end-group)

file(GLOB KAAL_BUILTINS ${KAAL_PACKAGE_BUILT}/components/*.elf)
set(KAAL_ROOT ${KAAL_PACKAGE_BUILT}/root.elf)
set(KAAL_COMPOSE_AT_CONFIGURE ON)
include(${KAAL_PACKAGE_COMPONENT}/kaal_component.cmake)
include(${KAAL_PACKAGE_CMAKE}/KaalCompose.cmake)
