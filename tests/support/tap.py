# SPDX-License-Identifier: MIT OR Apache-2.0
"""Cases of a suite written in Python, reported as TAP."""

import sys
import traceback

_cases = []


def case(function):
    """Make a function a case of the suite: it fails by raising; its docstring says what it shows."""
    _cases.append(function)
    return function


def run():
    """Run the cases in the order of their definition, or those whose names are arguments."""
    chosen = [c for c in _cases if len(sys.argv) < 2 or c.__name__ in sys.argv[1:]]
    failed = 0
    print(f"1..{len(chosen)}", flush=True)
    for number, function in enumerate(chosen, 1):
        title = (function.__doc__ or function.__name__).splitlines()[0].rstrip(".").replace("#", "\\#")
        try:
            function()
            print(f"ok {number} - {title}", flush=True)
        except Exception as error:
            failed += 1
            print(f"not ok {number} - {title}", flush=True)
            detail = str(error) if isinstance(error, AssertionError) else traceback.format_exc()
            for line in detail.splitlines():
                print(f"# {line}", flush=True)
    sys.exit(failed > 0)
