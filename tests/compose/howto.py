#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""The system of docs/howto/connect-components.md does what the page says, on both architectures."""

import os
import pathlib
import re
import subprocess
import sys
import tempfile

TREE = pathlib.Path(__file__).resolve().parent.parent.parent
PAGE = TREE / "docs" / "howto" / "connect-components.md"
COMPOSE = TREE / "build" / "host" / "bin" / "sel4-compose"
FILE = re.compile(r"^`([\w./]+)`[^\n]*\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CMAKE = """cmake_minimum_required(VERSION 3.25)
project(words LANGUAGES C ASM)
find_package(KaaL REQUIRED)
kaal_compose(system.toml)
"""
sys.path.insert(0, str(TREE / "tests" / "support"))
import tap  # noqa: E402


def project(folder):
    """The page's files, as a person would copy them."""
    for name, text in [*FILE.findall(PAGE.read_text()), ("CMakeLists.txt", CMAKE)]:
        path = pathlib.Path(folder) / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)


def assert_passes(arch):
    with tempfile.TemporaryDirectory() as folder:
        project(folder)
        run = subprocess.run([COMPOSE, "test", "--arch", arch], cwd=folder, text=True, stdin=subprocess.DEVNULL,
                             stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env={**os.environ, "NO_COLOR": "1"})
        assert run.returncode == 0 and "1 passed" in run.stdout, run.stdout


@tap.case
def files():
    """the page has three files."""
    assert [name for name, _ in FILE.findall(PAGE.read_text())] == ["system.toml", "store/main.c", "app/main.c"]


@tap.case
def x86_64():
    """its system passes its own test on x86_64."""
    assert_passes("x86_64")


@tap.case
def aarch64():
    """its system passes its own test on AArch64."""
    assert_passes("aarch64")


if __name__ == "__main__":
    tap.run()
