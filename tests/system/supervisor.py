#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""Components that end, fail, freeze or take their time, and what the root task makes of it."""

import functools
import pathlib
import re
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))
import tap  # noqa: E402
from component import described  # noqa: E402
from image import bundle, with_bundle  # noqa: E402
from machine import BUILD, boot  # noqa: E402
from plan import ALWAYS, MANAGE, ON_DEMAND, ON_FAULT, bundle_files, need, part, provides, uses  # noqa: E402

PROBE = BUILD / "test-components" / "probe.elf"
ROOT = BUILD / "root.elf"
MANAGER = need(MANAGE, "manage")
RESTARTED = dict(restart=ON_FAULT, backoff_ms=10, backoff_max_ms=80)


def component(name, *needs, **fields):
    """The probe under this name, which is what it does."""
    return part(name, *needs, image=PROBE.read_bytes(), **fields)


def timer():
    """The timer driver as it was built."""
    found = described((BUILD / "components" / "timer.elf").read_bytes())
    return part(found.pop("name"), *found.pop("needs"), **found)


def boot_parts(*parts, timer=True):
    with tempfile.NamedTemporaryFile() as file:
        file.write(with_bundle(ROOT.read_bytes(), bundle(bundle_files(parts, timer=timer))))
        file.flush()
        run = boot(root=file.name, options=())
    run.expect_ok()
    return run


@functools.cache
def life():
    """One long run with all kinds of components."""
    late = dict(rank=3)
    return boot_parts(
        timer(), component("watches", uses("timer"), MANAGER, priority=90, **late),
        component("restless", args="restless", **RESTARTED, **late),
        component("hopeless", limit=3, window_ms=60000, **RESTARTED, **late),
        component("returns", restart=ALWAYS, limit=2, window_ms=60000, **late),
        component("is-ready", rank=0), component("never-ready", rank=1, ready_ms=300),
        component("goes-second", rank=1), component("goes-third", rank=2),
        component("frozen", heartbeat_ms=100, limit=2, window_ms=60000, **RESTARTED, **late),
        component("lively", heartbeat_ms=100, **late),
        component("obedient", **late), component("stubborn", **late),
        component("mortal", provides("odd"), priority=95, **RESTARTED, **late),
        *[component(f"persists-{n}", uses("odd", 4096), args="persists", **late) for n in range(3)],
        component("mute", provides("silence"), **late), component("waits-for-mute", uses("silence"), **late),
        component("babbles", **late),
        component("dormant", args="stubborn", flags=ON_DEMAND))


def alone(name, run):
    """The lines that the root task prints about a component."""
    return [line for line in run.console.splitlines() if re.match(rf"\[KaaL\] {re.escape(name)} ", line)]


@tap.case
def restarts():
    """What faults is started again, after delays that double, and keeps its arguments."""
    run = life()
    run.expect(r"restless +faulted", r"restless +is started again in 10 ms \(restart 1\)",
               r"restless +is started again in 20 ms \(restart 2\)", r"restless +is started again in 40 ms \(restart 3\)",
               'restless: steady after 3 restarts, args "restless"')
    run.expect(r"watches: restless: state [15], restarts 3, faults 3")


@tap.case
def given_up():
    """Too many restarts within the window are the last, and a person can try once more."""
    run = life()
    run.expect(r"hopeless +is started again in 40 ms \(restart 3\)",
               r"hopeless +given up: it was started again 3 times within 60000 ms; 'start hopeless' tries once more",
               "watches: hopeless: state 7, restarts 3, faults 4", r"hopeless +faulted", r"hopeless +given up",
               "watches: start hopeless: 0")
    run.expect("returns: start 0", "returns: start 1", "returns: start 2", r"returns +given up")


@tap.case
def order():
    """Components are started by rank, each rank when those before it are ready or have been waited for long enough."""
    run = life()
    run.expect("is-ready: goes first", "goes-second: goes second",
               r"never-ready +is not ready 3[0-9]{2} ms after its start; others start without it", "goes-third: goes third")


@tap.case
def life_signs():
    """Who shows no life is ended like one that faults; who does stays."""
    run = life()
    run.expect("frozen: life 0", r"frozen +showed no life for 100 ms", "frozen: life 1", r"frozen +showed no life", "frozen: life 2",
               r"frozen +given up", "watches: frozen: state 7, restarts 2", "watches: lively: state [15], restarts 0, faults 0")
    assert not [line for line in alone("lively", run) if "no life" in line], run


@tap.case
def stops():
    """A component that is asked to end may do so in good order, and ends in any case."""
    run = life()
    run.expect("obedient: ends in good order", "watches: stop obedient: 0", "watches: obedient: state 2",
               "watches: stop stubborn: 0", "watches: stubborn: state 2", "watches: once more: 114", "watches: nobody: 2",
               "watches: restart stubborn: 0", "watches: restart lively: 0", "watches: restart dormant: 0", "watches: stubborn: state [15]",
               "watches: lively: state [15]", "watches: dormant: state [15], restarts 0, faults 0")


@tap.case
def under_load():
    """A provider that dies under load again and again costs its clients nothing but the call that killed it."""
    run = life()
    reset = re.findall(r"^persists-[0-9]: all accounted for, wrong 0, ring kept, reset ([0-9]+)$", run.console, re.MULTILINE)
    assert len(reset) == 3, run
    found = re.search(r"watches: mortal: state [15], restarts ([0-9]+)", run.console)
    assert found and int(found[1]) >= 8 and int(found[1]) == sum(map(int, reset)), run


@tap.case
def waits():
    """A call that waits too long is told of once, with whom it waits for; nonsense in a status page is not."""
    run = life()
    lines = alone("waits-for-mute", run)
    assert [re.sub(r" +", " ", line) for line in lines[1:]] == \
        ["[KaaL] waits-for-mute has waited 5 s for call 9 on silence (mute), which is not ready yet"], run
    assert len(alone("babbles", run)) == 1, run


@tap.case
def without_timer():
    """Without a timer there are restarts too, at once."""
    run = boot_parts(component("restless", args="restless", **RESTARTED), component("ends", MANAGER, priority=1), timer=False)
    run.expect(r"restless +is started again \(restart 3\)", "restless: steady after 3 restarts")


@tap.case
def with_a_hung_timer():
    """A timer that answers nothing keeps nobody from being started again."""
    run = boot_parts(component("never", provides("timer"), args="mute"), component("restless", args="restless", **RESTARTED),
                     component("ends", MANAGER, priority=1))
    run.expect(r"restless +is started again \(restart 3\)", "restless: steady after 3 restarts")


if __name__ == "__main__":
    tap.run()
