# SPDX-License-Identifier: MIT OR Apache-2.0
#
# find_package(KaaL) of an installed tree: PREFIX/share/kaal/cmake. Nothing here knows where PREFIX is.
if(NOT KAAL_ARCH)
	set(KAAL_ARCH x86_64)
endif()
get_filename_component(_prefix ${CMAKE_CURRENT_LIST_DIR}/../../.. ABSOLUTE)
set(KAAL_PACKAGE_BUILT ${_prefix}/lib/kaal/${KAAL_ARCH})
if(NOT EXISTS ${KAAL_PACKAGE_BUILT}/kaal-settings.cmake)
	set(KaaL_FOUND FALSE)
	set(KaaL_NOT_FOUND_MESSAGE "KaaL is not installed for ${KAAL_ARCH}: ${KAAL_PACKAGE_BUILT} is missing")
	return()
endif()
set(KAAL_PACKAGE_CMAKE ${CMAKE_CURRENT_LIST_DIR})
set(KAAL_PACKAGE_COMPONENT ${_prefix}/share/kaal/component)
set(KAAL_PACKAGE_SETTINGS ${KAAL_PACKAGE_BUILT}/kaal-settings.cmake)
set(KAAL_COMPOSE ${_prefix}/bin/sel4-compose)
include(${KAAL_PACKAGE_CMAKE}/KaalPackage.cmake)
