"""R11: who joins is given what the rules promise for it, once."""

import pytest

from plushka.domain.effects.models import Applied
from plushka.domain.enrolment import operations as enrolment
from plushka.domain.enrolment.newcomers import Newcomer
from plushka.domain.ledger.models import Lot
from plushka.domain.members.models import MemberTag
from plushka.domain.members.queries import get_profile
from plushka.domain.messaging.models import Nature
from plushka.domain.programmes.earning import recompute
from plushka.domain.programmes.explain import explain
from tests.conftest import NOON
from tests.domain.effects.cast import (
    ANNA,
    BOHDAN,
    Message,
    applied_to,
    badges_of,
    entries_of,
    join,
    points_of,
    promise,
    promise_rules,
    rule,
)

pytestmark = pytest.mark.django_db


def test_newcomer_gets_points_of_a_rule(lipa):
    promise_rules(rule("registration", {"effect": "points", "points": "50", "valid_days": 30}))

    anna = join(ANNA)

    [entry] = entries_of(anna)
    assert (entry.kind, entry.points, entry.source_kind) == ("ACCRUAL", 5000, "EFFECT")
    [row] = Applied.objects.all()
    assert (row.member_id, row.entry_id, row.points) == (anna, entry.id, 5000)
    assert entry.source_id == row.id
    lot = Lot.objects.get(id=entry.id)
    assert (lot.kind, lot.expires_at.isoformat()) == ("GIFT", "2026-12-21T21:00:00+00:00")


def test_the_gift_is_told_and_computed_again(lipa):
    promise_rules(rule("registration", {"effect": "points", "points": "50"}))

    [entry] = entries_of(join(ANNA))

    [facts] = entry.explanation
    assert recompute(facts) == entry.points
    assert [explain(facts, language) for language in ("ru", "uk", "en")] == [
        "По правилу «Подарок»",
        "За правилом «Подарок»",
        "By the rule “Подарок”",
    ]


def test_every_kind_is_carried_out(lipa):
    promise_rules(
        rule(
            "registration",
            {"effect": "tag", "tag": " Новый "},
            {"effect": "badge", "badge": "newcomer"},
            {"effect": "gift", "reward": "cup"},
            {"effect": "message", "text": "hello"},
            {"effect": "tier", "tier": "gold", "days": 7},
        )
    )

    anna = join(ANNA)

    assert applied_to(anna) == [
        ("registration", "tag", "новый"),
        ("registration", "badge", "newcomer"),
        ("registration", "gift", "cup"),
        ("registration", "message", "hello"),
        ("registration", "tier", "gold"),
    ]
    assert badges_of(anna) == ["newcomer"]
    assert list(MemberTag.objects.values_list("tag", flat=True)) == ["новый"]
    said = Message.objects.values_list("text", "member_id", "nature")
    assert list(said) == [("Здравствуйте!", anna, Nature.ADVERTISING)]
    assert get_profile(member_id=anna).tier == "gold"


def test_a_condition_is_asked_of_the_newcomer(lipa):
    promise_rules(
        rule(
            "registration",
            {"effect": "points", "points": "50"},
            condition={"field": "registration.channel", "is": "till"},
        )
    )

    assert points_of(join(ANNA)) == 0


def test_nothing_is_promised_to_who_moves_in(lipa):
    promise_rules(rule("registration", {"effect": "points", "points": "50"}))

    [anna] = enrolment.enrol_many(
        newcomers=[Newcomer(identifiers=(ANNA,))],
        actor="system:import",
        at=NOON,
        is_moving_in=True,
    )

    assert points_of(anna) == 0


def test_the_upline_gets_its_levels(lipa):
    promise_rules(rule("registration", {"effect": "upline", "points": ["30", "0", "10"]}))
    anna = join(ANNA)

    join(BOHDAN, referrer=ANNA)

    assert points_of(anna) == 3000


def test_words_that_a_rule_cannot_fill_in_are_not_sent(lipa):
    """A programme from before such words were refused."""
    texts = {"hello": {"ru": "Вам [POINTS]", "uk": "Вам [POINTS]", "en": "You have [POINTS]"}}
    promise(messages=texts, rules=[rule("registration", {"effect": "message", "text": "hello"})])

    anna = join(ANNA)

    assert list(Applied.objects.values_list("what", "facts__is_sent")) == [("hello", False)]
    assert not Message.objects.filter(member_id=anna).exists()
