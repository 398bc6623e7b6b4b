"""Changes are found by who, what, to whom, when and by words; so many are looked at a time."""

import datetime as dt
from typing import Any

import pytest

from plushka.domain.audit import operations as audit
from plushka.domain.audit.searching import Wanted, search
from plushka.domain.tenants.models import Tenant
from plushka.lib.ids import new_id
from tests.conftest import NOON

OUTLET = new_id()


@pytest.fixture(autouse=True)
def recorded(lipa: Tenant) -> None:
    """Nine changes, a minute apart; the oldest and the newest are of an outlet."""
    for minute in range(9):
        is_end = minute in {0, 8}
        audit.write(
            actor="system:test",
            action="outlet_changed" if is_end else "key_made",
            subject_kind="outlet" if is_end else "key",
            subject_id=OUTLET if is_end else new_id(),
            at=NOON + dt.timedelta(minutes=minute),
            before={},
            after={"name": "Рынок" if is_end else f"k{minute}"},
        )


def minutes(**sent: Any) -> tuple[list[int], int]:
    """When the changes of a page were made, and how many it was looked for among."""
    given = {name: sent.pop(name) for name in ("limit", "before") if name in sent}
    found = search(wanted=Wanted(**sent), most_looked=4, **{"limit": 3} | given)
    return [(row.at - NOON).seconds // 60 for row in found.rows], found.looked


def pages(**sent: Any) -> list[list[int]]:
    """All pages, one after the other."""
    told, before = [], None
    while True:
        found = search(wanted=Wanted(**sent), limit=3, before=before, most_looked=4)
        told.append([(row.at - NOON).seconds // 60 for row in found.rows])
        if (before := found.further) is None:
            return told


def test_everything_goes_on_page_by_page() -> None:
    assert pages() == [[8, 7, 6], [5, 4, 3], [2, 1, 0]]


@pytest.mark.parametrize(
    "sent",
    [
        pytest.param({"text": "рынок"}, id="words"),
        pytest.param({"action": "outlet_changed"}, id="what"),
        pytest.param({"subject_kind": "outlet"}, id="kind"),
        pytest.param({"subject_id": OUTLET}, id="subject"),
    ],
)
def test_what_no_index_finds_is_looked_for_among_so_many_and_then_further(
    sent: dict[str, Any],
) -> None:
    assert minutes(**sent) == ([8], 4)
    assert pages(**sent) == [[8], [], [0]]


def test_subject_is_found_at_once() -> None:
    assert minutes(subject_kind="outlet", subject_id=OUTLET) == ([8, 0], 0)


def test_page_that_is_full_before_so_many_were_looked_at_goes_on_from_its_last() -> None:
    assert minutes(action="key_made", limit=2) == ([7, 6], 0)
    assert pages(action="key_made") == [[7, 6, 5], [4, 3, 2], [1]]


def test_days_and_who_narrow_what_is_looked_at() -> None:
    since = NOON + dt.timedelta(minutes=6)

    assert minutes(text="рынок", since=since) == ([8], 0)
    assert minutes(text="рынок", actor="system:other") == ([], 0)
