"""The seed is opened, winners follow, and anyone can compute them again."""

import datetime as dt
import hashlib
from pathlib import Path

import pytest
from django.db import connections

from plushka.domain.draws import operations as draws
from plushka.domain.draws.models import Draw, Winner
from plushka.domain.draws.refusals import DrawNotReady, DrawOutdated
from plushka.domain.draws.telling import proof
from plushka.domain.draws.terms import Prize
from plushka.domain.draws.verify import verify
from plushka.domain.events.models import Event
from plushka.domain.members.erasing import erase_person
from plushka.domain.members.models import Member
from plushka.domain.tenants.models import Tenant
from plushka.lib.ids import new_id
from plushka.lib.refusal import BadField
from tests.conftest import NOON
from tests.domain.draws.cast import (
    STAFF,
    VALUE,
    chance,
    checked,
    closed,
    drawn,
    opened,
    prepared,
    somebody,
)

SECOND = dt.timedelta(seconds=1)


def won(draw: Draw) -> list[tuple[int, int | None, str]]:
    rows = Winner.objects.filter(draw_id=draw.id).order_by("place")
    return list(rows.values_list("place", "prize", "state"))


def people(draw: Draw) -> list:
    rows = Winner.objects.filter(draw_id=draw.id).order_by("place")
    return list(rows.values_list("ticket__member_id", flat=True))


def test_prizes_are_drawn_in_their_order_and_reserves_after_them(lipa: Tenant):
    draw = drawn(closed(*((somebody(), 3) for _ in range(8)), reserves=2))

    assert won(draw) == [
        (1, 0, "WON"),
        (2, 1, "WON"),
        (3, 1, "WON"),
        (4, None, "RESERVE"),
        (5, None, "RESERVE"),
    ]
    assert len(set(people(draw))) == 5


def test_the_seed_is_opened_with_the_digest_that_was_told(lipa: Tenant):
    before = closed((somebody(), 1))
    assert before.seed == ""

    draw = drawn(before)

    assert hashlib.sha256(bytes.fromhex(draw.seed)).hexdigest() == before.commitment
    assert (draw.state, draw.outside_value) == ("DRAWN", VALUE)
    assert draw.outside_source.endswith(f"/public/{draw.outside_round}")


@pytest.mark.parametrize("is_once", [True, False], ids=["once a member", "once a ticket"])
def test_anyone_can_compute_the_winners_from_what_is_published(
    lipa: Tenant,
    tmp_path: Path,
    is_once: bool,  # noqa: FBT001
):
    """Must show: a script of thirty lines, which shares nothing with us, finds the same."""
    members = [(somebody(), n) for n in (1, 5, 2, 400, 3)]
    draw = drawn(closed(*members, reserves=3, is_once_a_member=is_once))
    numbers = proof(draw)["winners"]

    assert checked(draw, tmp_path) == (0, f"right: {numbers}")
    assert len(numbers) == (5 if is_once else 6)


def test_the_script_tells_what_is_wrong(lipa: Tenant, tmp_path: Path):
    draw = drawn(closed((somebody(), 1), (somebody(), 1)))

    status, told = checked(draw, tmp_path, commitment="00" * 32, winners=[1])

    assert status == 1
    assert told.startswith("the seed is not the one that was promised")
    assert "the winners are [" in told


def test_fewer_than_there_are_prizes_all_win(lipa: Tenant):
    draw = drawn(closed((somebody(), 1), reserves=4))

    assert won(draw) == [(1, 0, "WON")]


def test_a_draw_nobody_entered_has_no_winners(lipa: Tenant):
    draw = drawn(closed())

    assert won(draw) == []
    assert not Event.objects.filter(type="draw_won").exists()


def test_each_winner_is_told_of_their_prize(lipa: Tenant):
    anna = somebody()
    draw = drawn(closed((anna, 1), prizes=(Prize("Чайник", 1),), reserves=1))

    [event] = Event.objects.filter(type="draw_won")
    winner = Winner.objects.get(draw_id=draw.id)
    assert event.member_id == anna
    assert event.data == {
        "draw": str(draw.id),
        "winner": str(winner.id),
        "ticket": 1,
        "prize": "Чайник",
    }


def test_who_was_merged_or_erased_after_closing_keeps_their_place_on_the_list(lipa: Tenant):
    anna, twin, vera = somebody(), somebody(), somebody()
    before = closed((twin, 1), (vera, 1))
    Member.objects.filter(id=twin).update(merged_into=anna)
    erase_person(member_id=vera, at=NOON)

    draw = drawn(before)

    assert set(people(draw)) == {twin, vera}
    told = Event.objects.filter(type="draw_won").values_list("member_id", flat=True)
    assert list(told) == [anna]


