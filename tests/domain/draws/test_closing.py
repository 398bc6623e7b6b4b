"""The list of a draw is fixed when its time is over, and nobody gets in or out after that."""

import datetime as dt
import hashlib
import threading

import pytest
from django.db import connection as ours
from django.db import transaction
from django.db.utils import DatabaseError

from plushka.domain.audit.models import Record
from plushka.domain.draws import operations as draws
from plushka.domain.draws import outside
from plushka.domain.draws.listing import lines
from plushka.domain.draws.models import Draw, Ticket
from plushka.domain.draws.operations import Entered
from plushka.domain.draws.picking import digest, written
from plushka.domain.draws.refusals import DrawNotOpen, DrawNotReady, DrawOutdated, DrawUnknown
from plushka.domain.members.erasing import erase_person
from plushka.domain.members.models import Member
from plushka.domain.tenants.models import Tenant
from plushka.lib.ids import new_id
from tests.conftest import NOON
from tests.domain.draws.cast import STAFF, TERMS, WEEK, chance, closed, opened, somebody
from tests.domain.members.cast import at_work

SECOND = dt.timedelta(seconds=1)


def close(draw: Draw, at: dt.datetime = NOON + WEEK) -> Draw:
    return draws.close(draw_id=draw.id, version=draw.version, actor=STAFF, at=at)


def owners(draw: Draw) -> dict:
    """Give how many tickets each member has."""
    rows = Ticket.objects.filter(draw_id=draw.id).order_by("first")
    return {row.member_id: row.last - row.first + 1 for row in rows}


def test_every_chance_becomes_a_ticket_numbered_from_one(lipa: Tenant):
    anna, bohdan = somebody(), somebody()

    draw = closed((anna, 2), (bohdan, 3), (anna, 4))

    assert owners(draw) == {anna: 6, bohdan: 3}
    told = list(lines(draw.id))
    assert (told[0].first, told[0].last + 1, told[1].last) == (1, told[1].first, 9)
    assert (draw.n_tickets, draw.n_members, draw.n_left_out) == (9, 2, 0)
    assert draw.list_digest == hashlib.sha256("".join(written(told)).encode()).hexdigest()


def test_the_order_of_the_list_is_that_of_what_stands_for_members(lipa: Tenant):
    draw = closed(*((somebody(), 1) for _ in range(20)))

    told = [line.participant for line in lines(draw.id)]

    assert told == sorted(told)
    assert all(len(one) == 32 and int(one, 16) >= 0 for one in told)


def test_what_stands_for_a_member_is_another_in_each_draw(lipa: Tenant):
    anna = somebody()

    first, second = closed((anna, 1)), closed((anna, 1))

    assert {line.participant for line in lines(first.id)}.isdisjoint(
        line.participant for line in lines(second.id)
    )


def test_who_is_blocked_or_erased_has_no_ticket_and_their_chances_are_counted(lipa: Tenant):
    anna, bohdan, vera = somebody(), somebody(), somebody()
    draw = opened()
    draws.enter([chance(draw, one, 2) for one in (anna, bohdan, vera)], NOON)
    Member.objects.filter(id=bohdan).update(blocked_at=NOON, block_reason="FRAUD")
    erase_person(member_id=vera, at=NOON)

    close(draw)

    assert owners(draw) == {anna: 2}
    assert Draw.objects.get(id=draw.id).n_left_out == 4


def test_who_was_merged_into_another_adds_to_their_tickets(lipa: Tenant):
    anna, twin = somebody(), somebody()
    draw = opened()
    draws.enter([chance(draw, anna, 2), chance(draw, twin, 3)], NOON)
    Member.objects.filter(id=twin).update(merged_into=anna)

    close(draw)

    assert owners(draw) == {anna: 5}


def test_a_draw_nobody_entered_closes_with_an_empty_list(lipa: Tenant):
    draw = closed()

    assert (draw.n_tickets, draw.list_digest) == (0, digest([]).hex())


