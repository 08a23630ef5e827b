#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""What every component of a running system holds is what the plan says, slot by slot. KAAL_ARCH names the
architecture."""

import json
import os
import pathlib
import re
import shutil
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))
import tap  # noqa: E402
from tool import TREE, call  # noqa: E402

ARCH = os.environ.get("KAAL_ARCH", "x86_64")
EXAMPLES = sorted(path.parent for path in (TREE / "examples").glob("*/system.toml"))
FOUND = re.compile(r"(\d+) components? holds? (\d+) capabilit\w+: exactly what the plan gives them")


def planned(folder):
    """Capabilities that the plan gives to those that are started at boot, one by one."""
    plan = json.loads(call("plan", "--json", "-C", folder, "--arch", ARCH).expect(0).out)
    return {row["name"]: len(row["capabilities"]) for row in plan["components"] if not row["on_demand"]}


def audited(example):
    with tempfile.TemporaryDirectory() as build:
        folder = pathlib.Path(build) / example.name
        shutil.copytree(example, folder)
        text = (folder / "system.toml").read_text()
        if "[components.shell]" not in text:
            (folder / "system.toml").write_text(text + "\n[components.shell]\n")
        run = call("run", "--exec", "audit", "-C", folder, "--arch", ARCH).expect(0)
        found = FOUND.search(run.out)
        assert found, run
        plan = planned(folder)
    assert int(found[2]) <= sum(plan.values()), f"{found[0]}, and the plan has {plan}"


def example_case(example):
    def case():
        audited(example)
    case.__doc__ = f"{example.name} on {ARCH}: the running system holds what the plan gives it."
    case.__name__ = example.name
    return case


for each in EXAMPLES:
    tap.case(example_case(each))


@tap.case
def many():
    """200 components boot, answer, and hold what the plan gives them."""
    with tempfile.TemporaryDirectory() as build:
        call("test", "-C", TREE / "tests" / "compose" / "many", "--build", build, "--arch", ARCH).expect(0, "0 failed")


if __name__ == "__main__":
    tap.run()
