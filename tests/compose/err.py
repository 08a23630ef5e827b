#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""Every message of sel4-compose, and what exactly it prints. tests/compose/err/README.md says how to add one.

err.py [CASE...]            the tests, or some of them
err.py --update [CASE...]   write what is printed now as what is expected: look at the difference before committing
err.py --missing            list the messages without a case
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

TREE = pathlib.Path(__file__).resolve().parent.parent.parent
CASES = TREE / "tests" / "compose" / "err"
TABLES = TREE / "tools" / "compose" / "diagnostic" / "messages"
TOOLS = TREE / "build" / "host" / "bin"
LIMIT_S = 60

ROW = re.compile(r'^MESSAGE\(\s*(\w+),\s*"(\w+)",\s*"([\w-]+)",\s*(\w+)', re.MULTILINE)


def messages():
    """All rows of the table: (id, name, severity)."""
    return [(row[2], row[3], row[4]) for table in sorted(TABLES.glob("*.h")) for row in ROW.finditer(table.read_text())]


def cases():
    return sorted(folder for folder in CASES.iterdir() if folder.is_dir())


def covers(case, message):
    """A case is called like its message, perhaps with something behind it."""
    name = f"{message[0]}-{message[1]}"
    return case.name == name or case.name.startswith(name + "-")


def run(case):
    """What the case prints, and its exit code. It runs in a copy of its folder."""
    command = case / "command"
    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(folder) / "case"
        shutil.copytree(case, copy)
        environment = {**os.environ, "PATH": f"{TOOLS}:{os.environ['PATH']}", "LC_ALL": "C", "TREE": str(TREE)}
        result = subprocess.run(
            ["sh", "-c", command.read_text() if command.exists() else "sel4-compose check >/dev/null"], cwd=copy,
            env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            timeout=LIMIT_S)
        text = result.stdout.decode(errors="replace")
        return text.replace(str(copy), "CASE").replace(str(TREE), "TREE"), result.returncode


def wrong_with(case):
    """What is wrong with a case, or None."""
    printed, code = run(case)
    expected = case / "expected"
    if not expected.exists():
        return f"it has no file expected; it printed:\n{printed}"
    if printed != expected.read_text():
        return f"wanted:\n{expected.read_text()}\ngot:\n{printed}"
    identifier = case.name.split("-")[0]
    if f"[{identifier}]" not in printed:
        return f"the message {identifier} is not among what it prints"
    if (code == 0) != (identifier[0] in "WN"):
        return f"its exit code is {code}"
    return None


def uncovered():
    folders = cases()
    return [message for message in messages() if not any(covers(case, message) for case in folders)]


def table_faults():
    """Rows that share an id or a name, and cases of no message."""
    rows = messages()
    faults = []
    for part in (0, 1):
        values = [row[part] for row in rows]
        faults += [f"{value} is there twice" for value in sorted(set(values)) if values.count(value) > 1]
    faults += [f"{row[0]}: the letter does not fit {row[2]}" for row in rows
               if row[0][0] != {"ERROR": "E", "WARNING": "W", "NOTE": "N"}[row[2]]]
    faults += [f"{case.name} is a case of no message" for case in cases()
               if not any(covers(case, row) for row in rows)]
    return faults


def report(number, title, wrong):
    if wrong:
        for line in str(wrong).splitlines():
            print(f"# {line}")
    print(f"{'not ' if wrong else ''}ok {number} - {title}", flush=True)
    return bool(wrong)


def test(chosen):
    print(f"1..{len(chosen) + 2}")
    failed = report(1, "no message shares its id or name, no case is of no message", "\n".join(table_faults()))
    failed |= report(2, "every message has a case", "\n".join(f"{m[0]}-{m[1]} has none" for m in uncovered()))
    for number, case in enumerate(chosen, 3):
        failed |= report(number, case.name, wrong_with(case))
    sys.exit(failed)


def main():
    names = [argument for argument in sys.argv[1:] if not argument.startswith("--")]
    chosen = [case for case in cases() if not names or case.name in names]
    if "--missing" in sys.argv:
        print("\n".join(f"{m[0]}-{m[1]}" for m in uncovered()))
    elif "--update" in sys.argv:
        for case in chosen:
            (case / "expected").write_text(run(case)[0])
    else:
        test(chosen)


if __name__ == "__main__":
    main()
