"""The outbox is read on from where it was, and what was read was done (T39)."""

import time

import pytest

from plushka.domain.effects.models import Applied
from plushka.domain.events.models import Event, Reader
from plushka.domain.sales import following
from tests.conftest import NOON
from tests.domain.effects.cast import ANNA, badges_of, join, promise_rules, rule
from tests.domain.members.cast import at_work, open_shop
from tests.domain.sales.cast import asked, back, sell

__all__ = ["open_shop"]

pytestmark = pytest.mark.slow


def test_reader_goes_on_from_where_it_was(open_shop):
    """T39: in one transaction it does the work and moves on, up to where a return begins."""
    with at_work(open_shop):
        promise_rules(rule("purchase", {"effect": "badge", "badge": "regular"}))
        anna = join(ANNA)
        back(sell(asked("A-1", 100)))
        sell(asked("A-2", 100))
        n_events = Event.objects.count()

    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        with at_work(open_shop):
            n_read = following.follow(at=NOON)
        with at_work(open_shop):
            if badges_of(anna) == ["regular"] and n_read == 0:
                break
        time.sleep(0.02)

    with at_work(open_shop):
        assert Applied.objects.count() == 1
        assert Event.objects.count() == n_events + 1
        assert Reader.objects.get().name == "effects"
