"""Codes with what stands beside them: rules, draws, merges, erasure, proofs, support."""

import datetime as dt

import pytest
from django.db import connection

from plushka.domain.codes import batches, forensics, forgetting
from plushka.domain.codes.giving import ByRule, Fixed, Gives, Nothing
from plushka.domain.codes.models import Activation, Alarm, Batch, Code, Guard, Tally
from plushka.domain.codes.refusals import (
    ActivationLimitReached,
    CodeFinished,
    CodeMistyped,
    CodeNotActive,
    CodeUnknown,
    CodeUsed,
)
from plushka.domain.codes.verify import verify
from plushka.domain.draws.models import Chance, Draw
from plushka.domain.enrolment.leaving import erase
from plushka.domain.ledger.models import Lot
from plushka.domain.merging import operations as merging
from plushka.domain.tenants.context import current_tenant
from plushka.lib.ids import new_id
from plushka.lib.refusal import BadField
from tests.conftest import NOON
from tests.domain.codes import cast
from tests.domain.codes.cast import accepted, refusal_of
from tests.domain.draws import cast as draws
from tests.domain.effects.cast import promise_rules, rule
from tests.domain.sales.cast import ANNA, BOHDAN, join

LATER = NOON + dt.timedelta(hours=1)
SEVEN = {"effect": "points", "points": "7"}


def faults():
    with connection.cursor() as cursor:
        return [row["check"] for row in verify(cursor, tenant_id=current_tenant())[1]]


@pytest.mark.usefixtures("lipa")
class TestWithRules:
    def test_rules_give_points_in_the_same_transaction(self):
        promise_rules(rule("activation", SEVEN))
        anna = join(ANNA)
        _, [code, *_] = cast.active(gives=Gives(ByRule()))
        told = accepted(code)

        assert (told.points, told.balance.spendable) == (700, 700)
        assert Activation.objects.get().points == 0
        assert Lot.objects.get(account__member_id=anna).granted == 700
        again = accepted(code)
        assert (again.points, again.is_repeat, again.balance) == (700, True, told.balance)
        assert faults() == []

    def test_rules_give_beside_the_points_of_the_batch(self):
        promise_rules(
            rule("activation", SEVEN, condition={"field": "activation.prefix", "is": "XY"}),
        )
        join(ANNA)
        _, [code, *_] = cast.active(prefix="XY")
        _, [other, *_] = cast.active()

        assert accepted(code).points == 5700
        assert accepted(other).points == 5000


@pytest.mark.usefixtures("anna")
class TestWithDraws:
    def test_a_code_is_a_chance(self, anna):
        draw = draws.opened()
        _, [code, *_] = cast.active(gives=Gives(Nothing(), draw_id=draw.id, chances=3))
        told = accepted(code)
        chance = Chance.objects.get()

        assert (told.points, told.chances) == (0, 3)
        assert (chance.draw_id, chance.member_id, chance.n) == (draw.id, anna, 3)
        assert (chance.source_kind, chance.source_id) == ("CODE", Code.objects.get(number=1).id)
        assert accepted(code).is_repeat is True
        assert Chance.objects.count() == 1

    def test_a_code_that_only_is_a_chance_waits_for_its_draw_and_ends_with_it(self):
        draw = draws.prepared()
        _, [code, *_] = cast.active(gives=Gives(Nothing(), draw_id=draw.id, chances=1))

        assert isinstance(refusal_of(code), CodeNotActive)
        Draw.objects.filter(id=draw.id).update(
            state="CANCELLED", cancelled_at=NOON, cancel_reason="x"
        )
        assert isinstance(refusal_of(code), CodeFinished)

    def test_a_batch_names_a_draw_that_takes_chances_or_is_going_to(self):
        over = draws.prepared()
        Draw.objects.filter(id=over.id).update(
            state="CANCELLED", cancelled_at=NOON, cancel_reason="x"
        )
        for draw_id in (over.id, new_id()):
            with pytest.raises(BadField) as refused:
                cast.ask(gives=Gives(Fixed(100), draw_id=draw_id, chances=1))
            assert refused.value.path == "draw"
        assert Batch.objects.count() == 0

    def test_a_batch_keeps_the_draw_it_has_when_that_is_over_and_gets_no_other(self):
        draw, other = draws.opened(), draws.opened()
        gives = Gives(Fixed(100), draw_id=draw.id, chances=1)
        batch = cast.made(gives=gives)
        later = draw.closes_at

        def change(wanted: Gives) -> Batch:
            return batches.change(
                batch_id=batch.id,
                terms=cast.terms(gives=wanted, name="Другое"),
                seen=None,
                actor=cast.ACTOR,
                at=later,
            )

        assert change(gives).name == "Другое"
        with pytest.raises(BadField):
            change(Gives(Fixed(100), draw_id=other.id, chances=1))

    def test_points_are_given_also_when_the_draw_is_over(self):
        draw = draws.opened()
        gives = Gives(Fixed(100), draw_id=draw.id, chances=1)
        _, [code, other, *_] = cast.active(gives=gives)
        in_time = accepted(code, at=draw.closes_at - dt.timedelta(milliseconds=1))
        late = accepted(other, at=draw.closes_at)

        assert [(one.points, one.chances) for one in (in_time, late)] == [(100, 1), (100, 0)]


