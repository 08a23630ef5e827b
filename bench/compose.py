#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""How long a person waits: from `sel4-compose new` to a prompt, from an edit to a prompt; how large hello is.

compose.py [--check]   x86_64; --check: fail where a figure is over its bound
"""

import os
import pathlib
import subprocess
import sys
import tempfile
import time

TREE = pathlib.Path(__file__).resolve().parent.parent
TOOL = TREE / "build" / "x86_64" / "bin" / "sel4-compose"
BOUNDS = {"new to prompt, s": 60.0, "edit to prompt, s": 5.0, "hello image, KiB": 1024.0}


def timed(*words, folder=None):
    """Seconds that it takes; it must succeed."""
    start = time.monotonic()
    subprocess.run([TOOL, *words], cwd=folder, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    return time.monotonic() - start


def measure(folder):
    project = pathlib.Path(folder) / "my-os"
    figures = {"new to prompt, s": timed("new", project) + timed("run", "--exec", "help", folder=project)}
    machine = timed("run", "--exec", "help", folder=project)  # nothing to build: QEMU's start, boot, power-off
    source = project / "src" / "main.c"
    source.write_text(source.read_text().replace("Hello", "Good day"))
    figures["edit to prompt, s"] = timed("run", "--exec", "help", folder=project) - machine
    (project / "system.toml").write_text('[system]\nname = "my-os"\n\n[components.hello]\npath = "src"\n')
    timed("build", folder=project)
    figures["hello image, KiB"] = os.path.getsize(project / "build" / "x86_64" / "system.elf") / 1024
    return figures


def main():
    with tempfile.TemporaryDirectory() as folder:
        figures = measure(folder)
    for name, value in figures.items():
        print(f"{name:<22} {value:8.1f}   (bound {BOUNDS[name]:.0f})")
    if "--check" in sys.argv and any(value > BOUNDS[name] for name, value in figures.items()):
        sys.exit("a figure is over its bound")


if __name__ == "__main__":
    main()
