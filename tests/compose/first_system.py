#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""docs/howto/first-system.md, followed to the letter: its sh blocks, one after the other, in one shell."""

import os
import pathlib
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))
import tap  # noqa: E402
from tool import TOOL, TREE  # noqa: E402

PAGE = TREE / "docs" / "howto" / "first-system.md"
BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LIMIT_S = 300

# what each block's last command must show
SHOWN = (r"list the commands", r"hello +exited", r"endpoint of timer", r"only timer, serial may hold irq: proved",
         r"1 passed, 0 failed", r"up 0 d 00:00:0")


@tap.case
def followed():
    """each block does what the page says."""
    blocks = BLOCK.findall(PAGE.read_text())
    assert len(blocks) == len(SHOWN), f"{len(blocks)} blocks"
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "PATH": f"{TOOL.parent}:{os.environ['PATH']}"}
        script = "set -e\n" + "".join(f"{block}\necho '=== end'\n" for block in blocks)
        done = subprocess.run(["sh", "-c", script], cwd=folder, env=environment, stdin=subprocess.DEVNULL, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=LIMIT_S)
        assert done.returncode == 0, done.stdout
        for printed, pattern in zip(done.stdout.split("=== end\n"), SHOWN):
            assert re.search(pattern, printed), f"no {pattern!r} in: {printed}"


if __name__ == "__main__":
    tap.run()
