"""R14, R15: a profile filled in and a newsletter agreed to are paid for, once."""

import datetime as dt

import pytest

from plushka.domain.enrolment import operations as enrolment
from plushka.domain.enrolment.operations import NewConsent
from plushka.domain.members.models import Consent
from plushka.domain.members.operations import Changes
from plushka.lib.refusal import BadField
from tests.conftest import NOON
from tests.domain.effects.cast import ANNA, BOHDAN, Applied, join, points_of, promise_rules, rule

pytestmark = pytest.mark.django_db

BORN = dt.date(1990, 5, 17)
SMS = NewConsent("ADVERTISING", "1", "SMS")


def change(member, *, consents=(), **changes):
    enrolment.change(
        member_id=member,
        changes=Changes(**changes),
        consents=consents,
        actor="key:till",
        at=NOON,
    )


def fifty(trigger, **more):
    return rule(trigger, {"effect": "points", "points": "50"}, **more)


def test_profile_filled_in_is_paid_once(lipa):
    promise_rules(fifty("profile_filled"))
    anna = join(ANNA)

    for name in ("Анна", "Анна Ивановна"):
        change(anna, name=name)
    change(anna, birth_date=BORN)

    assert points_of(anna) == 5000


def test_profile_counts_when_everything_asked_for_is_told(lipa):
    asked = ("name", "birth_date", "attributes.car")
    told = {"all": [{"field": "profile.filled", "has": one} for one in asked]}
    promise_rules(fifty("profile_filled", condition=told))
    anna = join(ANNA, name="Анна")

    change(anna, attributes={"car": "Лада"})
    before = points_of(anna)
    change(anna, birth_date=BORN)

    assert (before, points_of(anna)) == (0, 5000)


def test_profile_that_is_filled_in_at_once_is_paid_once(lipa):
    """R14: and who tells no more than what finds them has filled in nothing yet."""
    promise_rules(fifty("profile_filled"))
    anna = join(ANNA, birth_date=BORN, attributes={"car": "Лада"})
    bohdan = join(BOHDAN, attributes={"car": None})
    before = points_of(anna), points_of(bohdan)

    change(anna, name="Анна")
    change(bohdan, name="Богдан")

    assert (before, points_of(anna), points_of(bohdan)) == ((5000, 0), 5000, 5000)


def test_newcomer_has_told_what_a_change_would_tell(lipa):
    asked = ("phone", "name", "birth_date", "attributes.car")
    told = {"all": [{"field": "profile.filled", "has": one} for one in asked]}
    promise_rules(fifty("profile_filled", condition=told))

    anna = join(ANNA, name="Анна", birth_date=BORN, attributes={"car": "Лада"})

    assert points_of(anna) == 5000


def test_what_is_changed_and_not_filled_in_is_no_moment(lipa):
    promise_rules()
    anna = join(ANNA, name="Анна")
    promise_rules(fifty("profile_filled"))

    change(anna, name="Аня")

    assert points_of(anna) == 0


def test_subscription_is_paid_once_a_channel(lipa):
    promise_rules(fifty("subscription"))
    anna = join(ANNA)

    change(anna, consents=[SMS])
    change(anna, consents=[SMS, NewConsent("ADVERTISING", "2", "SMS")])
    change(anna, consents=[NewConsent("ADVERTISING", "1", "Email"), NewConsent("DATA", "1")])

    assert points_of(anna) == 10_000
    assert Consent.objects.count() == 4


def test_subscription_at_enrolment_counts(lipa):
    promise_rules(fifty("subscription", condition={"field": "subscription.channel", "is": "sms"}))

    assert points_of(join(ANNA, consents=(SMS,))) == 5000


def test_consent_without_a_version_changes_nothing(lipa):
    promise_rules(fifty("subscription"))
    anna = join(ANNA)

    with pytest.raises(BadField) as refused:
        change(anna, consents=[NewConsent("ADVERTISING", "", "SMS")])

    assert refused.value.path == "consents[0].version"
    assert (Consent.objects.count(), Applied.objects.count()) == (0, 0)