def test_what_a_merged_member_activated_is_the_kept_ones(anna, bohdan):
    _, codes = cast.active(3, most_per_member=2)
    first = accepted(codes[0], member=BOHDAN)
    accepted(codes[1])
    merging.merge(kept=anna, merged=bohdan, actor="staff:1", at=LATER)

    assert accepted(codes[0]).activation == first.activation
    assert accepted(codes[0], member=BOHDAN).member == anna
    assert isinstance(refusal_of(codes[2]), ActivationLimitReached)
    assert faults() == []


def test_codes_of_an_erased_member_stay_used_and_name_nobody(anna, bohdan):
    _, [code, *_] = cast.active()
    accepted(code)
    erase(member_id=anna, actor="staff:1", at=LATER)

    assert isinstance(refusal_of(code, member=BOHDAN), CodeUsed)
    assert faults() == []


@pytest.mark.usefixtures("anna")
class TestProofs:
    @pytest.mark.parametrize(
        ("change", "check"),
        [
            ("UPDATE codes_code SET activated_at = NULL", "codes.activated"),
            ("UPDATE codes_activation SET points = points + 1", "codes.entries"),
            ("UPDATE codes_activation SET entry_id = NULL", "codes.entries"),
            ("DELETE FROM codes_activation", "codes.activated"),
            ("DELETE FROM codes_code WHERE activated_at IS NULL", "codes.made"),
        ],
        ids=["unmarked", "points", "no_entry", "no_activation", "fewer_codes"],
    )
    def test_what_is_broken_is_named(self, change, check):
        _, [code, *_] = cast.active()
        accepted(code)
        assert faults() == []
        with connection.cursor() as cursor:
            cursor.execute(change)

        assert check in faults()


@pytest.mark.usefixtures("anna")
class TestForensics:
    def test_a_code_found_in_the_wild_leads_to_its_batch_and_history(self, anna):
        batch, [code, other, *_] = cast.active()
        accepted(code, source="TILL", place="main")
        found = forensics.find(code=f"  {cast.shown(code).lower()} ")

        assert (found.batch.id, found.number, found.activated_at) == (batch.id, 1, NOON)
        assert (found.member, found.source, found.place) == (anna, "TILL", "main")
        unused = forensics.find(code=other)
        assert (unused.number, unused.activated_at, unused.member) == (2, None, None)
        assert Guard.objects.get().n_wrong == 0

    def test_what_is_no_code_of_ours_is_refused(self):
        with pytest.raises(CodeUnknown):
            forensics.find(code=cast.wrong_code())
        cast.active()
        with pytest.raises(CodeUnknown):
            forensics.find(code=cast.wrong_code())
        with pytest.raises(CodeMistyped):
            forensics.find(code="?")

    @pytest.mark.usefixtures("bohdan")
    def test_a_batch_is_told_by_place_channel_and_hour(self):
        batch, codes = cast.active(4)
        accepted(codes[0], source="SMS")
        accepted(codes[1], source="TILL", place="main")
        accepted(codes[2], source="TILL", place="main", member=BOHDAN, at=LATER)
        refusal_of(codes[2])
        told = forensics.counts(batch_id=batch.id)

        assert (told.n_activated, told.n_members, told.points) == (3, 2, 15000)
        assert told.sources == [("TILL", 2), ("SMS", 1)]
        assert told.places == [("main", 2)]
        assert told.hours == [(NOON, 2), (LATER, 1)]
        assert told.outcomes == [("accepted", 3), ("code_used", 1)]

    def test_wrong_codes_are_told_by_hour_and_prefix(self):
        cast.active(prefix="XY")
        refusal_of(cast.checked("XYBCDFGHJKMN"))
        refusal_of(cast.wrong_code(), at=LATER)

        assert forensics.wrong_by_hour(since=NOON) == [(NOON, 1), (LATER, 1)]
        assert forensics.wrong_by_hour(since=NOON, prefix="XY") == [(NOON, 1)]
        assert forensics.wrong_by_prefix(since=NOON) == [("", 1), ("XY", 1)]

    def test_scans_before_sale_are_told_by_batch(self):
        batch = cast.made(2)
        for _, code in cast.making.codes_of(batch):
            refusal_of(code)

        assert forensics.tried_early(since=NOON) == [(batch.id, 2)]


@pytest.mark.usefixtures("anna")
def test_who_tried_is_forgotten_and_hours_are_kept():
    cast.active()
    refusal_of(cast.wrong_code())
    days = dt.timedelta(days=1)

    assert forgetting.forget_guards(at=NOON + 2 * days) == 0
    assert forgetting.forget_guards(at=NOON + 3 * days) == 1
    assert forgetting.forget_tallies(at=NOON + 800 * days) == 0
    assert forgetting.forget_tallies(at=NOON + 801 * days) == 1
    assert (Guard.objects.count(), Tally.objects.count(), Alarm.objects.count()) == (0, 0, 0)
