#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""Run the test suites that suites.toml lists, two at a time, and count their cases.

run.py [--full] [NAME...]    all suites, those marked full too, or only the named ones
"""

import concurrent.futures
import os
import pathlib
import re
import signal
import subprocess
import sys
import time
import tomllib

TREE = pathlib.Path(__file__).resolve().parent.parent
LOGS = TREE / "build" / "test"
WORKERS = 2
LIMIT_S = 900  # unless a suite sets limit_s
SHOWN_LINES = 200  # of a failed suite's output

RESULT = re.compile(r"^(not )?ok\b([^#]*)(#\s*skip)?", re.IGNORECASE)
PLAN = re.compile(r"^1\.\.(\d+)\s*(#.*)?$")


class Outcome:
    """What came of one suite: counts of cases, and in `wrong` what makes it a failure."""

    def __init__(self, suite):
        self.suite = suite
        self.passed = self.failed = self.skipped = 0
        self.seconds = 0.0
        self.output = ""
        self.wrong = []


def kill_tree(process):
    """End a suite that ran out of time, with everything that it started."""
    try:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)


def run_command(suite, log):
    """Run a suite's command with its output in the file log; its exit code, or None when out of time."""
    process = subprocess.Popen(
        suite["command"], cwd=TREE, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT,
        start_new_session=True)
    try:
        return process.wait(timeout=suite.get("limit_s", LIMIT_S))
    except subprocess.TimeoutExpired:
        kill_tree(process)
        return None


def count_tap(outcome):
    """Count the cases of TAP output; its plan says how many there must be."""
    planned = None
    for line in outcome.output.splitlines():
        line = line.rstrip()
        if plan := PLAN.match(line):
            planned = int(plan[1])
        elif line.startswith("Bail out!"):
            outcome.wrong.append(line)
        elif result := RESULT.match(line):
            if result[3]:
                outcome.skipped += 1
            elif result[1]:
                outcome.failed += 1
            else:
                outcome.passed += 1
    seen = outcome.passed + outcome.failed + outcome.skipped
    if planned is None:
        outcome.wrong.append("it printed no plan (1..N)")
    elif planned != seen:
        outcome.wrong.append(f"{planned} cases were planned, {seen} reported")
    elif planned < outcome.suite.get("cases", 1):
        outcome.wrong.append(f"{planned} cases ran, at least {outcome.suite['cases']} are wanted")


def run_suite(suite):
    """Run one suite to its end."""
    outcome = Outcome(suite)
    path = LOGS / f"{suite['name']}.log"
    start = time.monotonic()
    with open(path, "wb") as log:
        code = run_command(suite, log)
    outcome.seconds = time.monotonic() - start
    outcome.output = path.read_text(errors="replace")
    if suite["kind"] == "tap":
        count_tap(outcome)
    if code is None:
        outcome.wrong.append(f"it did not end within {suite.get('limit_s', LIMIT_S)} s")
    elif code != 0 and not outcome.failed:
        outcome.wrong.append(f"its exit code is {code}")
    if outcome.wrong:
        outcome.failed += 1
    elif suite["kind"] == "exit":
        outcome.passed += 1
    return outcome


def report(outcome):
    """One line for a suite, and its output when it failed."""
    counts = f"{outcome.passed} passed, {outcome.failed} failed"
    if outcome.skipped:
        counts += f", {outcome.skipped} skipped"
    verdict = "FAIL" if outcome.failed else "ok"
    print(f"{verdict:<5}{outcome.suite['name']:<22}{outcome.seconds:7.1f} s   {counts}", flush=True)
    if not outcome.failed:
        return
    lines = outcome.output.splitlines()
    if len(lines) > SHOWN_LINES:
        print(f"     ... the whole is in build/test/{outcome.suite['name']}.log")
    for line in lines[-SHOWN_LINES:] + outcome.wrong:
        print(f"     | {line}", flush=True)


def choose(full, names):
    """The suites to run, longest first so that the last one does not run alone for long."""
    suites = tomllib.loads((TREE / "tests" / "suites.toml").read_text())["suite"]
    unknown = set(names) - {suite["name"] for suite in suites}
    if unknown:
        sys.exit(f"tests/suites.toml has no suite {', '.join(sorted(unknown))}")
    chosen = [s for s in suites if (s["name"] in names if names else full or not s.get("full"))]
    return sorted(chosen, key=lambda suite: -suite.get("seconds", 1))


def main():
    names = [argument for argument in sys.argv[1:] if argument != "--full"]
    LOGS.mkdir(parents=True, exist_ok=True)
    outcomes = []
    with concurrent.futures.ThreadPoolExecutor(WORKERS) as pool:
        running = [pool.submit(run_suite, suite) for suite in choose("--full" in sys.argv, names)]
        for done in concurrent.futures.as_completed(running):
            outcomes.append(done.result())
            report(outcomes[-1])
    skipped = sum(o.skipped for o in outcomes)
    print(f"\n{sum(o.passed for o in outcomes)} passed, {sum(o.failed for o in outcomes)} failed"
          + (f", {skipped} skipped" if skipped else ""))
    sys.exit(any(o.failed for o in outcomes) or not outcomes)


if __name__ == "__main__":
    main()
