# SPDX-License-Identifier: MIT OR Apache-2.0
#
# Toolchain for AArch64 with clang, which compiles for every machine; linker and libgcc are those of the
# cross compiler.
include(${CMAKE_CURRENT_LIST_DIR}/aarch64.cmake)
set(CMAKE_C_COMPILER clang)
set(CMAKE_ASM_COMPILER clang)
set(CMAKE_C_COMPILER_TARGET aarch64-linux-gnu)
set(CMAKE_ASM_COMPILER_TARGET aarch64-linux-gnu)
