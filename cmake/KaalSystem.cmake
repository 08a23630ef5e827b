# SPDX-License-Identifier: MIT OR Apache-2.0
#
#   kaal_system(NAME SYSTEM "name on the banner" COMPONENTS target... [BUNDLE file])
#
# A root-task image build/<arch>/NAME.elf: the root task with a bundle of components, without their
# debug information. BUNDLE takes a bundle made otherwise instead.

find_program(KAAL_OBJCOPY NAMES ${CMAKE_OBJCOPY} objcopy REQUIRED)

# The bundle of the components, as ${result}.
function(kaal_bundle result name system)
	set(dir ${CMAKE_CURRENT_BINARY_DIR}/${name}.bundled)
	set(files)
	foreach(component IN LISTS ARGN)
		string(REGEX REPLACE "^component_" "" short ${component})
		set(file ${dir}/${short}.elf)
		list(APPEND files ${file})
		get_target_property(type ${component} TYPE)
		if(NOT type STREQUAL "EXECUTABLE") # it cannot be built here; its target says what is missing
			add_custom_command(OUTPUT ${file} COMMAND ${CMAKE_COMMAND} -E false DEPENDS ${component})
			continue()
		endif()
		add_custom_command(OUTPUT ${file} VERBATIM
			COMMAND ${CMAKE_COMMAND} -E make_directory ${dir}
			COMMAND ${KAAL_OBJCOPY} --strip-debug $<TARGET_FILE:${component}> ${file}
			DEPENDS ${component} $<TARGET_FILE:${component}>
			COMMENT "Bundling ${short} for ${name}")
	endforeach()
	set(bundle ${CMAKE_CURRENT_BINARY_DIR}/${name}.bundle)
	add_custom_command(OUTPUT ${bundle} VERBATIM
		COMMAND ${mkbundle_FILE} -o ${bundle} ${system} ${files}
		DEPENDS ${mkbundle_FILE} ${files}
		COMMENT "Making bundle ${name}")
	set(${result} ${bundle} PARENT_SCOPE)
endfunction()

function(kaal_system name)
	cmake_parse_arguments(PARSE_ARGV 1 system "" "SYSTEM;BUNDLE" "COMPONENTS")
	if(NOT system_BUNDLE)
		kaal_bundle(system_BUNDLE ${name} ${system_SYSTEM} ${system_COMPONENTS})
	endif()
	set(assembly ${CMAKE_CURRENT_BINARY_DIR}/${name}-bundle.S)
	file(CONFIGURE OUTPUT ${assembly} @ONLY CONTENT [[
	.section .kaal.bundle, "a", @progbits
	.balign 4096
	.global kaal_bundle_start, kaal_bundle_bytes
kaal_bundle_start:
	.incbin "@system_BUNDLE@"
kaal_bundle_end:
	.section .rodata, "a", @progbits
	.balign 8
kaal_bundle_bytes:
	.quad kaal_bundle_end - kaal_bundle_start
	.section .note.GNU-stack, "", @progbits
]])
	set_source_files_properties(${assembly} PROPERTIES OBJECT_DEPENDS ${system_BUNDLE})
	add_executable(${name} ${assembly})
	target_link_libraries(${name} PRIVATE kaal_root_task)
	set_target_properties(${name} PROPERTIES LINKER_LANGUAGE C OUTPUT_NAME ${name} SUFFIX .elf
		RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR})
endfunction()
