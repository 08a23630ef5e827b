# SPDX-License-Identifier: MIT OR Apache-2.0
"""sel4-compose, run as a person would."""

import os
import pathlib
import subprocess

TREE = pathlib.Path(__file__).resolve().parent.parent.parent
TOOL = TREE / "build" / "x86_64" / "bin" / "sel4-compose"
ARCHS = ("x86_64", "aarch64")
TEMPLATES = ("minimal", "server", "embedded", "driver")
LIMIT_S = 300


class Run:
    """Exit code, standard output and error of one call."""

    def __init__(self, done):
        self.code = done.returncode
        self.out = done.stdout
        self.said = done.stderr

    def __str__(self):
        return f"exit code {self.code}\n--- output\n{self.out}\n--- errors\n{self.said}"

    def expect(self, code, *texts):
        """It ended so, and these stand in what it printed."""
        assert self.code == code, f"wanted exit code {code}: {self}"
        for text in texts:
            assert text in self.out or text in self.said, f"no {text!r}: {self}"
        return self


def call(*words, tool=TOOL, folder=None, typed="", environment=None):
    """Run it with its standard input a pipe."""
    return Run(subprocess.run([str(tool), *map(str, words)], cwd=folder, input=typed, text=True, errors="replace",
                              capture_output=True, timeout=LIMIT_S, env={**os.environ, **(environment or {})}))
