# SPDX-License-Identifier: MIT OR Apache-2.0
#
# KaaL as a package: KaaLConfig.cmake of this build tree, and what `make install` installs. Included last,
# when all targets are known: what a component is compiled and linked with is read from them, so that nothing
# is listed twice.

# Everything that linking @target brings along, itself first.
function(_kaal_closure result target)
	set(closure ${target})
	set(todo ${target})
	while(todo)
		list(POP_FRONT todo next)
		get_target_property(links ${next} INTERFACE_LINK_LIBRARIES)
		foreach(link IN LISTS links)
			if(TARGET ${link} AND NOT link IN_LIST closure)
				list(APPEND closure ${link})
				list(APPEND todo ${link})
			endif()
		endforeach()
	endwhile()
	set(${result} ${closure} PARENT_SCOPE)
endfunction()

# What all targets say of a property.
function(_kaal_gather result property)
	set(all)
	foreach(target IN LISTS ARGN)
		get_target_property(value ${target} ${property})
		if(value)
			list(APPEND all ${value})
		endif()
	endforeach()
	list(REMOVE_DUPLICATES all)
	set(${result} ${all} PARENT_SCOPE)
endfunction()

_kaal_closure(closure kaal_virtio) # the driver kit and the component runtime are among it
list(REMOVE_ITEM closure kaal_warnings kaal_abi kaal_freestanding) # KaalFlags.cmake has these
_kaal_gather(KAAL_INCLUDES INTERFACE_INCLUDE_DIRECTORIES ${closure})
_kaal_gather(KAAL_SYSTEM_INCLUDES INTERFACE_SYSTEM_INCLUDE_DIRECTORIES ${closure})
_kaal_gather(KAAL_COMPILE_OPTIONS INTERFACE_COMPILE_OPTIONS ${closure})
list(REMOVE_ITEM KAAL_INCLUDES ${KAAL_SYSTEM_INCLUDES})
list(FILTER KAAL_COMPILE_OPTIONS EXCLUDE REGEX "-idirafter") # KaalPackage.cmake asks the compiler at hand
set(KAAL_LIBRARIES)
foreach(target IN LISTS closure)
	get_target_property(type ${target} TYPE)
	if(type STREQUAL "STATIC_LIBRARY")
		list(APPEND KAAL_LIBRARIES $<TARGET_FILE:${target}>)
		install(FILES $<TARGET_FILE:${target}> DESTINATION lib/kaal/${KAAL_ARCH} COMPONENT package)
		list(APPEND installed_libraries $<TARGET_FILE_NAME:${target}>)
	endif()
endforeach()

# --- the build tree -----------------------------------------------------------------------------

