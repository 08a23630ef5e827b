#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""Every example passes its own tests and is within its bounds. KAAL_ARCH in the environment names the architecture."""

import os
import pathlib
import re
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))
import tap  # noqa: E402
from tool import TREE, call  # noqa: E402

ARCH = os.environ.get("KAAL_ARCH", "x86_64")
LINES_MAX = 50  # of C that a person writes, neither blank nor comment
EXAMPLES = sorted(path.parent for path in (TREE / "examples").glob("*/system.toml"))


def code_lines(source):
    text = re.sub(r"/\*.*?\*/", "", source.read_text(), flags=re.DOTALL)
    return sum(1 for line in text.splitlines() if line.strip())


def example_case(folder):
    def case():
        with tempfile.TemporaryDirectory() as build:
            call("test", "-C", folder, "--build", build, "--arch", ARCH).expect(0, "0 failed")
            call("check", "-C", folder, "--build", build, "--arch", ARCH).expect(0)
    case.__doc__ = f"{folder.name} on {ARCH}: its tests pass, and check is content."
    case.__name__ = folder.name
    return case


for example in EXAMPLES:
    tap.case(example_case(example))


@tap.case
def bounds():
    """each has a README with a heading, a test, and less than 50 lines of C."""
    for folder in EXAMPLES:
        lines = sum(code_lines(source) for source in folder.rglob("*.c"))
        assert lines < LINES_MAX, f"{folder.name} has {lines} lines of C"
        assert (folder / "README.md").read_text().startswith("# "), folder
        assert "[[test]]" in (folder / "system.toml").read_text(), folder


if __name__ == "__main__":
    tap.run()
