#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""Components that are damaged, greedy, broken or hostile: each alone comes to grief."""

import pathlib
import re
import struct
import sys
import tempfile
import zlib

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))
import tap  # noqa: E402
from component import section  # noqa: E402
from image import bundle, with_bundle  # noqa: E402
from plan import (ALWAYS, DT_IRQ, DT_MMIO, IOPORTS, ISA_IRQ, MANAGE, ON_DEMAND, ON_FAULT, OPTIONAL,  # noqa: E402
                  bundle_files, need, part, provides, uses)
from machine import BUILD, boot  # noqa: E402
from target import FACTS  # noqa: E402

PROBE = BUILD / "test-components" / "probe.elf"
ROOT = BUILD / "root.elf"

PAGE = 4096
MIB = 1 << 20

# ELF64
PT_LOAD = 1
PF_X, PF_W, PF_R = 1, 2, 4


def patched(image, offset, layout, *values):
    return image[:offset] + struct.pack(layout, *values) + image[offset + struct.calcsize(layout):]


def segments(image):
    """Offsets of the loadable segments' program headers."""
    table, entry, count = struct.unpack_from("<Q", image, 32)[0], *struct.unpack_from("<HH", image, 54)
    headers = [table + n * entry for n in range(count)]
    return [at for at in headers if struct.unpack_from("<I", image, at)[0] == PT_LOAD]


def device_need(kind, name, *numbers):
    """A need as target.py writes it."""
    kind = {"IOPORTS": IOPORTS, "ISA_IRQ": ISA_IRQ, "DT_MMIO": DT_MMIO, "DT_IRQ": DT_IRQ}[kind]
    return need(kind, name, *numbers, match=name if kind in (DT_MMIO, DT_IRQ) else "")


def component(name, *needs, image=None, **fields):
    """The probe, or another program, as a component of this name: the name is what it does."""
    return part(name, *needs, image=image if image is not None else PROBE.read_bytes(), **fields)


MANAGER = need(MANAGE, "manage")
ENDS = component("ends", MANAGER, priority=1)


def boot_bundle(raw, memory=512, more=()):
    """Boot the root task with these bytes as its bundle, until it switches the machine off."""
    with tempfile.NamedTemporaryFile() as file:
        file.write(with_bundle(ROOT.read_bytes(), raw))
        file.flush()
        run = boot(root=file.name, options=("--memory", str(memory)), more=more)
    run.expect_ok()
    return run


def boot_components(*components, change=None, **how):
    """Boot these components, and one that switches off at the end."""
    run = boot_bundle(bundle(bundle_files([*components, ENDS], change)), **how)
    run.expect(r"^ends: all is quiet$")
    return run


def expect_skipped(run, name, why):
    lines = [line for line in run.console.splitlines() if re.match(rf"\[KaaL\] {re.escape(name)} ", line)]
    assert len(lines) == 1, f"one line about {name} expected, not {lines}: {run}"
    assert re.search(rf"skipped: .*{why}", lines[0]), f"{name}: no {why!r} in {lines[0]!r}"


def skipped_together(cases, *good, **how):
    """Boot several bad components at once: each gets its one line, and the good ones run."""
    good = good or (component("waits"),)
    run = boot_components(*good, *[it for it, _ in cases], **how)
    for it, why in cases:
        expect_skipped(run, it["name"], why)
    for it in good:
        run.expect(rf"^\[KaaL\] {it['name']} +started")


@tap.case
def files():
    """A component whose file is damaged or not acceptable is skipped with one message."""
    good = PROBE.read_bytes()
    code, data = segments(good)[1], segments(good)[-1]
    flags, offset, vaddr, file_bytes, memory_bytes = 4, 8, 16, 32, 40
    code_at = struct.unpack_from("<Q", good, code + vaddr)[0]
    cases = [
        ("text", b"just text", "not an ELF file"),
        ("empty", b"", "not an ELF file"),
        ("cut", good[:200], "truncated"),
        ("half", good[:section(good, ".text")[0] + 8], "truncated"),
        ("other", patched(good, 18, "<H", 62 + 183 - FACTS["elf_machine"]), "another machine"),
        ("thirty-two", patched(good, 4, "<B", 1), "64-bit"),
        ("pie", patched(good, 16, "<H", 3), "fixed address"),
        ("w-and-x", patched(good, code + flags, "<I", PF_R | PF_W | PF_X), "both writable and executable"),
        ("overlaps", patched(good, data + vaddr, "<Q", code_at + 16), "overlap or share a page"),
        ("kernel", patched(good, data + vaddr, "<Q", 0xFFFFFFFF80000000), "out of range"),
        ("null-page", patched(good, data + vaddr, "<Q", 0x1000), "out of range"),
        ("wraps", patched(good, data + memory_bytes, "<Q", 2**64 - 1), "out of range"),
        ("shrinks", patched(good, data + memory_bytes, "<Q", 0) if struct.unpack_from("<Q", good, data + file_bytes)[0]
         else patched(good, code + memory_bytes, "<Q", 1), "larger in the file"),
        ("beyond", patched(good, code + offset, "<Q", 1 << 40), "past the end"),
        ("no-entry", patched(good, 24, "<Q", code_at - PAGE), "no executable segment"),
        ("huge", patched(good, data + memory_bytes, "<Q", 1 << 33), "needs about 83[0-9]+ KiB of memory"),
    ]
    skipped_together([(component(name, image=image), why) for name, image, why in cases])


