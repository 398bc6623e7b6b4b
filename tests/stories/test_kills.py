"""Kill -9 the worker while it sends: everybody is told once (``python -m bench.kills``)."""

from pathlib import Path

import pytest
from bench import kills
from bench.stage import Stage

from tests.counterparts.smsc import centre

pytestmark = pytest.mark.slow

MESSAGES, KILLS = 300, 3


def test_nothing_is_lost_and_nothing_said_twice(scratch: Stage, tmp_path: Path):
    """Of what was on its way to a provider that knows no ids, the journal says so."""
    with centre(tmp_path, counts_only=True) as smsc:
        company = scratch.found("told")
        # So slowly that the worker is always killed with something on its way.
        kills.queue(scratch, company, MESSAGES, smsc, kills.Line(window=5, per_second=200))
        killed = kills.kill_often(scratch, company, smsc, messages=MESSAGES, kills=KILLS)
        counted = kills.count(scratch, company, smsc)

    assert killed
    assert (counted.missing, counted.twice) == ([], [])
    assert sum(counted.by_state.values()) == MESSAGES
    assert 0 < counted.by_state.get("PERHAPS", 0) <= killed * 40
    assert counted.perhaps_came
