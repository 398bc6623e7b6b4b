"""E14: a newcomer names who brought them by what the programme says, and by nothing else."""

import pytest

from plushka.domain.enrolment.alone import join_vouched
from plushka.domain.enrolment.newcomers import Newcomer
from plushka.domain.enrolment.operations import enrol, enrol_many
from plushka.domain.members.locator import Locator
from plushka.domain.members.models import Member
from plushka.lib.ids import new_id
from plushka.lib.refusal import BadField
from tests.domain.members.cast import ANNAS_CARD, ANNAS_PHONE, BOHDANS_PHONE, NOON
from tests.domain.sales.cast import promise

pytestmark = pytest.mark.django_db

ALIAS = Locator("ALIAS", "мама")


def names_by(*keys):
    """Publish by what friends are named; Anna is a member from before."""
    promise(
        confirmations={},
        referral={
            "keys": list(keys),
            "referrer": {"base": "purchase_paid", "percent": "3"},
            "newcomer": {"gift": "100", "usable_at_first_purchase": True},
        },
    )
    anna = Newcomer(identifiers=(ANNAS_PHONE, ANNAS_CARD, ALIAS))
    return enrol(newcomer=anna, actor="system:test", at=NOON)


def come(referrer):
    newcomer = Newcomer(identifiers=(BOHDANS_PHONE,), referrer=referrer)
    return enrol(newcomer=newcomer, actor="key:1", at=NOON)


def brought_by(member):
    return Member.objects.get(id=member).referrer_id


@pytest.mark.parametrize(
    ("keys", "referrer"),
    [
        (["phone"], ANNAS_PHONE),
        (["card"], ANNAS_CARD),
        (["phone", "card"], ANNAS_CARD),
        (["phone"], ALIAS),
        (["card"], ALIAS),
    ],
    ids=["phone", "card", "either", "alias for phone", "alias for card"],
)
def test_referrer_is_named_as_the_programme_says(lipa, keys, referrer):
    anna = names_by(*keys)

    assert brought_by(come(referrer)) == anna


@pytest.mark.parametrize(
    ("keys", "referrer"),
    [(["phone"], ANNAS_CARD), (["card"], ANNAS_PHONE), ([], ANNAS_PHONE), ([], ALIAS)],
    ids=["card", "phone", "nothing", "no alias either"],
)
def test_referrer_who_is_named_otherwise_is_refused(lipa, keys, referrer):
    names_by(*keys)

    with pytest.raises(BadField) as refused:
        come(referrer)

    assert refused.value.path == "referrer"
    assert Member.objects.count() == 1


def test_without_such_a_section_anything_that_finds_a_member_will_do(open_programme):
    anna = enrol(
        newcomer=Newcomer(identifiers=(ANNAS_PHONE, ANNAS_CARD)), actor="system:test", at=NOON
    )

    assert brought_by(come(ANNAS_CARD)) == anna


def test_who_comes_alone_by_an_old_link_joins_without_it(lipa):
    names_by("phone")
    newcomer = Newcomer(identifiers=(BOHDANS_PHONE,), referrer=ANNAS_CARD)

    joined = join_vouched(newcomer=newcomer, member_id=new_id(), at=NOON)

    assert brought_by(joined.member_id) is None


def test_who_moves_in_was_brought_as_another_system_says(lipa):
    anna = names_by("phone")
    newcomer = Newcomer(identifiers=(BOHDANS_PHONE,), referrer=ANNAS_CARD)

    [bohdan] = enrol_many(newcomers=[newcomer], actor="system:test", at=NOON, is_moving_in=True)

    assert brought_by(bohdan) == anna