@tap.case
def damage():
    """A file with a wrong checksum or range takes its components along; the others start."""
    good = PROBE.read_bytes()
    raw = bundle(bundle_files([component("first", image=good + b"1"), component("second", image=good + b"2"),
                               component("repeats"), ENDS]))
    entry = 56
    first = struct.unpack_from("<Q", raw, 56 + entry + 32)[0]
    raw = patched(raw, first + 500, "<B", raw[first + 500] ^ 1)
    raw = patched(raw, 56 + 2 * entry + 32, "<Q", 1 << 50)
    raw = patched(raw, 48, "<I", 0)
    raw = patched(raw, 48, "<I", zlib.crc32(raw[:56 + 4 * entry]))
    run = boot_bundle(raw)
    expect_skipped(run, "first", "checksum")
    expect_skipped(run, "second", "outside the bundle")
    run.expect(r"^\[KaaL\] repeats +started", r"^ends: all is quiet$")


@tap.case
def plans():
    """A plan that makes no sense is refused as a whole, with one message; tests/unit/root has all the ways."""
    def change(table, index, field, value):
        return lambda made: made[table][index].update({field: value})

    parts = [component("client", uses("sum", 4096)), component("server", provides("sum")), ENDS]
    for alter, why in ((change("components", 1, "name", "client"), r"component 2 \(client\) is there twice"),
                       (change("components", 0, "file", 77), r"component 1 \(client\) is file 77 of the bundle, which has 2"),
                       (change("connections", 0, "provider", 2), "connection 0 and its provider do not belong together"),
                       (change("grants", 0, "slot", 3), r"component 1 \(client\) is to have sum in slot 3")):
        run = boot_bundle(bundle(bundle_files(parts, alter)))
        run.expect(rf"Cannot go on: the system's plan is unusable: .*{why}.*Switching off")
        run.expect_not("started")


@tap.case
def missing_devices():
    """Who needs what the machine has not, or what somebody has already, is skipped; so is who uses it."""
    first = component("waits", *[device_need(*words) for words in FACTS["device_needs"]])
    skipped_together([
        *[(component(name, device_need(*words)), why) for name, words, why in FACTS["device_collisions"]],
        (component("driver", device_need(*FACTS["missing_need"]), provides("thing")), FACTS["missing_report"]),
        (component("user", uses("thing")), "uses thing, but driver was skipped"),
        (component("middle", uses("thing"), provides("other")), "uses thing, but driver was skipped"),
        (component("far", uses("other")), "uses other, but middle was skipped"),
    ], first, component("contented", uses("thing", flags=OPTIONAL), dict(device_need(*FACTS["missing_need"]), flags=OPTIONAL)))


def ports():
    """A component that holds the ports of power management does not keep the machine on."""
    boot_components(component("waits", need(IOPORTS, "power", 0x600, 0x60F)))


if FACTS["restarts"]:
    tap.case(ports)


@tap.case
def many():
    """Two hundred components of one file run at once, and each is answered by the one they all use."""
    names = [f"asks-{n:03}" for n in range(200)]
    run = boot_components(component("server", provides("sum"), priority=110),
                          *[component(name, uses("sum", 4096), args="asks") for name in names])
    for name in names:
        run.expect(rf"^{name}: 20 \+ 22 = 42$")


@tap.case
def memory():
    """Who wants more memory than there is, is skipped; whoever uses it too."""
    skipped_together([
        (component("greedy", heap=1 << 30), "needs about 1048[0-9]{3} KiB of memory, of which [0-9]+ KiB are free"),
        (component("provider", provides("thing"), heap=60 * MIB), "needs about"),
        (component("client", uses("thing")), "uses thing, but provider was skipped"),
        (component("limited", memory_max=64 << 10), r"more capability slots than its limits \(64 KiB, 0 slots\) allow"),
        (component("few-slots", slots_max=20), r"more capability slots than its limits \(0 KiB, 20 slots\) allow"),
    ], component("waits", heap=8 * MIB), memory=64)


