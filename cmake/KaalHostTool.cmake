# SPDX-License-Identifier: MIT OR Apache-2.0
#
#   kaal_host_tool(NAME SOURCES file.c... [INCLUDES dir...])
#
# A program of ours that runs on the machine that builds: an ordinary executable in the host build,
# and in a target build one made by the machine's own compiler, in the same Ninja graph. Either way
# ${NAME}_FILE, <build folder>/bin/NAME, can stand as the COMMAND and among the DEPENDS of a custom
# command.

find_program(KAAL_HOST_CC NAMES cc gcc clang REQUIRED DOC "compiler for tools that run on this machine")

function(kaal_host_tool name)
	cmake_parse_arguments(PARSE_ARGV 1 tool "" "" "SOURCES;INCLUDES")
	list(TRANSFORM tool_INCLUDES PREPEND "${CMAKE_CURRENT_SOURCE_DIR}/" REGEX "^[^/]")
	list(PREPEND tool_INCLUDES ${PROJECT_SOURCE_DIR}/tools/portable)
	set(file ${PROJECT_BINARY_DIR}/bin/${name})
	if(KAAL_ARCH STREQUAL "host")
		add_executable(${name} ${tool_SOURCES})
		target_link_libraries(${name} PRIVATE kaal_abi)
		target_include_directories(${name} PRIVATE ${tool_INCLUDES})
		set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bin)
	else()
		_kaal_host_objects(objects ${name} "${tool_SOURCES}" "${tool_INCLUDES}")
		add_custom_command(OUTPUT ${file} VERBATIM
			COMMAND ${CMAKE_COMMAND} -E make_directory ${PROJECT_BINARY_DIR}/bin
			COMMAND ${KAAL_HOST_CC} -o ${file} ${objects}
			DEPENDS ${objects}
			COMMENT "Linking host tool ${name}")
		add_custom_target(${name}-tool ALL DEPENDS ${file})
	endif()
	set(${name}_FILE ${file} CACHE INTERNAL "built host tool ${name}")
endfunction()

# One object a source, by the machine's compiler, with the warnings and include paths of kaal_abi.
function(_kaal_host_objects result name sources includes)
	set(flags -std=gnu11 -O2 -g ${KAAL_WARNINGS} -I${PROJECT_SOURCE_DIR}
		-I${PROJECT_SOURCE_DIR}/abi/sel4/arch/${KAAL_ABI_ARCH})
	foreach(dir IN LISTS includes)
		list(APPEND flags -I${dir})
	endforeach()
	set(objects)
	foreach(source IN LISTS sources)
		get_filename_component(source ${source} ABSOLUTE)
		string(MAKE_C_IDENTIFIER ${source} id)
		set(object ${CMAKE_CURRENT_BINARY_DIR}/${name}.host/${id}.o)
		add_custom_command(OUTPUT ${object} VERBATIM
			COMMAND ${CMAKE_COMMAND} -E make_directory ${CMAKE_CURRENT_BINARY_DIR}/${name}.host
			COMMAND ${KAAL_HOST_CC} ${flags} -MD -MF ${object}.d -c -o ${object} ${source}
			DEPENDS ${source}
			DEPFILE ${object}.d
			COMMENT "Compiling ${source} for this machine")
		list(APPEND objects ${object})
	endforeach()
	set(${result} ${objects} PARENT_SCOPE)
endfunction()
