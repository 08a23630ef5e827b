#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""What graph, plan and check show of the system in shown/, and that images are reproducible.

shown.py             the tests
shown.py --update    write what is shown now as what is expected: look at the difference before committing
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

HERE = pathlib.Path(__file__).resolve().parent
TREE = HERE.parent.parent
TOOL = TREE / "build" / "host" / "bin" / "sel4-compose"
sys.path.insert(0, str(TREE / "tests" / "support"))
import tap  # noqa: E402

PROGRAMS = {
    "disk": ["provides:block", "device:disk:match=virtio/2", "dma:disk:a=65536", "irq:disk"],
    "clock": ["provides:timer", "ports:pit:a=0x40:b=0x43", "isa-irq:pit:a=0"],
    "store": ["uses:disk:interface=block:a=1024:b=1024:c=65536", "uses:timer"],
    "worker": ["uses:log:flags=1"],
    "admin": [],
}
SHOWN = {
    "graph.txt": ["graph"],
    "graph.dot": ["graph", "--dot"],
    "graph.json": ["graph", "--json"],
    "plan.txt": ["plan"],
    "plan.json": ["plan", "--json"],
}


def run(folder, *words, path=None):
    environment = {**os.environ, "LC_ALL": "C"}
    if path is not None:
        environment["PATH"] = path
    return subprocess.run([TOOL, *words], cwd=folder, env=environment, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60)


def project(folder):
    """The system in a folder of its own, with its programs built. @return the folder"""
    copy = pathlib.Path(folder) / "shown"
    shutil.copytree(HERE / "shown", copy)
    for name, needs in PROGRAMS.items():
        subprocess.run([HERE / "fixture.py", "component", copy / "build" / "x86_64" / "components" / f"{name}.elf",
                        name, *needs], check=True)
    return copy


def link(folder, output):
    result = run(folder, "link", "--arch", "x86_64", "--built", "build/x86_64/components", "--output", output,
                 "system.toml")
    assert result.returncode == 0, result.stderr.decode()
    return (folder / output).read_bytes()


def register(name, words):
    def check():
        with tempfile.TemporaryDirectory() as folder:
            result = run(project(folder), *words)
        assert result.returncode == 0, result.stderr.decode()
        expected = (HERE / "shown" / name).read_text()
        assert result.stdout.decode() == expected, f"wanted:\n{expected}\ngot:\n{result.stdout.decode()}"
    check.__doc__ = f"sel4-compose {' '.join(words)} shows what {name} holds"
    tap.case(check)


for file, arguments in SHOWN.items():
    register(file, arguments)


@tap.case
def image_has_the_plan():
    """The plan of the image is the one that was shown before there was an image."""
    with tempfile.TemporaryDirectory() as folder:
        folder = project(folder)
        link(folder, "image.elf")
        shown, carried = run(folder, "plan", "--json").stdout, run(folder, "plan", "--json", "image.elf").stdout
    assert json.loads(shown) == json.loads(carried)


@tap.case
def reproducible():
    """The same input gives the same image, byte for byte, wherever it is made."""
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
        first, second = project(one), project(two)
        assert link(first, "image.elf") == link(second, "other.elf")


@tap.case
def checked():
    """check --json marks who masters the bus, counts lines, and proves assertions."""
    with tempfile.TemporaryDirectory() as folder:
        result = run(project(folder), "check", "--json")
    assert result.returncode == 0, result.stderr.decode()
    check = json.loads(result.stdout)
    rows = {row["name"]: row for row in check["components"]}
    assert check["ok"] and all(row["holds"] for row in check["asserts"]), check
    assert [name for name, row in rows.items() if row["masters_bus"]] == ["disk"], rows
    assert [name for name, row in rows.items() if row["driver"]] == ["disk", "clock"], rows
    lines = check["trusted_lines"]
    assert rows["store"]["lines"] == 4 and min(lines.values()) > 1000, check
    base = lines["kernel"] + lines["root"] + lines["runtime"] + lines["libc"]
    assert rows["clock"]["trusted_lines"] == base + 8, rows  # itself, and the disk's driver
    assert rows["worker-2"]["trusted_lines"] == base + 16, rows  # and the store, and the clock


@tap.case
def assertion_stops_link():
    """An image is not made of a system whose assertion does not hold."""
    with tempfile.TemporaryDirectory() as folder:
        folder = project(folder)
        with (folder / "system.toml").open("a") as file:
            file.write('\n[[assert]]\nnever = "worker -> disk"\n')
        result = run(folder, "link", "--arch", "x86_64", "--built", "build/x86_64/components", "--output", "image.elf",
                     "system.toml")
        assert result.returncode == 1 and not (folder / "image.elf").exists()
    assert b"[E0510]" in result.stderr, result.stderr.decode()


@tap.case
def drawn():
    """graph --svg draws every component."""
    if not shutil.which("dot"):
        raise AssertionError("Graphviz is missing: tools/setup/setup.sh test installs it")
    with tempfile.TemporaryDirectory() as folder:
        folder = project(folder)
        result = run(folder, "graph", "--svg", "--output", "graph.svg")
        assert result.returncode == 0, result.stderr.decode()
        drawing = xml.etree.ElementTree.parse(folder / "graph.svg").getroot()
    texts = {element.text for element in drawing.iter("{http://www.w3.org/2000/svg}text")}
    assert {"disk", "clock", "store", "worker-1..3", "admin", "root task", "block", "manages"} <= texts, texts


@tap.case
def without_graphviz():
    """Without Graphviz, the message says how to get it."""
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as programs:
        (pathlib.Path(programs) / "apt-get").symlink_to("/bin/true")
        result = run(project(folder), "graph", "--svg", path=programs)
    assert result.returncode == 3 and b"graphviz" in result.stderr, result


if __name__ == "__main__":
    if "--update" in sys.argv:
        with tempfile.TemporaryDirectory() as folder:
            folder = project(folder)
            for name, words in SHOWN.items():
                (HERE / "shown" / name).write_bytes(run(folder, *words).stdout)
    else:
        tap.run()