@tap.case
def large_pages():
    """A heap of large pages ends where it should and is not executable."""
    run = boot_components(component("leave-heap", heap=4 * MIB), component("run-heap", heap=4 * MIB))
    run.expect(r"run-heap +faulted: executed 0x[0-9a-f]+: that is not code")
    run.expect(r"leave-heap +faulted: wrote to 0x[0-9a-f]+ \(just past its heap\)")


@tap.case
def no_bundle():
    """Without a usable bundle there is one message, and the machine is switched off."""
    good = bundle(bundle_files([ENDS]))
    for raw, why in ((b"", "there is no bundle in the image"),
                     (patched(good, 4, "<H", 7), "made for another version"),
                     (patched(good, 6, "<H", 999), "its file table does not fit"),
                     (patched(good, 8, "<Q", 1 << 40), "truncated"),
                     (patched(good, 57, "<B", 0), "header is damaged")):
        run = boot_bundle(raw)
        lines = [line for line in run.console.splitlines() if line.startswith("[KaaL] ")]
        assert len(lines) == (2 if FACTS["restarts"] else 3), run
        assert re.search(rf"Cannot go on: .*{why}.*Switching off", lines[1]), run


CRIMES = {
    "read-null": r"read from 0x10 \(a null pointer\): nothing is mapped there",
    "write-code": r"wrote to 0x[0-9a-f]+: that is read-only",
    "write-constant": r"wrote to 0x[0-9a-f]+: that is read-only",
    "write-startup": r"wrote to 0x[0-9a-f]+: that is read-only",
    "run-data": r"executed 0x[0-9a-f]+: that is not code",
    "run-stack": r"executed 0x[0-9a-f]+: that is not code",
    "run-heap": r"executed 0x[0-9a-f]+: that is not code",
    "overflow-stack": r"wrote to 0x[0-9a-f]+ \(its stack is full\): nothing is mapped there",
    "leave-heap": r"wrote to 0x[0-9a-f]+ \(just past its heap\): nothing is mapped there",
    "kernel-call": r"made kernel call 30583, which does not exist",
    "wrong-capability": r"used capability slot 0x1234567, where it holds nothing fit for sending",
    "wrong-receive": r"used capability slot 0x4, where it holds nothing fit for receiving",
    **FACTS["crimes"],
}


@tap.case
def crimes():
    """Every kind of fault is reported in words, with place and registers, and stops its component alone."""
    run = boot_components(component("waits"), *[component(name, heap=4 * PAGE) for name in CRIMES])
    for name, what in CRIMES.items():
        run.expect(rf"^\[KaaL\] {name} +faulted: {what}",
                   rf"^\[KaaL\] {name} +at 0x[0-9a-f]+",
                   rf"^\[KaaL\]   {FACTS['instruction_pointer']} [0-9a-f]{{16}}  r?sp +[0-9a-f]{{16}}",
                   rf"{FACTS['last_register']} [0-9a-f]{{16}}",
                   rf"^\[KaaL\] {name} +stopped; everything else keeps running")
    run.expect_not("could execute|nothing to do")
    for name in ("read-null", "write-code", "breakpoint", "undefined", "overflow-stack"):
        function = {"overflow-stack": "descend"}.get(name, name.replace("-", "_"))
        run.expect(rf"^\[KaaL\] {name} +at 0x[0-9a-f]+, {function}[.a-z0-9]*\+0x")
    run.expect_not(r"^\[KaaL\] waits +(faulted|stopped)")


@tap.case
def messages():
    """No message to the root task does harm, or more than its sender may."""
    run = boot_components(*[component(name) for name in (
        "nonsense", "unprintable", "unasked", "repeats", "forges-fault", "searches", "exits")])
    assert len(re.findall(r"^nonsense: .*: as it should be$", run.console, re.MULTILINE)) == 10, run
    run.expect(r"^esc\?\[2Jbell\? c1\? nul\?end$")
    run.expect(r"^unasked: may not manage$")
    run.expect(r"^searches: holds nothing more$")
    run.expect(r"^\[KaaL\] exits +exited with status 3$")
    run.expect(r"^\[KaaL\] forges-fault faulted: fault of unknown kind 99$")
    run.expect_not("was not refused|holds something|forges-fault: still here")
    for number in ("41", "1099511627776"):
        assert run.console.count(f"Linux system call {number},") == 1, run


