#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""The demo system, used through its console."""

import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))
import tap  # noqa: E402
from machine import boot  # noqa: E402
from target import FACTS  # noqa: E402

BUILT_IN = ("help", "ps", "mem", "caps", "uptime", "echo", "crash", "poweroff", "reboot", "start", "stop", "restart",
            "wait", "audit", "log")
COMPONENTS = ("serial", "timer", "shell", "log")
FAULTS = {
    "null": r"faulted: read from 0x0 \(a null pointer\)",
    "code": r"faulted: wrote to 0x[0-9a-f]+: that is read-only",
    "stack": r"faulted: wrote to 0x[0-9a-f]+ \(its stack is full\)",
    "call": r"faulted: made kernel call -?\d+, which does not exist",
    **FACTS["shell_faults"],
}


def row(table, name):
    """The words of the row about a component in what ps printed."""
    rows = [line.split() for line in table.splitlines()]
    found = [words for words in rows if len(words) > 1 and words[1] == name]
    assert found, f"no row for {name} in:\n{table}"
    return found[-1]


@tap.case
def screen():
    """It boots to the banner and a prompt, and is powered off at the end of input."""
    run = boot()
    run.expect_ok()
    run.expect(r"^\[KaaL\] Booting\.\.\.$", r"^Welcome to my-os!$", r"^\$ ")


@tap.case
def help_lists_all():
    """help lists every command."""
    answer = boot(["help"]).answer("help")
    missing = [name for name in BUILT_IN if not re.search(rf"^ *{name}\b", answer, re.MULTILINE)]
    assert not missing, f"{missing} not in:\n{answer}"


@tap.case
def ps_shows_components():
    """ps shows the components, running."""
    answer = boot(["ps"]).answer("ps")
    for name in COMPONENTS:
        assert row(answer, name)[2] == "running", answer


@tap.case
def mem_is_sane():
    """mem shows more memory the more the machine has."""
    sizes = []
    for memory in (256, 512):
        answer = boot(["mem"], options=("--expect-prompt", "--memory", str(memory))).answer("mem")
        total, free = (int(re.search(rf"^ *{word} +(\d+) KiB", answer, re.MULTILINE)[1]) for word in ("memory", "free"))
        assert 0 < free <= total <= memory * 1024, answer
        assert total >= memory * 1024 * 3 // 4, answer
        sizes.append(free)
    assert sizes[1] - sizes[0] >= 200 * 1024, sizes


@tap.case
def caps_of_driver():
    """caps shows that the serial driver owns its registers and interrupt, and the shell does not."""
    run = boot(["caps serial", "caps shell", "caps nobody", "caps"])
    driver, shell = run.answer("caps serial"), run.answer("caps shell")
    assert FACTS["console_registers"] in driver and re.search(r"(?i)irq|interrupt", driver), run
    assert FACTS["console_registers"] not in shell and not re.search(r"(?i)irq|interrupt", shell), run
    assert "no component 'nobody'" in run.answer("caps nobody"), run
    assert "needs the name" in run.answer("caps"), run


@tap.case
def audit_finds_the_plan():
    """What every component holds is what the plan gives it, also after a crash and a restart."""
    run = boot(["crash", "restart timer", "audit", "report t audit"])
    run.expect_ok()
    run.expect(r"^4 components hold \d+ capabilities: exactly what the plan gives them\.$", r"^t ended 0$")


@tap.case
def log_keeps_last_words():
    """What a component logged is shown, and there to be read when the component is gone."""
    run = boot(["crash null", "log", "log -l error", "log crash", "log -n 1 -l warning crash", "log nobody", "log -n"])
    run.expect_ok()
    run.expect(r"^\[ +\d+\.\d{6}\] crash: warning: going to crash: null$")
    line = r"(?m)^\[ +\d+\.\d{6}\] crash +warning going to crash: null$"
    for command, count in (("log", 1), ("log -l error", 0), ("log crash", 1), ("log -n 1 -l warning crash", 1)):
        assert len(re.findall(line, run.answer(command))) == count, f"{command}: {run}"
    assert "no component 'nobody'" in run.answer("log nobody"), run
    assert "Levels are" in run.answer("log -n"), run


@tap.case
def components_are_started_and_stopped():
    """start, stop and restart do that, and say why not."""
    run = boot(["start crash nothing-of-that-kind", "ps", "stop log", "ps", "stop log", "start log", "restart log", "ps",
                "start log", "stop shel", "start"])
    run.expect_ok()
    tables = re.findall(r"^\$ ps\n(.*?)(?=^\$ )", run.console, re.MULTILINE | re.DOTALL)
    assert row(tables[0], "crash")[2] == "exited", run
    assert row(tables[1], "log")[2] != "running", run
    assert row(tables[2], "log")[2] == "running", run
    run.expect(r"^stop: log does not run\.$", r"^start: log runs already\.$",
               r"^stop: there is no component 'shel'\. Did you mean 'shell'\?$", r"^start needs the name")


@tap.case
def report_frames_output():
    """report marks a command's output and tells its status."""
    run = boot(["report a echo one", "report b nonsense", "report c caps nobody", "report d caps"])
    run.expect_ok()
    run.expect(r"^a begins$", r"^one$", r"^a ended 0$", r"^b ended 127$", r"^c ended 1$", r"^d ended 2$")


