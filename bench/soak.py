"""``python -m bench.soak``: ten minutes of random histories and of races.

First Hypothesis lives through ledger histories, in memory and in the database,
with seeds of its own each time; then two servers race. What it finds it says
how to repeat, and ends with.
"""

import argparse
import os
import random
import subprocess
import sys
import time

from bench.races import race
from bench.stage import stage

STEPS = 20_000
"""Steps of one run of the machines; there are as many runs as fit."""


def histories(seconds: float) -> int:
    """Run the machines again and again until the time is over; give the first bad exit code."""
    until = time.monotonic() + seconds
    runs = 0
    while time.monotonic() < until:
        seed = random.randrange(2**32)
        command = (
            *(sys.executable, "-m", "pytest", "tests/domain/ledger", "-k", "machine"),
            *("-p", "no:randomly", f"--hypothesis-seed={seed}"),
        )
        ran = subprocess.run(
            command, check=False, env=os.environ | {"PLUSHKA_SOAK_STEPS": str(STEPS)}
        )
        if ran.returncode:
            print(f"PLUSHKA_SOAK_STEPS={STEPS} {' '.join(command)}")
            return ran.returncode
        runs += 1
    print(f"{runs} runs of {STEPS} steps")
    return 0


def main() -> int:
    """Soak for as many minutes as asked."""
    parser = argparse.ArgumentParser(prog="python -m bench.soak", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    half = parser.parse_args().minutes * 30
    if failed := histories(half):
        return failed
    with stage() as scratch:
        wrong = race(scratch, seconds=half, times=10)
    for one in wrong[:20]:
        print(one)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
