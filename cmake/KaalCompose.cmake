# SPDX-License-Identifier: MIT OR Apache-2.0
#
#   kaal_compose(system.toml [IMAGE NAME])
#
# The image NAME.elf (default: system.elf) in the build folder, as target NAME: the system that the file
# describes. Its own components are compiled and linked as components/NAME.elf; KaaL's own are taken as they are. The file is read again whenever it
# changes.
#
# In KaaL's own tree sel4-compose is not there yet when this is read: systems there have no sources of their own.

# What sel4-compose describe says of ${file}, included here.
macro(_kaal_describe file)
	set(_description ${CMAKE_CURRENT_BINARY_DIR}/system.cmake)
	execute_process(COMMAND ${KAAL_COMPOSE} describe ${file}
		OUTPUT_FILE ${_description} RESULT_VARIABLE _result)
	if(NOT _result EQUAL 0)
		message(FATAL_ERROR "${file} has mistakes; sel4-compose's own words above say which.")
	endif()
	set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file} ${KAAL_COMPOSE})
	include(${_description})
	if(NOT KAAL_ARCH IN_LIST KAAL_SYSTEM_ARCHS)
		message(FATAL_ERROR "${KAAL_SYSTEM_NAME} is not for ${KAAL_ARCH}: see arch in [system] of ${file}")
	endif()
endmacro()

# One component of the system's own. A new file in its folder is noticed.
function(_kaal_own_component component)
	file(GLOB found CONFIGURE_DEPENDS ${KAAL_SYSTEM_FOLDER_${component}}/*.[cS])
	kaal_component(${component} ${KAAL_SYSTEM_SOURCES_${component}})
	target_link_options(component_${component} PRIVATE -Wl,--defsym,kaal_composed=1) # component.ld
	target_include_directories(component_${component} PRIVATE
		${KAAL_SYSTEM_FOLDER_${component}})
endfunction()

function(kaal_compose file)
	cmake_parse_arguments(PARSE_ARGV 1 system "" "IMAGE" "")
	get_filename_component(file ${file} ABSOLUTE)
	if(NOT system_IMAGE)
		set(system_IMAGE system)
	endif()
	set(KAAL_SYSTEM_COMPONENTS)
	if(KAAL_COMPOSE_AT_CONFIGURE)
		_kaal_describe(${file})
	endif()
	set(built)
	foreach(component IN LISTS KAAL_SYSTEM_COMPONENTS)
		_kaal_own_component(${component})
		list(APPEND built component_${component} $<TARGET_FILE:component_${component}>)
	endforeach()
	set(image ${PROJECT_BINARY_DIR}/${system_IMAGE}.elf)
	add_custom_command(OUTPUT ${image} VERBATIM
		COMMAND ${KAAL_COMPOSE} link --arch ${KAAL_ARCH} --built ${PROJECT_BINARY_DIR}/components
			--output ${image} ${file}
		DEPENDS ${file} ${KAAL_COMPOSE} ${KAAL_ROOT} ${KAAL_BUILTINS} ${built}
		COMMENT "Composing ${system_IMAGE}.elf")
	add_custom_target(${system_IMAGE} ALL DEPENDS ${image})
endfunction()
