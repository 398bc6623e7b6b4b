"""Replays said shortly."""

import datetime as dt

from plushka.domain.programmes import files
from plushka.domain.programmes.compiled import Compiled, compile_
from plushka.domain.replay.operations import Replayed, replay_in
from plushka.lib.ids import new_id
from tests.conftest import NOON

EVER = dt.datetime(2000, 1, 2, tzinfo=dt.UTC)
"""Before everything."""


def replay(candidate=None, *, since=EVER, until=None, at=NOON) -> Replayed:
    """Replay everything, or what happened in a window, as it is known at a moment."""
    return replay_in(candidate=candidate, since=since, until=until, at=at)


def draft(*, earning=None, **sections) -> Compiled:
    """The default programme with sections of our own, never published."""
    plain = files.plain(files.preset("bonusplus")) | sections
    if earning is not None:
        plain["tiers"][0]["earning"] = earning
    return compile_(files.read(plain), version=new_id(), zone="Europe/Moscow")


def differing(replayed: Replayed):
    """What came out otherwise than the ledger has it."""
    check = replayed.figures.check
    assert check is not None
    return [(one.what, one.recorded, one.replayed) for one in check.differing]
