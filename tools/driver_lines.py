#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""Count each driver's lines: neither blank nor comment, formatted, by part.

A driver is a folder with a file that defines DDDK_DRIVER. Registers are the files called *_regs.h, the
descriptor is the initialiser of DDDK_DRIVER, glue is what stands in files without a DDDK_DRIVER that mention the broker or a grant, and the rest is logic.
"""
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


DESCRIPTOR = re.compile(r"^DDDK_DRIVER\(.*?^\};\n", flags=re.M | re.S)


def code_lines(path):
    """The lines within the descriptor, and the others."""
    text = path.read_text()
    formatted = subprocess.run(["clang-format", "--assume-filename", str(path)], input=text,
                               capture_output=True, text=True, cwd=ROOT)
    if formatted.returncode == 0:
        text = formatted.stdout
    text = re.sub(r"/\*.*?\*/", lambda match: "\n" * match.group().count("\n"), text, flags=re.S)
    text = re.sub(r"//[^\n]*", "", text)
    descriptor = "".join(DESCRIPTOR.findall(text))
    return count(descriptor), count(DESCRIPTOR.sub("", text))


def count(text):
    return sum(1 for line in text.splitlines() if line.strip())


def part_of(path):
    if path.name.endswith("_regs.h"):
        return "registers"
    if re.search(r"KAAL_BROKER_|component_grant|kaal_grant", path.read_text()):
        return "glue"
    return "logic"


def driver_folders():
    folders = set()
    for path in sorted((ROOT / "drivers").rglob("*.c")):
        if re.search(r"^DDDK_DRIVER\(", path.read_text(), flags=re.M):
            folders.add(path.parent)
    return sorted(folders)


def main():
    print(f"{'DRIVER':<24}{'REGISTERS':>10}{'DESCRIPTOR':>12}{'LOGIC':>8}{'GLUE':>8}")
    for folder in driver_folders():
        lines = {"registers": 0, "descriptor": 0, "logic": 0, "glue": 0}
        for path in sorted(folder.glob("*.[ch]")):
            descriptor, rest = code_lines(path)
            lines["descriptor"] += descriptor
            lines[part_of(path)] += rest
        name = str(folder.relative_to(ROOT / "drivers"))
        print(f"{name:<24}{lines['registers']:>10}{lines['descriptor']:>12}{lines['logic']:>8}{lines['glue']:>8}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
