"""The benches run; how fast it all is, is for ``make bench`` to tell."""

import os
import subprocess
import sys

import pytest
from bench.batch import batch
from bench.crowd import alone, arena, crowd
from bench.deciding import decide_alone
from bench.growth import Histories, growth
from bench.stage import Stage

pytestmark = pytest.mark.slow


def test_rows_by_hand_are_those_of_a_sale(scratch: Stage):
    ground = arena(scratch, workers=1)

    ratios = [
        crowd(ground, clients=8, rounds=1, seconds=1),
        alone(ground, rounds=1, seconds=1),
        batch(ground, rounds=1),
    ]
    ground.server.stop()

    assert [len(ratio.rounds) for ratio in ratios] == [1, 1, 1]
    # Entry, lot, sale, two lines and event are new; account and summary are changed.
    assert sorted(row.table for row in ground.pattern.new) == [
        "events_event",
        "ledger_entry",
        "ledger_lot",
        "sales_sale",
        "sales_saleline",
        "sales_saleline",
    ]
    assert scratch.verify(database=ground.copy)["broken"] == []


def test_long_history_is_one_that_plushka_could_have_written(scratch: Stage):
    # What was written is verified before anything is sold.
    histories = Histories(long=4_000, short=100, members=200)

    assert len(growth(scratch, histories, rounds=1, seconds=1, workers=1).rounds) == 1


def test_decisions_are_counted():
    assert len(decide_alone(rounds=1).rounds) == 1


@pytest.mark.parametrize("bench", ["messages", "texts", "told", "kills"])
def test_bench_without_its_programs_says_how_to_get_them(bench: str):
    asked = (sys.executable, "-m", f"bench.{bench}")
    nowhere = os.environ | {"PATH": "/nowhere"}

    ended = subprocess.run(asked, env=nowhere, capture_output=True, text=True, check=False)

    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr == (
        "This bench needs smpp, which is missing:"
        " install Node.js with npm, then run `make programs`.\n"
    )
