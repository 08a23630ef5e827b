# SPDX-License-Identifier: MIT OR Apache-2.0
"""A run of a machine that is powered off once it has said what is waited for."""

import pathlib
import subprocess
import sys
import threading

sys.path.append(str(pathlib.Path(__file__).resolve().parent.parent / "system"))
from machine import BUILD, ESCAPE_SEQUENCE, KERNEL, Run  # noqa: E402

LIMIT_S = 300


def converse(image, until, lines=(), options=(), more=()):
    """Boot, type the lines, and power off when a line of the console holds the text `until`."""
    command = [BUILD / "bin" / "kaal-boot", "--expect-prompt", *options, KERNEL, image, "--", *more]
    machine = subprocess.Popen([str(word) for word in command], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                               stderr=subprocess.STDOUT, text=True, errors="replace")
    killer = threading.Timer(LIMIT_S, machine.kill)
    killer.start()
    machine.stdin.write("".join(line + "\n" for line in lines))
    machine.stdin.flush()
    console = []
    for line in machine.stdout:
        console.append(ESCAPE_SEQUENCE.sub("", line))
        if until in line and not machine.stdin.closed:
            machine.stdin.close()
    killer.cancel()
    return Run(machine.wait(), "".join(console), "")
