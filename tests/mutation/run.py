#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""Break the kernel on purpose, one small fault at a time, and see the ABI suite notice.

run.py [--quick] [--fresh] [--arch ARCH] [NAME...]    try those of the core and of the architecture
run.py --check                                        only see that every mutant still finds its text

Each mutant of mutants.toml is applied to a copy of the kernel's sources, built, and booted with
the suite, two at a time (two runs take turns). Verdicts are kept in build/mutation/ARCH/, so an
interrupted run goes on where it stopped; a change of kernel, suite or mutant makes them void.
"""

import argparse
import fcntl
import hashlib
import json
import os
import queue
import re
import selectors
import shutil
import subprocess
import sys
import threading
import time
import tomllib
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
LOCK = TOP / "build" / "mutation" / "lock"
WORKERS = 2
SILENCE_S = 60  # a machine that says nothing for so long hangs
NINJA_JOBS = "1"


class Target:
    """An architecture: how to build its kernel and boot the suite on it."""

    def __init__(self, name, configure, boot):
        self.name = name
        self.configure = configure
        self.boot = [str(TOP / "tests" / "kernel" / boot[0]), *boot[1:]]
        self.work = TOP / "build" / "mutation" / name
        self.kernel = TOP / "build" / name / "kernel.elf"
        self.suite = TOP / "build" / name / "abi-suite.elf"
        self.results = self.work / "results.json"

    def has(self, mutant):
        folder = mutant["file"].split("/")
        return folder[1] != "arch" or folder[2] == self.name


TARGETS = {target.name: target for target in (
    Target("x86_64", [], ["run.sh", "pc"]),
    Target("aarch64", ["-DKAAL_ARCH=aarch64", f"-DCMAKE_TOOLCHAIN_FILE={TOP}/cmake/aarch64.cmake"],
           ["run-aarch64.sh", "virt", "cortex-a53"]))}


class MutantError(Exception):
    """A mutant that cannot be tried: it does not apply or does not build."""


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="only the mutants marked quick")
    parser.add_argument("--fresh", action="store_true", help="forget earlier verdicts")
    parser.add_argument("--check", action="store_true", help="only see that every mutant applies")
    parser.add_argument("--arch", choices=TARGETS, default="x86_64")
    parser.add_argument("names", nargs="*", metavar="NAME")
    return parser.parse_args()


def load_mutants(arguments):
    with open(Path(__file__).with_name("mutants.toml"), "rb") as file:
        mutants = tomllib.load(file)["mutant"]
    names = [m["name"] for m in mutants]
    if len(set(names)) != len(names):
        sys.exit("mutants.toml: a name occurs twice")
    for name in set(arguments.names) - set(names):
        sys.exit(f"no mutant is called '{name}'; mutants.toml lists them")
    target = TARGETS[arguments.arch]
    return [m for m in mutants
            if (arguments.check or target.has(m)) and (not arguments.quick or m.get("quick"))
            and (not arguments.names or m["name"] in arguments.names)]


def apply_mutant(mutant, source):
    """The text of the mutant's file, as it is and with the fault in it."""
    path = source / mutant["file"]
    if not path.is_file():
        raise MutantError(f"{mutant['file']} is not there; adapt mutants.toml")
    text = path.read_text()
    pattern = r"\s*".join(re.escape(word) for word in re.findall(r"\S+", mutant["search"]))
    found = list(re.finditer(pattern, text))
    if len(found) != 1:
        raise MutantError(f"{mutant['file']}: its text occurs {len(found)} times instead of once; adapt mutants.toml")
    return text, text[:found[0].start()] + mutant["replace"] + text[found[0].end():]


class Tree:
    """A copy of the sources with its own build folder, for one worker."""

    def __init__(self, target, number):
        self.target = target
        self.source = target.work / f"source-{number}"
        self.build = target.work / f"build-{number}"
        shutil.rmtree(self.source, ignore_errors=True)
        self.source.mkdir(parents=True)
        for entry in TOP.iterdir():
            if entry.name == "kernel":
                # newer than what an earlier run built, of which the last was broken
                shutil.copytree(entry, self.source / "kernel", copy_function=shutil.copy)
            elif entry.name not in ("build", ".git"):
                (self.source / entry.name).symlink_to(entry)
        self.run("cmake", "-G", "Ninja", "-S", self.source, "-B", self.build, "-DCMAKE_C_FLAGS=-w",
                 *target.configure)

    def run(self, *command):
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
        if done.returncode:
            raise MutantError(f"{command[0]} failed:\n" + "\n".join(done.stdout.splitlines()[-15:]))

    def make_kernel(self):
        self.run("ninja", "-j", NINJA_JOBS, "-C", self.build, "kernel.elf")
        return self.build / "kernel.elf"

    def make_mutant(self, mutant):
        """Build a kernel with the fault, into a file of its own, and put the source back."""
        path = self.source / mutant["file"]
        original, broken = apply_mutant(mutant, self.source)
        path.write_text(broken)
        try:
            kernel = self.target.work / f"{mutant['name']}.elf"
            shutil.copy(self.make_kernel(), kernel)
            return kernel
        finally:
            path.write_text(original)


def read_lines(process):
    """Lines of the machine's console; ends with None when it is silent for too long."""
    selector = selectors.DefaultSelector()
    selector.register(process.stdout, selectors.EVENT_READ)
    rest = b""
    while True:
        if not selector.select(SILENCE_S):
            yield None
            return
        chunk = os.read(process.stdout.fileno(), 65536)
        if not chunk:
            return
        *lines, rest = (rest + chunk).split(b"\n")
        for line in lines:
            yield line.decode(errors="replace").strip()


