"""T33: of two who are one person one alias is told; both find them, and apart each has theirs."""

import pytest

from plushka.domain.members import sharing
from plushka.domain.members.locator import Locator, read
from plushka.domain.members.queries import locate
from plushka.domain.merging.operations import merge, part
from tests.conftest import NOON

DESK = "staff:00000000-0000-7000-8000-000000000001"


def share(member) -> str:
    return sharing.share(member_id=member, way="PAGE", actor=DESK, at=NOON)


def called(word: str) -> Locator:
    return read("alias", word, region="RU", path="alias")


def whose(*words: str) -> list[object]:
    found = locate(locators=[called(word) for word in words], at=NOON)
    return [found.get(called(word)) for word in words]


@pytest.mark.parametrize("has_own", [True, False], ids=["both", "merged-one"])
def test_one_is_told_and_both_find_the_kept_one(anna, twin, has_own):
    theirs = share(twin)
    own = share(anna) if has_own else theirs

    done = merge(kept=anna, merged=twin, actor=DESK, at=NOON)

    assert (sharing.word_of(member_id=anna), whose(own, theirs)) == (own, [anna, anna])
    part(merge=done.id, actor=DESK, at=NOON)
    assert whose(own, theirs) == [anna if has_own else twin, twin]
    assert sharing.word_of(member_id=anna) == (own if has_own else None)


def test_who_gives_it_up_is_found_by_neither(anna, twin):
    words = share(anna), share(twin)
    merge(kept=anna, merged=twin, actor=DESK, at=NOON)

    sharing.unshare(member_id=anna, actor=DESK, at=NOON)

    assert whose(*words) == [None, None]
