#!/bin/sh
# SPDX-License-Identifier: MIT OR Apache-2.0
cd "$(dirname "$0")/.." || exit 1
[ ! -d build ] || find build -mindepth 1 -maxdepth 1 ! -name sources -exec rm -rf {} +