def judge_suite(process):
    """What told the kernel from a correct one, or None if the suite passed."""
    last = "nothing"
    for line in read_lines(process):
        if line is None:
            return f"silence after: {last}"
        if line.startswith("not ok"):
            return re.sub(r"^not ok \d+ - ", "", line)
        if line.startswith("# abi-suite:"):
            return None
        last = line or last
    return f"the machine ended after: {last}"


def boot_suite(target, kernel):
    with subprocess.Popen([*target.boot, str(kernel), str(target.suite)], stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
        try:
            return judge_suite(process)
        finally:
            process.terminate()


def digest(*parts):
    value = hashlib.sha256()
    for part in parts:
        value.update(part if isinstance(part, bytes) else json.dumps(part, sort_keys=True).encode())
    return value.hexdigest()


def hash_inputs(target):
    """One hash of all that decides about verdicts, but for the mutant."""
    files = [p for folder in ("kernel", "abi", "lib/dt", "loader") for p in sorted((TOP / folder).rglob("*")) if p.is_file()]
    return digest(target.suite.read_bytes(), *(p.read_bytes() for p in files))


class Verdicts:
    """What is known already, on disk after each mutant."""

    def __init__(self, target, fresh):
        self.lock = threading.Lock()
        self.file = target.results
        self.known = {} if fresh or not self.file.exists() else json.loads(self.file.read_text())
        self.inputs = hash_inputs(target)

    def key(self, mutant):
        return digest(self.inputs, mutant)

    def get(self, mutant):
        return self.known.get(self.key(mutant))

    def put(self, mutant, verdict):
        with self.lock:
            self.known[self.key(mutant)] = verdict
            new = self.file.with_suffix(".new")
            new.write_text(json.dumps(self.known))
            new.replace(self.file)


def try_mutant(tree, mutant):
    """{"killed": by what} or {"survived": True} or {"error": text}."""
    try:
        kernel = tree.make_mutant(mutant)
    except MutantError as error:
        return {"error": str(error)}
    by = boot_suite(tree.target, kernel)
    kernel.unlink()
    return {"killed": by} if by else {"survived": True}


class Report:
    """TAP, in the order in which verdicts come."""

    def __init__(self, total):
        self.lock = threading.Lock()
        self.number = self.failed = 0
        self.total = total
        print(f"1..{total}", flush=True)

    def line(self, mutant, verdict):
        with self.lock:
            self.number += 1
            ok = "killed" in verdict
            self.failed += not ok
            outcome = f"killed by '{verdict['killed']}'" if ok else "SURVIVED" if "survived" in verdict else "not tried"
            print(f"{'ok' if ok else 'not ok'} {self.number} - {mutant['name']} ({mutant['what']}): "
                  f"{outcome.replace('#', '')}", flush=True)
            for text in verdict.get("error", "").splitlines():
                print(f"# {text}", flush=True)


def work(target, number, todo, verdicts, report):
    tree = None
    while True:
        try:
            mutant = todo.get_nowait()
        except queue.Empty:
            return
        try:
            tree = tree or Tree(target, number)
            verdict = try_mutant(tree, mutant)
        except MutantError as error:
            verdict = {"error": str(error)}
        if "error" not in verdict:
            verdicts.put(mutant, verdict)
        report.line(mutant, verdict)


def check_applicable(mutants):
    """Every mutant finds its text in the tree: a test quick enough for every day."""
    failed = 0
    print(f"1..{len(mutants)}")
    for number, mutant in enumerate(mutants, 1):
        try:
            apply_mutant(mutant, TOP)
            print(f"ok {number} - {mutant['name']} applies")
        except MutantError as error:
            failed += 1
            print(f"not ok {number} - {mutant['name']} applies\n# {error}")
    sys.exit(failed > 0)


def check_unbroken(target):
    """Verdicts mean something only if the kernel as it is passes."""
    by = boot_suite(target, target.kernel)
    if by:
        sys.exit(f"The suite fails on the unbroken kernel already: {by}\nRun {target.boot[0]} to see more.")


def main():
    arguments = parse_arguments()
    mutants = load_mutants(arguments)
    if arguments.check:
        check_applicable(mutants)
    target = TARGETS[arguments.arch]
    target.work.mkdir(parents=True, exist_ok=True)
    lock = open(LOCK, "w", encoding="ascii")  # until the end of the process
    fcntl.flock(lock, fcntl.LOCK_EX)
    verdicts = Verdicts(target, arguments.fresh)
    known = [(m, verdicts.get(m)) for m in mutants]
    todo = queue.Queue()
    begin = time.monotonic()

    if any(v is None for _, v in known):
        check_unbroken(target)
    report = Report(len(mutants))
    for mutant, verdict in known:
        if verdict:
            report.line(mutant, verdict)
        else:
            todo.put(mutant)
    workers = [threading.Thread(target=work, args=(target, i, todo, verdicts, report))
               for i in range(min(WORKERS, todo.qsize()))]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    print(f"# {report.number - report.failed} of {report.total} mutants killed, "
          f"{time.monotonic() - begin:.0f} s", flush=True)
    sys.exit(report.failed > 0 or report.number < report.total)


if __name__ == "__main__":
    main()
