# SPDX-License-Identifier: MIT OR Apache-2.0
#
#   kaal_compose(system.toml [IMAGE NAME])
#
# The image NAME.elf (default: system.elf) in the build folder, as target NAME: the system that the file
# describes. Its own components are compiled and linked as components/NAME.elf, each with the headers of its
# connections (sel4-compose headers); KaaL's own are taken as they are. The file is read again whenever it
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

# The headers of all connections: ${dir}/<component>/connections.h and .c, ${dir}/interfaces/.
function(_kaal_headers dir file components)
	set(outputs)
	foreach(component IN LISTS components)
		list(APPEND outputs ${dir}/${component}/connections.c)
	endforeach()
	add_custom_command(OUTPUT ${outputs} VERBATIM
		COMMAND ${KAAL_COMPOSE} headers --arch ${KAAL_ARCH} --output ${dir} ${file}
		DEPENDS ${file} ${KAAL_COMPOSE} ${KAAL_BUILTINS}
		COMMENT "Generating headers of connections")
endfunction()

# One component of the system's own. A new file in its folder is noticed.
function(_kaal_own_component component generated)
	file(GLOB found CONFIGURE_DEPENDS ${KAAL_SYSTEM_FOLDER_${component}}/*.[cS])
	kaal_component(${component} ${KAAL_SYSTEM_SOURCES_${component}} ${generated}/${component}/connections.c)
	target_link_options(component_${component} PRIVATE -Wl,--defsym,kaal_composed=1) # component.ld
	target_include_directories(component_${component} PRIVATE
		${KAAL_SYSTEM_FOLDER_${component}} ${generated}/${component} ${generated})
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
	set(generated ${CMAKE_CURRENT_BINARY_DIR}/generated)
	set(built)
	if(KAAL_SYSTEM_COMPONENTS)
		_kaal_headers(${generated} ${file} "${KAAL_SYSTEM_COMPONENTS}")
	endif()
	foreach(component IN LISTS KAAL_SYSTEM_COMPONENTS)
		_kaal_own_component(${component} ${generated})
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
