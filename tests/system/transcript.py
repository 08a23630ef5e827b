#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""README.md shows what the demo system prints.

transcript.py             the test
transcript.py --update    put a new transcript into README.md, of the lines that the present one types
"""

import difflib
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))
import tap  # noqa: E402
from machine import TREE, boot  # noqa: E402

README = TREE / "README.md"
BLOCK = re.compile(r"(?<=^```console\n)\[KaaL\].*?(?=^```$)", re.MULTILINE | re.DOTALL)
NUMBER = re.compile(r"\b0x[0-9a-f]+\b|\b[0-9a-f]{8,16}\b|\d+")


def shown():
    return BLOCK.search(README.read_text())[0]


def printed(transcript):
    """What the demo prints when the transcript's lines are typed."""
    run = boot(re.findall(r"^\$ (.*)$", transcript, re.MULTILINE))
    run.expect_ok()
    return run.console


def without_numbers(text):
    """Addresses, sizes and times may differ from build to build, and with them the width of columns."""
    return [re.sub(r" +", " ", NUMBER.sub("N", line)).rstrip() for line in text.splitlines()]


@tap.case
def readme():
    """README.md's transcript is what one sees, numbers aside."""
    wanted, seen = without_numbers(shown()), without_numbers(printed(shown()))
    assert wanted == seen, "out of date: 'tests/system/transcript.py --update' puts it right\n" + \
        "\n".join(difflib.unified_diff(wanted, seen, "README.md", "the demo", lineterm=""))


if __name__ == "__main__":
    if "--update" in sys.argv:
        fresh = "\n".join(line.rstrip() for line in printed(shown()).splitlines()) + "\n"
        README.write_text(BLOCK.sub(lambda _: fresh, README.read_text(), count=1))
    else:
        tap.run()