@tap.case
def uptime_grows():
    """uptime grows."""
    run = boot(["uptime", "echo between", "uptime"])
    run.expect_ok()
    times = [int(h) * 3600 + int(m) * 60 + float(s)
             for h, m, s in re.findall(r"^up 0 d (\d+):(\d+):(\d+\.\d+)$", run.console, re.MULTILINE)]
    assert len(times) == 2 and 0 < times[0] < times[1] < 400, run


@tap.case
def echo_and_unknown():
    """echo prints its words; an unknown command gets a hint."""
    run = boot(["echo one  two", "echo", "hlep", "", "   "])
    run.expect_ok()
    assert run.answer("echo one  two") == "one two\n", run
    assert run.answer("hlep") == "hlep: no such command. Did you mean 'help'?\n", run


@tap.case
def crash_is_contained():
    """A crash is reported with name, fault, address, symbol and registers; the rest keeps running."""
    run = boot(["ps", "crash", "ps", "echo alive"])
    run.expect_ok()
    run.expect(r"^\[KaaL\] crash.*" + FAULTS["null"], r"0x[0-9a-f]+, read_null\+0x[0-9a-f]+", FACTS["instruction_pointer"],
               r"^\[KaaL\] crash.*stopped", r"^\$ ps$", r"crash +faulted", r"^alive$")
    table = run.console.rpartition("$ ps\n")[2]
    for name in COMPONENTS:
        assert row(table, name)[2] == "running", run


@tap.case
def faults_say_who_called():
    """A fault, an abort and a stack that is full are followed by the functions that led there."""
    run = boot(["crash stack", "crash abort", "crash assert", "ps"])
    run.expect_ok()
    run.expect(FAULTS["stack"], *[r"called from 0x[0-9a-f]+, overflow_stack"] * 3, r"called from 0x[0-9a-f]+, main\+",
               r"^\[KaaL\] crash +panicked: aborted$", r"called from 0x[0-9a-f]+, abort\+", r", main\+0x",
               r"^\[KaaL\] crash +panicked: assertion failed: two \+ two == 5, in assert_nonsense \(.*main\.c:\d+\)$",
               r", assert_nonsense\+0x", r", main\+0x", r"crash +faulted")


@tap.case
def every_fault():
    """Each kind of fault is told apart, and the system outlives them all."""
    run = boot([*(f"crash {kind}" for kind in FAULTS), "ps"])
    run.expect_ok()
    run.expect(*FAULTS.values(), r"shell +running")


@tap.case
def crashes_leak_nothing():
    """Thirty crashes leave as much memory and as many slots as two."""
    run = boot([*["crash"] * 2, "mem", *["crash"] * 28, "mem"])
    run.expect_ok()
    counts = re.findall(r"^ *(?:free|largest free) +(\d+)", run.console, re.MULTILINE)
    assert len(counts) == 6 and counts[:3] == counts[3:], f"{counts}: {run}"


@tap.case
def line_editing():
    """Cursor keys, backspace, delete, home, end and Ctrl-C edit the line."""
    left, home, end, delete = "\x1b[D", "\x1b[H", "\x1b[F", "\x1b[3~"
    run = boot(["echo bcd" + left * 3 + "a",  # in the middle
                "echo abXc\x7f" + left + delete + "Yc",  # backspace, delete
                "cho" + home + "e" + end + " fine",
                "echo never\x03echo after"])
    run.expect_ok()
    run.expect(r"^abcd$", r"^abYc$", r"^fine$", r"^after$")
    run.expect_not(r"^never$")


@tap.case
def history():
    """Up and down recall earlier lines."""
    run = boot(["echo first", "echo second", "\x1b[A\x1b[A", "\x1b[A\x1b[A\x1b[B"])
    run.expect_ok()
    assert re.findall(r"^(first|second)$", run.console, re.MULTILINE) == ["first", "second", "first", "first"], run


@tap.case
def nothing_is_lost():
    """A hundred lines of a pipe arrive whole and in order."""
    words = [f"line-{n:03}-abcdefghijklmnopqrstuvwxyz" for n in range(100)]
    run = boot([f"echo {word}" for word in words])
    run.expect_ok()
    assert re.findall(r"^(line-.*)$", run.console, re.MULTILINE) == words, run


@tap.case
def long_line():
    """A line longer than the editor takes does no harm."""
    run = boot(["echo " + "x" * 2000, "echo alive"])
    run.expect_ok()
    run.expect(r"^x+$", r"^alive$")


@tap.case
def poweroff_ends():
    """poweroff ends the machine with exit code 0."""
    run = boot(["poweroff"])
    run.expect_ok()
    run.expect(r"^Powering off\.$")


@tap.case
def reboot_ends():
    """reboot restarts the machine, which ends a run."""
    run = boot(["reboot"])
    run.expect_ok()
    run.expect(r"^Rebooting\.$")


def reboot_boots_again():
    """reboot really starts the machine again, where QEMU lets it."""
    run = boot(["reboot", "echo second"], more=("-action", "reboot=reset"))
    run.expect_ok()
    run.expect(r"Booting", r"Rebooting", r"Booting", r"^Welcome", r"^second$")


if FACTS["restarts"]:
    tap.case(reboot_boots_again)

@tap.case
def lines_after_poweroff():
    """Lines that cannot be typed any more make the run a failure."""
    boot(["poweroff", "echo too late"]).expect_failure("not typed")


if __name__ == "__main__":
    tap.run()
