#!/bin/sh
# SPDX-License-Identifier: MIT OR Apache-2.0
#
# format.sh [--check]
#
# Format every C source of the tree by .clang-format, or say which are not.
cd "$(dirname "$0")/.." || exit 1
mode=-i
[ "${1:-}" = --check ] && mode='--dry-run --Werror'
# shellcheck disable=SC2086 # options
git ls-files -z -- '*.c' '*.h' | xargs -0 clang-format $mode
