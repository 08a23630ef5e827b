# SPDX-License-Identifier: MIT OR Apache-2.0
#
# Lines of code, counted when KaaL is built: build/ARCH/lines.txt, which `sel4-compose check` reads. A unit is
# what one must trust together: the kernel, the root task, the runtime, libc, and each component besides.
# To be included last, when all targets are known.

# A target and all of ours that it links.
function(_kaal_closure result target)
	set(found ${${result}} ${target})
	get_target_property(type ${target} TYPE)
	set(libraries)
	if(NOT type STREQUAL "INTERFACE_LIBRARY")
		get_target_property(libraries ${target} LINK_LIBRARIES)
	endif()
	foreach(library IN LISTS libraries)
		if(TARGET ${library} AND NOT library IN_LIST found)
			_kaal_closure(found ${library})
		endif()
	endforeach()
	set(${result} ${found} PARENT_SCOPE)
endfunction()

# kaal_lines(UNIT BELOW folder... TARGETS target...): sources of the targets and what they include, but only
# what lies below the folders.
function(kaal_lines unit)
	cmake_parse_arguments(PARSE_ARGV 1 lines "" "" "BELOW;TARGETS")
	set(text "unit ${unit}\n")
	foreach(folder IN LISTS lines_BELOW)
		string(APPEND text "below ${folder}\n")
	endforeach()
	foreach(target IN LISTS lines_TARGETS)
		get_target_property(type ${target} TYPE)
		if(type STREQUAL "INTERFACE_LIBRARY")
			continue()
		endif()
		get_target_property(sources ${target} SOURCES)
		get_target_property(folder ${target} SOURCE_DIR)
		string(APPEND text "include $<JOIN:$<TARGET_PROPERTY:${target},INCLUDE_DIRECTORIES>,\ninclude >\n")
		list(FILTER sources INCLUDE REGEX "\\.[cS]$")
		foreach(source IN LISTS sources)
			get_filename_component(source ${source} ABSOLUTE BASE_DIR ${folder})
			string(APPEND text "source ${source}\n")
			set_property(GLOBAL APPEND PROPERTY KAAL_LINES_SOURCES ${source})
		endforeach()
	endforeach()
	string(REPLACE "/" "-" file ${unit})
	file(GENERATE OUTPUT ${PROJECT_BINARY_DIR}/lines/${file}.list CONTENT "${text}")
	set_property(GLOBAL APPEND PROPERTY KAAL_LINES_LISTS ${PROJECT_BINARY_DIR}/lines/${file}.list)
endfunction()

function(_kaal_lines_of_components)
	set(runtime)
	_kaal_closure(runtime kaal_component_runtime)
	set(own ${runtime})
	list(REMOVE_ITEM own kaal_musl)
	kaal_lines(runtime TARGETS ${own}
		BELOW ${PROJECT_SOURCE_DIR}/runtime/component ${PROJECT_SOURCE_DIR}/lib ${PROJECT_SOURCE_DIR}/abi)
	kaal_lines(libc TARGETS kaal_musl BELOW ${KAAL_MUSL_SOURCE})
	get_property(components GLOBAL PROPERTY KAAL_COMPONENTS)
	foreach(component IN LISTS components)
		set(targets)
		_kaal_closure(targets ${component})
		list(REMOVE_ITEM targets ${runtime})
		get_target_property(name ${component} OUTPUT_NAME)
		kaal_lines(component/${name} TARGETS ${targets}
			BELOW ${PROJECT_SOURCE_DIR}/drivers ${PROJECT_SOURCE_DIR}/services ${PROJECT_SOURCE_DIR}/apps
				${PROJECT_SOURCE_DIR}/posix ${PROJECT_SOURCE_DIR}/lib)
	endforeach()
endfunction()

set(root)
_kaal_closure(root root)
kaal_lines(kernel TARGETS kernel BELOW ${PROJECT_SOURCE_DIR}/kernel ${PROJECT_SOURCE_DIR}/lib ${PROJECT_SOURCE_DIR}/abi)
kaal_lines(root TARGETS ${root} BELOW ${PROJECT_SOURCE_DIR}/runtime/root ${PROJECT_SOURCE_DIR}/lib ${PROJECT_SOURCE_DIR}/abi)
if(TARGET kaal_component_runtime)
	_kaal_lines_of_components()
endif()
get_property(lists GLOBAL PROPERTY KAAL_LINES_LISTS)
get_property(sources GLOBAL PROPERTY KAAL_LINES_SOURCES)
set(KAAL_LINES_FILE ${PROJECT_BINARY_DIR}/lines.txt)
add_custom_command(OUTPUT ${KAAL_LINES_FILE} VERBATIM
	COMMAND ${sel4-compose_FILE} lines --output ${KAAL_LINES_FILE} ${lists}
	DEPENDS ${sel4-compose_FILE} ${lists} ${sources}
	COMMENT "Counting lines of code")
add_custom_target(lines ALL DEPENDS ${KAAL_LINES_FILE})
