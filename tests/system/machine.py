# SPDX-License-Identifier: MIT OR Apache-2.0
"""One run of a machine, used through its console as a person would.

    run = boot(["ps", "poweroff"])
    run.expect_ok()
    run.expect(r"shell +running")
"""

import pathlib
import re
import subprocess

from target import ARCH

TREE = pathlib.Path(__file__).resolve().parent.parent.parent
BUILD = TREE / "build" / ARCH
KERNEL = BUILD / "kernel.elf"
DEMO = BUILD / "demo.elf"
LIMIT_S = 120
ESCAPE_SEQUENCE = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")


class Run:
    """What came of one run: exit code, console text and what kaal-boot said."""

    def __init__(self, code, console, said):
        self.code = code
        self.console = console
        self.said = said

    def __str__(self):
        return f"exit code {self.code}\n--- console\n{self.console}\n--- kaal-boot\n{self.said}"

    def expect_ok(self):
        assert self.code == 0, f"the run failed: {self}"

    def expect_failure(self, pattern):
        assert self.code == 1, f"the run was to fail: {self}"
        assert re.search(pattern, self.said), f"kaal-boot did not say {pattern!r}: {self}"

    def expect(self, *patterns):
        """The console shows something for each pattern, in this order; ^ and $ match at lines."""
        at = 0
        for pattern in patterns:
            match = re.compile(pattern, re.MULTILINE).search(self.console, at)
            assert match, f"no {pattern!r} (in this order) in: {self}"
            at = match.end()

    def expect_not(self, pattern):
        assert not re.search(pattern, self.console, re.MULTILINE), f"{pattern!r} is not to be in: {self}"

    def answer(self, line):
        """What the machine printed between this typed line and its next prompt."""
        match = re.search(r"^\$ " + re.escape(line) + r"\n(.*?)^(?=\$ |\Z)", self.console,
                          re.MULTILINE | re.DOTALL)
        assert match, f"the line {line!r} was not answered: {self}"
        return match[1]


def boot(lines=(), root=DEMO, kernel=KERNEL, options=("--expect-prompt",), more=(), tools=BUILD / "bin"):
    """Boot, type the lines at the prompt, and run until the machine is off.

    lines    what is typed, without newlines
    root     root-task image, or None
    options  of kaal-boot
    more     arguments of QEMU
    tools    folder of kaal-boot
    """
    command = [tools / "kaal-boot", *options, kernel, *([root] if root else []), "--", *more]
    done = subprocess.run([str(word) for word in command], input="".join(line + "\n" for line in lines).encode(),
                          capture_output=True, timeout=LIMIT_S)
    console = ESCAPE_SEQUENCE.sub("", done.stdout.decode(errors="replace"))
    return Run(done.returncode, console, done.stderr.decode(errors="replace"))
