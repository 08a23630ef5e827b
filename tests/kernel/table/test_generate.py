#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""The generator of the ABI table refuses descriptions with holes."""

import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))

from support.tap import case, run  # pylint: disable=wrong-import-position

TABLE = (HERE / "abi.table").read_text(encoding="ascii")
SOURCES = sorted(HERE.glob("*.c"))


def generate(table, sources):
    """Exit code, rows and complaints for a table and sources of the test's own."""
    with tempfile.TemporaryDirectory() as folder:
        description = Path(folder) / "abi.table"
        description.write_text(table, encoding="ascii")
        done = subprocess.run(["awk", "-f", HERE / "generate.awk", description, *sources],
                              capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


def expect_refusal(table, sources, complaint):
    code, rows, complaints = generate(table, sources)
    assert code != 0, "the generator accepts it"
    assert complaint in complaints, f"the complaint is: {complaints}"
    assert not rows, "rows are written all the same"


@case
def table_as_it_is():
    """The table of the tree is accepted."""
    for arch in sorted(HERE.parent.glob("arch/*/table")):
        table = TABLE + (arch / "abi.table").read_text(encoding="ascii")
        code, rows, complaints = generate(table, SOURCES + sorted(arch.glob("*.c")))
        assert code == 0, complaints
        assert rows.count("ROW_CALL") == table.count("\ncall ")


@case
def check_without_test():
    """A check without a BREAK is refused, by name and line."""
    table = TABLE.replace("\tcheck type IA(0)\n", "\tcheck type IA(0)\n\tcheck invented IA(7)\n")
    expect_refusal(table, SOURCES, "no test: write BREAK(UntypedRetype, invented)")


@case
def call_without_setup():
    """A call without a SETUP is refused."""
    expect_refusal(TABLE + "call Invented OK(0)\n", SOURCES, "no test: write SETUP(Invented)")


@case
def unknown_row():
    """A row that means nothing is refused."""
    expect_refusal(TABLE + "\tchekc type IA(0)\n", SOURCES, "unknown row: chekc")


@case
def unreachable_without_reason():
    """An unreachable check needs a reason."""
    expect_refusal(TABLE + "\tunreachable something\n", SOURCES, "say why nothing can reach this check")


@case
def test_without_check():
    """A BREAK that no row asks for is refused."""
    table = TABLE.replace("\tcheck type IA(0)\n", "")
    expect_refusal(table, SOURCES, "no row asks for BREAK(UntypedRetype, type)")


@case
def label_without_call():
    """A label left out is missing in the assertion that all have their calls."""
    start = TABLE.index("call TCBSuspend ")
    table = TABLE[:start] + TABLE[TABLE.index("call TCBResume "):]
    with tempfile.NamedTemporaryFile("w", suffix=".c") as sources:
        sources.write("".join(s.read_text() for s in SOURCES).replace("SETUP(TCBSuspend)", ""))
        sources.flush()
        code, rows, complaints = generate(table, [sources.name])
    assert code == 0, complaints
    assert "1ull << TCBResume" in rows and "1ull << TCBSuspend" not in rows, "labels are not counted"


run()
