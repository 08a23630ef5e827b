# SPDX-License-Identifier: MIT OR Apache-2.0
#
#   kaal_system(NAME SYSTEM "name on the banner" COMPONENTS target...)
#
# A root-task image build/<arch>/NAME.elf as target NAME: the root task with the plan of these components and
# their programs, without debug information.
function(kaal_system name)
	cmake_parse_arguments(PARSE_ARGV 1 system "" "SYSTEM" "COMPONENTS")
	set(image ${PROJECT_BINARY_DIR}/${name}.elf)
	set(programs)
	foreach(component IN LISTS system_COMPONENTS)
		get_target_property(type ${component} TYPE)
		if(type STREQUAL "EXECUTABLE") # else it cannot be built here; its target says what is missing
			list(APPEND programs $<TARGET_FILE:${component}>)
		endif()
	endforeach()
	add_custom_command(OUTPUT ${image} VERBATIM
		COMMAND ${sel4-compose_FILE} link --arch ${KAAL_ARCH} --root $<TARGET_FILE:root>
			--output ${image} --name ${system_SYSTEM} ${programs}
		DEPENDS ${sel4-compose_FILE} root ${system_COMPONENTS} ${programs}
		COMMENT "Composing ${name}")
	add_custom_target(${name} ALL DEPENDS ${image})
endfunction()
