# SPDX-License-Identifier: MIT OR Apache-2.0
#
# Toolchain for AArch64: Debian's cross compiler, or the machine's own on an Arm host.
set(CMAKE_SYSTEM_NAME Generic)
set(CMAKE_SYSTEM_PROCESSOR aarch64)
set(CMAKE_TRY_COMPILE_TARGET_TYPE STATIC_LIBRARY)
find_program(KAAL_AARCH64_CC NAMES aarch64-linux-gnu-gcc REQUIRED)
find_program(KAAL_OBJDUMP NAMES aarch64-linux-gnu-objdump)
find_program(KAAL_OBJCOPY NAMES aarch64-linux-gnu-objcopy)
set(CMAKE_C_COMPILER ${KAAL_AARCH64_CC})
set(CMAKE_ASM_COMPILER ${KAAL_AARCH64_CC})
# Atomic operations inline, not as libgcc's functions, which choose at run time by asking a libc.
add_compile_options(-mno-outline-atomics)
