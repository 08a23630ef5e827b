# SPDX-License-Identifier: MIT OR Apache-2.0
"""A machine with a device, on which one program is started and runs to its end."""

import pathlib
import subprocess
import sys
import threading

TESTS = pathlib.Path(__file__).resolve().parent.parent
sys.path[:0] = [str(TESTS / "support"), str(TESTS / "system")]
from machine import BUILD, ESCAPE_SEQUENCE, KERNEL, Run  # noqa: E402

LIMIT_S = 300


def drive(image, start, end, arguments=(), options=()):
    """Boot, type the line that starts the program, and power off once it has said how it ends."""
    command = [BUILD / "bin" / "kaal-boot", "--expect-prompt", *options, KERNEL, image, "--", *arguments]
    machine = subprocess.Popen([str(word) for word in command], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                               stderr=subprocess.STDOUT, text=True, errors="replace")
    killer = threading.Timer(LIMIT_S, machine.kill)
    killer.start()
    machine.stdin.write(start + "\n")
    machine.stdin.flush()
    console = []
    for line in machine.stdout:
        console.append(ESCAPE_SEQUENCE.sub("", line))
        if end in line:
            machine.stdin.close()
    killer.cancel()
    return Run(machine.wait(), "".join(console), "")