def symbol(image, wanted):
    """File offset of what a symbol of the image names."""
    table, size = section(image, ".symtab")
    strings = section(image, ".strtab")[0]
    for at in range(table, table + size, 24):
        name, value = struct.unpack_from("<I4xQ", image, at)
        start = strings + name
        if image[start:image.index(b"\0", start)].decode() == wanted:
            text = segments(image)[0]
            offset, vaddr = struct.unpack_from("<QQ", image, text + 8)
            return value - vaddr + offset
    raise AssertionError(f"no symbol {wanted}")


@tap.case
def root_fault():
    """A mistake of the root task itself is reported too, and the machine switched off."""
    image = ROOT.read_bytes()
    with tempfile.NamedTemporaryFile() as file:
        file.write(patched(image, symbol(image, "system_start"), f"{len(FACTS['undefined'])}s", FACTS["undefined"]))
        file.flush()
        run = boot(root=file.name, options=())
    run.expect_ok()
    run.expect(rf"The root task itself {FACTS['undefined_report']}", "at 0x[0-9a-f]+ of its image",
               FACTS["instruction_pointer"] + " [0-9a-f]{16}", "Switching off")


@tap.case
def console():
    """The console comes back when the component ends that it was handed over to."""
    run = boot_components(component("takes-console", device_need(*FACTS["console_need"]), priority=200),
                          component("unasked", priority=50))
    run.expect("takes-console: console: as it should be", r"takes-console faulted", "unasked: may not manage",
               r"unasked +exited with status 0")


def victims():
    """Components that end in every way, one with what it shares with another that stays, one with threads that still run."""
    how = dict(flags=ON_DEMAND, priority=200, heap=16 * PAGE)
    return [*[component(name, **how) for name in ("read-null", "exits", "overflow-stack", "undefined")],
            component("asks-once", uses("sum", 4096, data=10000), **how), component("leaves-threads", threads=3, **how),
            component("server", provides("sum"), priority=210)]


@tap.case
def starts():
    """A thousand components that end in every way leave nothing behind."""
    run = boot_components(component("starts-many", MANAGER), *victims())
    run.expect(r"^starts-many: 1000 starts, 0 failed$", r"^starts-many: memory the same, slots the same, untypeds the same$")


@tap.case
def large_starts():
    """What many small components have left in pieces is one piece again for a large one, and zeroed."""
    large = component("fill-heap", flags=ON_DEMAND, priority=200, heap=44 * MIB + 3 * PAGE)
    run = boot_components(component("starts-large", MANAGER), *victims(), large, memory=64)
    run.expect(r"^starts-large: 5 large starts, 0 failed$")
    run.expect_not("heap is not zero")


@tap.case
def wrong_starts():
    """Only on-demand components that do not run yet can be started."""
    run = boot_components(
        component("starts-wrong", MANAGER, priority=50), component("waits"), component("bad", image=b"bad"),
        component("waits-too", flags=ON_DEMAND), component("too-large", flags=ON_DEMAND, heap=1 << 34))
    run.expect("unknown: 2", "not on demand: 16", "rejected: 2", "no name: 22", "too long: 22",
               'waits-too: started with "some arguments" on test', "waiting: 0", "running: 16",
               r"too-large +not started: needs about 16777[0-9]+ KiB", "too large: 12")


@tap.case
def threads():
    """A component makes as many threads as it may, and what ended ones were made of is used again."""
    run = boot_components(component("threads", threads=3), component("falls-in-thread", threads=2), component("panics"))
    run.expect("threads: made 0: argument 77, number right, slot right, buffer right", "threads: two: 0 0, then 122",
               "threads: woken: 2", "threads: end: 0, again: 3, nobody: 3", "threads: priority: 0 1 3 1",
               "threads: 1000 threads, 0 failed", "first thread's notification: as it should be")
    run.expect(r"falls-in-thread faulted in thread 1: wrote to 0x10", r"at 0x[0-9a-f]+, falls\+0x", "stopped; everything else")
    run.expect("panics: no text: 22, too long: 22, too many: 22", r"panics +panicked: all wrong", r"called from 0x[0-9a-f]+, panics\+0x4",
               r"panics +stopped")


@tap.case
def peers():
    """Connected components share memory, signals and calls; a client outlives its server's fault."""
    run = boot_components(component("client", uses("sum", 4096), priority=90), component("server", provides("sum")))
    run.expect("client: 40 \\+ 2 = 42, as client itself", "server: signals 0x1, ring says a", "client: signals 0x1",
               "client: ring says b", "server +faulted: wrote to 0x0", "client: last call: 104", "client: one more: 2",
               "client: the ring is still there: b")


if __name__ == "__main__":
    tap.run()
