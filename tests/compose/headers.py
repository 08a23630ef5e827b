#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""What is wrong in the use of a generated header is an error of the compiler."""

import pathlib
import subprocess
import sys

TREE = pathlib.Path(__file__).resolve().parent.parent.parent
MADE = TREE / "build" / "host" / "tests" / "unit" / "compose" / "made"
sys.path.insert(0, str(TREE / "tests" / "support"))
import tap  # noqa: E402

FRAME = """#include <connections.h>
void use(void);
void use(void)
{
	%s
}
"""
GOOD = "bool reply; numbers_yes_no(connections_numbers(), true, &reply);"


def compiles(compiler, options, body):
    """Does a function with this body compile?"""
    include = [f"-I{folder}" for folder in (MADE, TREE, TREE / "runtime/component/include", TREE / "lib/ring/include",
                                                TREE / "lib/core/include")]
    return subprocess.run([compiler, "-std=gnu11", "-fsyntax-only", *options, *include, "-xc", "-"],
                          input=FRAME % body, text=True, capture_output=True).returncode == 0


def assert_refused(options, body):
    """The compilers take the right use with these options, and refuse this one."""
    for compiler in ("gcc", "clang"):
        assert compiles(compiler, options, GOOD), f"{compiler} refuses what is right"
        assert not compiles(compiler, options, body), f"{compiler} takes it"


@tap.case
def right_use():
    """generated headers compile without a warning, whichever compiler."""
    for compiler in ("gcc", "clang"):
        assert compiles(compiler, ["-Wall", "-Wextra", "-Wno-unused-parameter", "-Wshadow", "-Werror"], GOOD), compiler


@tap.case
def wrong_name():
    """the name of no connection is an error."""
    assert_refused([], GOOD.replace("s_numbers", "s_numberz"))


@tap.case
def wrong_interface():
    """a connection of another interface is an error."""
    assert_refused([], GOOD.replace("s_numbers", "s_names"))


@tap.case
def wrong_parameters():
    """parameters of another type are an error."""
    assert_refused([], GOOD.replace("bool reply", "uint64_t reply"))


if __name__ == "__main__":
    tap.run()
