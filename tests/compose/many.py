#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""The system in many/: 200 components boot and answer. KAAL_ARCH names the architecture."""

import os
import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))
import tap  # noqa: E402
from tool import TREE, call  # noqa: E402

ARCH = os.environ.get("KAAL_ARCH", "x86_64")
MANY = TREE / "tests" / "compose" / "many"


@tap.case
def answer():
    """200 components boot, call one, and hold what the plan gives them."""
    with tempfile.TemporaryDirectory() as build:
        call("test", "-C", MANY, "--build", build, "--arch", ARCH).expect(0, "0 failed")


@tap.case
def check():
    """check is content with them, and graph draws them as one."""
    with tempfile.TemporaryDirectory() as build:
        call("check", "-C", MANY, "--build", build, "--arch", ARCH).expect(0, "worker-200")
        call("graph", "-C", MANY, "--build", build, "--arch", ARCH).expect(0, "worker-1..200")


if __name__ == "__main__":
    tap.run()
