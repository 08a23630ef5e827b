#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""docs/spec/system-toml.md, which compose-spec makes of the schema's table, is current.

reference.py             the test
reference.py --update    write the page
"""

import pathlib
import subprocess
import sys

TREE = pathlib.Path(__file__).resolve().parent.parent.parent
PAGE = TREE / "docs" / "spec" / "system-toml.md"
TOOL = TREE / "build" / "host" / "bin" / "compose-spec"
sys.path.insert(0, str(TREE / "tests" / "support"))
import tap  # noqa: E402


def made():
    return subprocess.run([TOOL], stdout=subprocess.PIPE, check=True).stdout.decode()


@tap.case
def current():
    """docs/spec/system-toml.md is what the table says."""
    assert PAGE.read_text() == made(), "out of date: 'tests/compose/reference.py --update' puts it right"


if __name__ == "__main__":
    if "--update" in sys.argv:
        PAGE.write_text(made())
    else:
        tap.run()