file(GENERATE OUTPUT ${PROJECT_BINARY_DIR}/kaal-settings.cmake CONTENT
"# made by cmake/KaalExport.cmake
set(KAAL_INCLUDES \"${KAAL_INCLUDES}\")
set(KAAL_SYSTEM_INCLUDES \"${KAAL_SYSTEM_INCLUDES}\")
set(KAAL_COMPILE_OPTIONS \"${KAAL_COMPILE_OPTIONS}\")
set(KAAL_LIBRARIES \"${KAAL_LIBRARIES}\")
set(KAAL_ABI_INCLUDES \"${PROJECT_SOURCE_DIR};${PROJECT_SOURCE_DIR}/abi/sel4/arch/${KAAL_ARCH}\")
")
configure_file(cmake/KaaLBuildConfig.cmake.in ${PROJECT_BINARY_DIR}/KaaLConfig.cmake @ONLY)

# --- the installed tree ------------------------------------------------------------------------------
#
#   bin/sel4-compose
#   include/kaal/            headers of all architectures      lib/kaal/ARCH/include/  of one
#   lib/kaal/ARCH/           kernel.elf root.elf loader.bin *.a components/ libc/ (musl's headers)
#   share/kaal/              cmake/ component/ templates/ examples/ interfaces/ packages.list
#   share/doc/kaal/

set(arch_folder lib/kaal/${KAAL_ARCH})
file(GENERATE OUTPUT ${PROJECT_BINARY_DIR}/installed/kaal-settings.cmake CONTENT
"# made by cmake/KaalExport.cmake
get_filename_component(_include \"\${CMAKE_CURRENT_LIST_DIR}/../../../include/kaal\" ABSOLUTE)
set(KAAL_INCLUDES \"\${_include};\${CMAKE_CURRENT_LIST_DIR}/include\")
set(KAAL_SYSTEM_INCLUDES \"\${CMAKE_CURRENT_LIST_DIR}/libc\")
set(KAAL_COMPILE_OPTIONS \"${KAAL_COMPILE_OPTIONS}\")
set(KAAL_LIBRARIES \"${installed_libraries}\")
list(TRANSFORM KAAL_LIBRARIES PREPEND \"\${CMAKE_CURRENT_LIST_DIR}/\")
set(KAAL_ABI_INCLUDES \"\${KAAL_INCLUDES}\")
")
install(FILES ${PROJECT_BINARY_DIR}/installed/kaal-settings.cmake DESTINATION ${arch_folder} COMPONENT package)
install(PROGRAMS ${sel4-compose_FILE} DESTINATION bin COMPONENT package)
install(FILES $<TARGET_FILE:kernel> $<TARGET_FILE:root> ${KAAL_LINES_FILE} DESTINATION ${arch_folder} COMPONENT package)
if(TARGET loader)
	install(FILES ${PROJECT_BINARY_DIR}/loader.bin DESTINATION ${arch_folder} COMPONENT package)
endif()
get_property(components GLOBAL PROPERTY KAAL_COMPONENTS)
foreach(component IN LISTS components)
	install(FILES $<TARGET_FILE:${component}> DESTINATION ${arch_folder}/components COMPONENT package)
endforeach()

# Of several folders with a file of one name the first counts: install it last.
list(REVERSE KAAL_SYSTEM_INCLUDES)
foreach(dir IN LISTS KAAL_SYSTEM_INCLUDES)
	install(DIRECTORY ${dir}/ DESTINATION ${arch_folder}/libc COMPONENT package FILES_MATCHING PATTERN "*.h")
endforeach()
foreach(dir IN LISTS KAAL_INCLUDES)
	set(to include/kaal)
	if(dir MATCHES "/arch/")
		set(to ${arch_folder}/include)
	endif()
	install(DIRECTORY ${dir}/ DESTINATION ${to} COMPONENT package FILES_MATCHING PATTERN "*.h")
endforeach()
install(DIRECTORY abi DESTINATION include/kaal COMPONENT package
	FILES_MATCHING PATTERN "*.h" PATTERN "abi/sel4/arch" EXCLUDE)
install(DIRECTORY abi/sel4/arch/${KAAL_ARCH}/ DESTINATION ${arch_folder}/include COMPONENT package)

install(FILES cmake/KaaLConfig.cmake cmake/KaalPackage.cmake cmake/KaalFlags.cmake cmake/KaalCompose.cmake
	cmake/x86_64.cmake cmake/aarch64.cmake DESTINATION share/kaal/cmake COMPONENT package)
include(CMakePackageConfigHelpers)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/KaaLConfigVersion.cmake COMPATIBILITY SameMinorVersion
	ARCH_INDEPENDENT)
install(FILES ${PROJECT_BINARY_DIR}/KaaLConfigVersion.cmake DESTINATION share/kaal/cmake COMPONENT package)
install(FILES runtime/component/kaal_component.cmake runtime/component/component.ld
	DESTINATION share/kaal/component COMPONENT package)
install(FILES runtime/component/arch/${KAAL_ARCH}/check_traps.awk
	DESTINATION share/kaal/component/arch/${KAAL_ARCH} COMPONENT package)
install(DIRECTORY tools/compose/templates examples DESTINATION share/kaal COMPONENT package
	PATTERN "build" EXCLUDE PATTERN "CMakeLists.txt.in" EXCLUDE)
install(DIRECTORY abi/kaal/interfaces DESTINATION share/kaal COMPONENT package)
install(FILES tools/setup/packages.list DESTINATION share/kaal COMPONENT package)
install(DIRECTORY docs/ DESTINATION share/doc/kaal COMPONENT package)
install(FILES README.md LICENSE-MIT LICENSE-APACHE DESTINATION share/doc/kaal COMPONENT package)

set(completion ${PROJECT_BINARY_DIR}/installed/sel4-compose)
add_custom_command(OUTPUT ${completion} VERBATIM
	COMMAND ${sel4-compose_FILE} completion > ${completion}
	DEPENDS ${sel4-compose_FILE})
add_custom_target(completion ALL DEPENDS ${completion})
install(FILES ${completion} DESTINATION share/bash-completion/completions COMPONENT package)
