#!/bin/sh
# SPDX-License-Identifier: MIT OR Apache-2.0
exec "$(dirname "$0")/run.py" "$@"
