#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""make install, and every template on every architecture from what was installed.

install.py            the tests: in a folder that is moved after installing, as packages are
install.py PREFIX     the same with what is installed in PREFIX already
"""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))
import tap  # noqa: E402
from tool import ARCHS, TEMPLATES, TREE, call  # noqa: E402

LIMIT_S = 1800
scratch = tempfile.TemporaryDirectory()
prefix = pathlib.Path(sys.argv.pop()) if len(sys.argv) > 1 else None
environment = {"XDG_CACHE_HOME": f"{scratch.name}/cache"}


def make(target, top):
    return subprocess.run(["make", target, f"DESTDIR={top}", "PREFIX=/usr"], cwd=TREE, text=True,
                          stdin=subprocess.DEVNULL, capture_output=True, timeout=LIMIT_S)


def compose(*words, folder=scratch.name):
    return call(*words, tool=prefix / "bin" / "sel4-compose", folder=folder, environment=environment)


@tap.case
def installs():
    """make install puts everything below its prefix, for both architectures."""
    global prefix
    if not prefix:
        done = make("install", f"{scratch.name}/first")
        assert done.returncode == 0 and "Left out" not in done.stdout, done
        prefix = pathlib.Path(scratch.name) / "a place of its own"
        shutil.move(f"{scratch.name}/first/usr", prefix)
    for arch in ARCHS:
        for file in ("kernel.elf", "root.elf", *(["loader.bin"] if arch == "aarch64" else []), "libkaal_component_runtime.a", "components/shell.elf"):
            assert (prefix / "lib" / "kaal" / arch / file).exists(), (arch, file)
    for file in ("bin/sel4-compose", "share/kaal/cmake/KaaLConfig.cmake", "share/kaal/templates/minimal/system.toml",
                 "share/kaal/examples/01-hello-world/README.md", "share/kaal/interfaces/timer.toml",
                 "share/bash-completion/completions/sel4-compose", "share/doc/kaal/README.md",
                 "include/kaal/component/component.h", "include/kaal/abi/kaal/plan.h"):
        assert (prefix / file).exists(), file


@tap.case
def knows_no_place():
    """nothing installed names the tree that it was built in, nor where it was installed first."""
    names = [str(TREE).encode(), f"{scratch.name}/first".encode()]
    wrong = [str(path) for path in prefix.rglob("*") if path.is_file() and "share/doc" not in str(path)
             and any(name in path.read_bytes() for name in names)]
    assert not wrong, wrong


@tap.case
def doctor():
    """doctor finds everything there."""
    compose("doctor").expect(0, "Everything that is needed is there.")


def template_case(template, arch):
    """One of the sentences that must hold on a fresh machine."""
    def case():
        name = f"{template}-{arch.replace('_', '-')}"[:23]
        compose("new", name, "--template", template).expect(0)
        project = pathlib.Path(scratch.name) / name
        run = compose("run", "--arch", arch, "--exec", "help", folder=project)
        run.expect(0, "list the commands")
        compose("test", "--arch", arch, folder=project).expect(0, "0 failed")
        compose("check", "--arch", arch, folder=project).expect(0)
    case.__doc__ = f"new --template {template}; run --exec help; test; check: on {arch}."
    case.__name__ = f"template_{template}_{arch}"
    return case


for one in TEMPLATES:
    for its_arch in ARCHS:
        tap.case(template_case(one, its_arch))


@tap.case
def examples():
    """an example runs from where it is installed, and a copy of it builds."""
    run = call("examples", "run", "2", tool=prefix / "bin" / "sel4-compose", typed="mem\n", folder=scratch.name,
               environment=environment)
    run.expect(0, "capability slots")
    compose("examples", "copy", "1", "copied").expect(0)
    compose("test", folder=f"{scratch.name}/copied").expect(0, "1 passed")


@tap.case
def plain_cmake():
    """the project is an ordinary CMake project that finds KaaL by its prefix."""
    compose("new", "plain").expect(0)
    folder = f"{scratch.name}/plain"
    for words in (["cmake", "-S", ".", "-B", "out", "-G", "Ninja", f"-DCMAKE_PREFIX_PATH={prefix}"],
                  ["cmake", "--build", "out"]):
        done = subprocess.run(words, cwd=folder, capture_output=True, text=True, timeout=LIMIT_S)
        assert done.returncode == 0, done.stdout + done.stderr
    assert os.path.exists(f"{folder}/out/system.elf")


@tap.case
def uninstalls():
    """make uninstall leaves nothing behind."""
    top = f"{scratch.name}/second"
    assert make("install", top).returncode == 0
    done = make("uninstall", top)
    left = [str(path) for path in pathlib.Path(top).rglob("*") if path.is_file()]
    assert done.returncode == 0 and not left, (done, left)
    assert make("uninstall", top).returncode != 0


if __name__ == "__main__":
    tap.run()