def test_a_draw_waits_until_the_outside_value_can_be_known(lipa: Tenant):
    before = closed((somebody(), 1))

    with pytest.raises(DrawNotReady, match="too_early"):
        drawn(before, at=before.known_at - SECOND)

    assert Draw.objects.get(id=before.id).seed == ""


@pytest.mark.parametrize("value", ["", "12345", "g" * 64, "a" * 63])
def test_what_is_no_value_of_drand_is_refused(lipa: Tenant, value: str):
    before = closed((somebody(), 1))

    with pytest.raises(BadField, match="outside_value"):
        drawn(before, value=value)

    assert not Winner.objects.exists()


def test_a_value_of_drand_counts_however_it_was_typed(lipa: Tenant):
    assert drawn(closed(), value=f"  {VALUE.upper()}\n").outside_value == VALUE


@pytest.mark.parametrize(
    ("value", "source", "field"),
    [("", "x", "outside_value"), ("1\0", "x", "outside_value"), ("1", " ", "outside_source")],
)
def test_a_value_told_in_words_comes_with_its_source(
    lipa: Tenant, value: str, source: str, field: str
):
    draw = closed(outside="WRITTEN", outside_promise="Блок Bitcoin")

    with pytest.raises(BadField, match=field):
        draws.draw_(
            draw_id=draw.id,
            version=draw.version,
            outside_value=value,
            outside_source=source,
            actor=STAFF,
            at=draw.known_at,
        )


def test_a_draw_is_drawn_once(lipa: Tenant):
    draw = drawn(closed((somebody(), 1)))

    with pytest.raises(DrawNotReady, match="not_closed"):
        drawn(draw, value="ab" * 32)
    with pytest.raises(DrawOutdated):
        drawn(Draw(id=draw.id, version=1, known_at=draw.known_at))

    assert len(won(draw)) == 1


def test_a_seed_sealed_with_another_secret_is_told_and_nothing_is_drawn(lipa: Tenant, settings):
    draw = closed((somebody(), 1))
    settings.SECRET_KEY = "another one"

    with pytest.raises(DrawNotReady, match="seed_unreadable"):
        drawn(draw)

    draws.cancel(draw_id=draw.id, version=draw.version, reason="Сбой", actor=STAFF, at=NOON)
    assert Draw.objects.get(id=draw.id).seed == ""


def test_who_cancels_a_closed_draw_shows_who_would_have_won(lipa: Tenant):
    draw = closed((somebody(), 1))

    draws.cancel(draw_id=draw.id, version=draw.version, reason=" Сбой ", actor=STAFF, at=NOON)

    row = Draw.objects.get(id=draw.id)
    assert (row.state, row.cancel_reason) == ("CANCELLED", "Сбой")
    assert hashlib.sha256(bytes.fromhex(row.seed)).hexdigest() == row.commitment
    assert not Winner.objects.exists()


@pytest.mark.parametrize("reason", ["", "  ", "x" * 501])
def test_nothing_is_cancelled_without_saying_why(lipa: Tenant, reason: str):
    draw = prepared()

    with pytest.raises(BadField, match="reason"):
        draws.cancel(draw_id=draw.id, version=1, reason=reason, actor=STAFF, at=NOON)

    assert Draw.objects.get(id=draw.id).state == "DRAFT"


def test_what_is_over_is_not_cancelled(lipa: Tenant):
    draw = drawn(closed())

    with pytest.raises(DrawNotReady, match="over"):
        draws.cancel(draw_id=draw.id, version=draw.version, reason="x", actor=STAFF, at=NOON)


def test_verifying_finds_what_no_seed_would_have_drawn(dub: Tenant, lipa: Tenant):
    draw = drawn(closed((somebody(), 3), (somebody(), 4)))
    draws.enter([chance(opened(), somebody())], NOON)

    with connections["default"].cursor() as cursor:
        assert verify(cursor, tenant_id=lipa.id) == []
        number = Winner.objects.get(draw_id=draw.id, place=1).number
        free = ({1, 2, 3, 4, 5, 6, 7} - set(proof(draw)["winners"])).pop()
        Winner.objects.filter(draw_id=draw.id, number=number).update(number=free)
        Draw.objects.filter(id=draw.id).update(seed="00" * 32, n_tickets=8)
        found = verify(cursor, tenant_id=lipa.id)

    assert {one["check"] for one in found} == {
        "draws.chances",
        "draws.list",
        "draws.seed",
        "draws.winners",
    }
    assert {one["id"] for one in found} == {str(draw.id)}
    assert new_id() not in {one["id"] for one in found}
