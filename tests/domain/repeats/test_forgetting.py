"""Keys of requests are kept for thirty days (T6)."""

import datetime as dt

import pytest

from plushka.domain.repeats import operations as repeats
from plushka.domain.repeats import queries
from plushka.domain.repeats.forgetting import forget_old
from plushka.domain.repeats.models import Answer
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.models import Tenant
from tests.domain.members.cast import NOON

DAY = dt.timedelta(days=1)
PRINT = queries.fingerprint("sale", {"redeem": 20000})


def _remember(key: str, *, at: dt.datetime) -> None:
    repeats.remember(answers=[repeats.NewAnswer(key, "sale", PRINT, 201, "done")], at=at)


@pytest.fixture
def neighbours_old_answer(dub: Tenant) -> None:
    """As old as ours, to be left alone."""
    with tenant_context(dub.id):
        _remember("old", at=NOON - 31 * DAY)


@pytest.mark.usefixtures("neighbours_old_answer")
def test_answers_are_forgotten_after_thirty_days(lipa: Tenant):
    _remember("old", at=NOON - 31 * DAY)
    _remember("young", at=NOON - 30 * DAY)

    assert forget_old(at=NOON) == 1
    assert list(Answer.objects.values_list("key", flat=True)) == ["young"]
    assert forget_old(at=NOON) == 0