def test_a_draw_is_not_closed_before_its_time(lipa: Tenant):
    draw = opened()

    with pytest.raises(DrawNotReady, match="too_early"):
        close(draw, NOON + WEEK - SECOND)

    assert Draw.objects.get(id=draw.id).state == "OPEN"


def test_a_draw_is_closed_once_and_only_as_it_was_seen(lipa: Tenant):
    draw = closed()

    with pytest.raises(DrawNotReady, match="not_open"):
        close(draw)
    with pytest.raises(DrawOutdated):
        close(Draw(id=draw.id, version=1))
    with pytest.raises(DrawUnknown):
        close(Draw(id=new_id(), version=1))

    assert Draw.objects.get(id=draw.id).list_digest == draw.list_digest


def test_the_round_that_counts_is_made_an_hour_after_the_list_is_fixed(lipa: Tenant):
    """B29: whenever the list is fixed, nobody knows that round yet."""
    draw = closed()

    assert draw.closed_at is not None
    assert draw.outside_round is not None
    assert dt.timedelta(0) <= draw.known_at - draw.closed_at - outside.WAIT < outside.PERIOD
    assert draw.known_at == outside.made_at(draw.outside_round)


def test_the_rounds_of_drand_are_numbered_from_one_at_its_beginning():
    assert outside.round_after(outside.GENESIS) == 1
    assert outside.round_after(outside.GENESIS + SECOND) == 2
    assert outside.round_after(outside.GENESIS + 3 * SECOND) == 2
    assert outside.GENESIS.timestamp() == 1692803367


def test_a_value_told_in_words_is_awaited_for_an_hour_too(lipa: Tenant):
    draw = closed(outside="WRITTEN", outside_promise="Первый блок Bitcoin после срока")

    assert (draw.outside_round, draw.known_at) == (None, NOON + WEEK + outside.WAIT)


def test_a_fixed_list_can_be_changed_by_nobody(lipa: Tenant):
    closed((somebody(), 1))

    with pytest.raises(DatabaseError), transaction.atomic(), ours.cursor() as cursor:
        cursor.execute("UPDATE draws_ticket SET last = last + 1")


def test_draws_whose_time_is_over_are_closed_by_themselves(lipa: Tenant):
    later = opened(closes_at=NOON + 2 * WEEK)
    over = opened()

    assert [draws.close_due(at=NOON + WEEK) for _ in range(2)] == [1, 0]

    states = dict(Draw.objects.values_list("id", "state"))
    assert states == {later.id: "OPEN", over.id: "CLOSED"}
    [record] = Record.objects.filter(subject_id=over.id, action="draw_closed")
    assert record.actor == "system:draws"


@pytest.mark.slow
def test_nobody_gets_in_after_the_list_is_fixed(open_shop: Tenant):
    """T39 of chances: each is on the list, or was refused; whoever is entering is waited for."""
    with at_work(open_shop):
        draw, member = opened(), somebody()
    last = NOON + WEEK - SECOND
    answers: list[object] = []
    entered, go_on = threading.Event(), threading.Event()

    def hold_on() -> None:
        with at_work(open_shop):
            answers.extend(draws.enter([chance(draw, member)], last))
            entered.set()
            go_on.wait(10)

    def enter_often() -> None:
        for _ in range(10):
            with at_work(open_shop):
                answers.extend(draws.enter([chance(draw, member)], last))

    def fix() -> None:
        with at_work(open_shop):
            close(draw)

    slow = threading.Thread(target=hold_on)
    slow.start()
    entered.wait(10)
    others = [threading.Thread(target=one) for one in (fix, enter_often, enter_often)]
    for thread in others:
        thread.start()
    assert others[0].is_alive()
    go_on.set()
    for thread in (slow, *others):
        thread.join(20)

    with at_work(open_shop):
        n_in = answers.count(Entered(is_new=True))
        assert owners(draw) == {member: n_in}
        assert all(
            isinstance(one, Entered) or (isinstance(one, DrawNotOpen) and one.state == "CLOSED")
            for one in answers
        )
    assert len(answers) == 21
    assert TERMS.closes_at == NOON + WEEK
