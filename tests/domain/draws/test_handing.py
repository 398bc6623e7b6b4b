"""Prizes are handed over, or go to who was drawn in reserve; members see what is theirs."""

from uuid import UUID

import pytest

from plushka.domain.draws import operations as draws
from plushka.domain.draws import queries
from plushka.domain.draws.models import Draw, Winner
from plushka.domain.draws.refusals import DrawNotReady, DrawUnknown
from plushka.domain.draws.terms import Prize
from plushka.domain.events.models import Event
from plushka.domain.members.models import Member
from plushka.domain.tenants.models import Tenant
from plushka.lib.ids import new_id
from plushka.lib.refusal import BadField
from tests.conftest import NOON
from tests.domain.draws.cast import STAFF, WEEK, chance, closed, drawn, opened, somebody
from tests.domain.members.cast import statements_sent

ONE = (Prize("Чайник", 1),)


def winner(draw: Draw, place: int) -> UUID:
    return Winner.objects.get(draw_id=draw.id, place=place).id


def states(draw: Draw) -> list[tuple[str, int | None, str]]:
    rows = Winner.objects.filter(draw_id=draw.id).order_by("place")
    return list(rows.values_list("state", "prize", "reason"))


def of_three(**other: object) -> Draw:
    return drawn(closed(*((somebody(), 1) for _ in range(3)), prizes=ONE, **other))


def test_a_prize_is_handed_over_once_and_taken_back(lipa: Tenant):
    draw = of_three()
    what = {"draw_id": draw.id, "winner_id": winner(draw, 1), "actor": STAFF, "at": NOON}

    draws.hand_over(**what)
    assert states(draw) == [("HANDED_OVER", 0, "")]
    with pytest.raises(DrawNotReady, match="not_due"):
        draws.hand_over(**what)

    draws.take_back(**what)
    assert states(draw) == [("WON", 0, "")]
    with pytest.raises(DrawNotReady, match="not_handed_over"):
        draws.take_back(**what)


def test_a_prize_passes_on_to_the_next_in_reserve_who_is_told(lipa: Tenant):
    draw = of_three(reserves=2)
    what = {"draw_id": draw.id, "reason": "UNREACHABLE", "actor": STAFF, "at": NOON}

    following = draws.pass_on(winner_id=winner(draw, 1), **what)

    assert following is not None
    assert following.place == 2
    assert states(draw) == [("PASSED_ON", 0, "UNREACHABLE"), ("WON", 0, ""), ("RESERVE", None, "")]
    told = Event.objects.filter(type="draw_won").values_list("data__winner", flat=True)
    assert list(told.order_by("id")) == [str(winner(draw, 1)), str(following.id)]


def test_a_prize_that_nobody_is_left_for_stays(lipa: Tenant):
    draw = of_three()

    following = draws.pass_on(
        draw_id=draw.id, winner_id=winner(draw, 1), reason="DECLINED", actor=STAFF, at=NOON
    )

    assert following is None
    assert states(draw) == [("PASSED_ON", 0, "DECLINED")]


def test_whoever_has_nothing_due_is_not_passed_over(lipa: Tenant):
    draw, other = of_three(reserves=1), of_three()
    what = {"draw_id": draw.id, "actor": STAFF, "at": NOON}

    with pytest.raises(DrawNotReady, match="not_due"):
        draws.pass_on(winner_id=winner(draw, 2), reason="LEFT", **what)
    with pytest.raises(BadField, match="reason"):
        draws.pass_on(winner_id=winner(draw, 1), reason="UGLY", **what)
    with pytest.raises(DrawNotReady, match="no_winner"):
        draws.hand_over(winner_id=winner(other, 1), **what)
    with pytest.raises(DrawUnknown):
        draws.hand_over(winner_id=winner(draw, 1), **what | {"draw_id": new_id()})

    assert states(draw) == [("WON", 0, ""), ("RESERVE", None, "")]


def test_a_member_sees_their_chances_then_their_tickets_then_what_they_won(lipa: Tenant):
    anna, twin, bohdan = somebody(), somebody(), somebody()
    open_, over = opened(closes_at=NOON + 2 * WEEK), closed((anna, 2), (twin, 1), prizes=ONE)
    draws.enter([chance(open_, anna, 4), chance(open_, bohdan)], NOON)
    drawn(over)
    Member.objects.filter(id=twin).update(merged_into=anna)

    first, second = queries.find_taken(member_id=anna)

    assert (first.draw.id, first.n_chances, first.tickets, first.won) == (open_.id, 4, (), ())
    assert (second.draw.id, second.n_chances) == (over.id, 3)
    assert sum(one.last - one.first + 1 for one in second.tickets) == 3
    [won] = second.won
    assert (won.prize, won.state, won.place) == ("Чайник", "WON", 1)
    assert queries.find_taken(member_id=somebody()) == []


def test_asking_for_a_members_draws_costs_as_much_for_three_as_for_one(lipa: Tenant):
    anna = somebody()
    drawn(closed((anna, 1)))
    with statements_sent() as for_one:
        queries.find_taken(member_id=anna)
    for _ in range(2):
        drawn(closed((anna, 1)))

    with statements_sent() as for_three:
        assert len(queries.find_taken(member_id=anna)) == 3

    assert len(for_three) == len(for_one) <= 4


def test_chances_are_counted_by_draw(next_door: Draw, lipa: Tenant):
    draw, empty = opened(), opened()
    draws.enter([chance(draw, somebody(), 2), chance(draw, somebody(), 3)], NOON)

    asked = [draw.id, empty.id, next_door.id]
    assert queries.count_chances(draw_ids=asked) == {draw.id: 5}
    assert {one.id for one in queries.find_draws()} == {draw.id, empty.id}
    assert queries.get_draw(draw_id=draw.id).name == draw.name
    with pytest.raises(DrawUnknown):
        queries.get_draw(draw_id=next_door.id)
