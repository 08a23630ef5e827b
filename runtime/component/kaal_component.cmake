# SPDX-License-Identifier: MIT OR Apache-2.0
#
#   kaal_component(NAME file.c...)
#
# Build components/NAME.elf as target component_NAME: the files, the runtime, rings, the
# seL4 stubs and libc. The linked file is checked for system calls that are not seL4's.
# Without musl's source the target exists too, and building it says what to do. KAAL_COMPONENTS_FOLDER
# names another folder of the build folder: only what is shipped is in components.

find_program(KAAL_OBJDUMP NAMES objdump REQUIRED DOC "GNU objdump: the check reads its output")

function(kaal_component name)
	set(target component_${name})
	set(here ${CMAKE_CURRENT_FUNCTION_LIST_DIR})
	if(NOT TARGET kaal_musl)
		add_custom_target(${target} VERBATIM
			COMMAND ${CMAKE_COMMAND} -E echo
				"Component ${name} needs musl's source: run tools/setup/setup.sh run (or unpack Debian's source package musl as build/sources/musl), then build again."
			COMMAND ${CMAKE_COMMAND} -E false)
		return()
	endif()
	if(NOT KAAL_COMPONENTS_FOLDER)
		set(KAAL_COMPONENTS_FOLDER components)
		set_property(GLOBAL APPEND PROPERTY KAAL_COMPONENTS ${target})
	endif()
	add_executable(${target} ${ARGN})
	target_link_libraries(${target} PRIVATE kaal_component_runtime)
	set_target_properties(${target} PROPERTIES OUTPUT_NAME ${name} SUFFIX .elf
		RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/${KAAL_COMPONENTS_FOLDER}
		LINK_DEPENDS ${here}/component.ld)
	add_custom_command(TARGET ${target} POST_BUILD VERBATIM
		COMMAND sh -c "\"$1\" -d --no-show-raw-insn \"$2\" | awk -f \"$3\" >&2 || { rm -f \"$2\"; exit 1; }"
			check ${KAAL_OBJDUMP} $<TARGET_FILE:${target}> ${here}/arch/${KAAL_ARCH}/check_traps.awk)
endfunction()
