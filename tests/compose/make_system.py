#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""docs/howto/make-a-system.md: its files are accepted, and say what the page says that they say."""

import os
import pathlib
import re
import subprocess
import sys
import tempfile

TREE = pathlib.Path(__file__).resolve().parent.parent.parent
PAGE = (TREE / "docs" / "howto" / "make-a-system.md").read_text()
TOOLS = TREE / "build" / "host" / "bin"
BLOCKS = re.findall(r"^```toml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
CONSOLES = re.findall(r"^```console\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
CMAKE = """cmake_minimum_required(VERSION 3.25)
project(clock LANGUAGES C ASM)
find_package(KaaL REQUIRED)
kaal_compose(system.toml)
"""
sys.path.insert(0, str(TREE / "tests" / "support"))
import tap  # noqa: E402


def compose(text, *words):
    """Run sel4-compose in a folder with this system.toml and sources for all that it names."""
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        (folder / "system.toml").write_text(text)
        (folder / "CMakeLists.txt").write_text(CMAKE)
        for name in ("face", "worker"):
            (folder / name).mkdir()
            (folder / name / "main.c").write_text("int main(void)\n{\n\treturn 0;\n}\n")
        return subprocess.run([TOOLS / "sel4-compose", *words], cwd=folder, env={**os.environ, "NO_COLOR": "1"},
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def lines_of(text):
    return [line for line in text.splitlines() if line]


@tap.case
def added():
    """check names the providers that the page says are added."""
    result = compose(BLOCKS[0], "check")
    assert result.returncode == 0, result.stderr
    assert lines_of(result.stderr) == lines_of(CONSOLES[0]), result.stderr


@tap.case
def boots():
    """The smallest system passes its own test."""
    result = compose(BLOCKS[0], "test", "--arch", "x86_64")
    assert result.returncode == 0 and "1 passed" in result.stdout, result


@tap.case
def pieces():
    """Each further piece of the page is accepted."""
    for block in BLOCKS[1:4]:
        result = compose(BLOCKS[0] + "\n" + block, "check")
        assert result.returncode == 0, block + result.stderr


@tap.case
def refuted():
    """The assertion is refuted in the page's words."""
    result = compose(BLOCKS[0] + "\n" + BLOCKS[1] + "\n" + BLOCKS[4], "check")
    assert result.returncode == 1, result
    for line in lines_of(re.sub(r"\d+", "N", CONSOLES[1])):
        assert line in re.sub(r"\d+", "N", result.stderr), f"{line!r} is not in:\n{result.stderr}"


if __name__ == "__main__":
    tap.run()
