"""A phone is a locator, not an identity: after a long silence it spends nothing alone (T43)."""

import datetime as dt

import pytest

from plushka.domain.access import proofs
from plushka.domain.access.counting import TooManyTries
from plushka.domain.access.proofs import ProofWrong, Told
from plushka.domain.audit.queries import find_changes
from plushka.domain.ledger import queries as ledger
from plushka.domain.members.locator import Locator
from plushka.domain.members.models import Identifier, Member
from plushka.domain.members.operations import Changes, change
from plushka.domain.members.queries import get_profile
from plushka.domain.programmes import files
from plushka.domain.sales.asked import AskedClaim
from plushka.domain.sales.claiming import claim_in
from plushka.domain.sales.holding import AskedHold, hold
from plushka.domain.sales.refusals import SecondProofNeeded
from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.models import Tenant
from plushka.domain.tenants.queries import get_place
from tests.conftest import NOON
from tests.domain.sales.cast import (
    ANNA,
    STRANGER,
    TILL,
    asked,
    days,
    give,
    join,
    promise,
    quote,
    record,
    refusal_of,
    sell,
)

LATER = NOON + days(180)
BORN = dt.date(1990, 5, 17)
OLYA = "staff:0197a3c0-0000-7000-8000-00000000000a"


@pytest.fixture
def anna(lipa):
    """Анна has points, and redeems without a code."""
    codes = files.plain(files.preset("bonusplus"))["confirmations"] | {"redeem": False}
    promise(confirmations=codes)
    member = join(ANNA)
    give(10_000, member=member)
    change(member_id=member, changes=Changes(birth_date=BORN), actor=OLYA, at=NOON)
    return member


def card_of(member) -> Locator:
    return Locator("CARD", Identifier.objects.get(member_id=member, kind="CARD").value)


def redeeming(receipt="B-1", **more):
    return asked(receipt, 100_000, redeem=1_000, **more)


def test_phone_spends_until_it_was_silent_for_long(anna):
    sell(redeeming("B-1"), asker=STRANGER, at=LATER - dt.timedelta(seconds=1))

    # The purchase was heard of, so the silence begins anew.
    again = LATER + days(179)
    sell(redeeming("B-2"), asker=STRANGER, at=again)
    assert isinstance(
        refusal_of(redeeming("B-3"), asker=STRANGER, at=again + days(180)), SecondProofNeeded
    )


@pytest.mark.parametrize("found_by", ["phone", "id"])
def test_silent_phone_redeems_nothing_and_is_quoted_nothing(anna, found_by):
    member = ANNA if found_by == "phone" else Locator("ID", str(anna))

    assert isinstance(
        refusal_of(redeeming(member=member), asker=STRANGER, at=LATER), SecondProofNeeded
    )
    with pytest.raises(SecondProofNeeded):
        quote(redeeming(member=member), asker=STRANGER, at=LATER)
    assert sell(asked("C-1", 100_000, member=member), asker=STRANGER, at=LATER).accrued > 0


def test_purchase_by_the_phone_alone_does_not_end_the_doubt(anna):
    sell(asked("C-1", 100_000), asker=STRANGER, at=LATER)

    refused = refusal_of(redeeming(), asker=STRANGER, at=LATER + days(1))

    assert isinstance(refused, SecondProofNeeded)
    assert get_profile(member_id=anna).doubted_at == LATER


def test_list_of_sales_that_begins_with_a_purchase_is_no_way_around(anna):
    bought, spent = asked("C-1", 100_000), redeeming("C-2")

    answers = record(bought, spent, asker=STRANGER, at=LATER)

    assert isinstance(answers[1], SecondProofNeeded)


def test_card_is_a_proof_and_ends_the_doubt(anna):
    sell(asked("C-1", 100_000), asker=STRANGER, at=LATER)

    sell(redeeming("C-2", member=card_of(anna)), asker=STRANGER, at=LATER)
    sell(redeeming("C-3"), asker=STRANGER, at=LATER)

    found = get_profile(member_id=anna)
    assert (found.doubted_at, found.proved_at) == (None, LATER)


def test_trusted_key_redeems_and_proves_nothing(anna):
    sell(redeeming("C-1"), asker=TILL, at=LATER)

    assert isinstance(refusal_of(redeeming("C-2"), asker=STRANGER, at=LATER), SecondProofNeeded)


def test_birth_date_is_a_proof_that_is_recorded(anna):
    told = Told(birth_date=BORN)

    proofs.prove_at_till(member_id=anna, told=told, actor=OLYA, at=LATER)

    sell(redeeming(), asker=STRANGER, at=LATER)
    newest = find_changes(subject_kind="member", subject_id=anna)[0]
    assert (newest.action, newest.actor, newest.after) == ("phone_proved", OLYA, {})


def test_wrong_proofs_are_counted_and_prove_nothing(anna):
    wrong = Told(birth_date=BORN + days(1))
    for _ in range(5):
        with pytest.raises(ProofWrong):
            proofs.prove_at_till(member_id=anna, told=wrong, actor=OLYA, at=LATER)

    with pytest.raises(TooManyTries):
        proofs.prove_at_till(member_id=anna, told=Told(birth_date=BORN), actor=OLYA, at=LATER)
    assert isinstance(refusal_of(redeeming(), asker=STRANGER, at=LATER), SecondProofNeeded)


def test_order_sets_nothing_aside_for_a_silent_phone(anna):
    place = get_place(current_tenant())
    wanted = AskedHold(member=ANNA, points=500, outlet="main")

    with pytest.raises(SecondProofNeeded):
        hold(place=place, asked=wanted, asker=STRANGER, at=LATER)

    account = ledger.accounts_of(members=[anna])[anna]
    assert ledger.balance(account=account, at=LATER).held == 0
    by_card = AskedHold(member=card_of(anna), points=500, outlet="main")
    assert hold(place=place, asked=by_card, asker=STRANGER, at=LATER).hold.points == 500


def test_claim_by_the_phone_alone_leaves_the_doubt(anna):
    sell(asked("C-1", 100_000, member=None), asker=STRANGER, at=LATER)
    wanted = AskedClaim(member=ANNA, outlet="main", receipt="C-1", total=100_000)

    claim_in(get_place(current_tenant()), wanted, STRANGER, key=None, at=LATER)

    assert isinstance(refusal_of(redeeming(), asker=STRANGER, at=LATER), SecondProofNeeded)


def test_how_long_a_silence_is_the_company_says(anna):
    Tenant.objects.filter(id=current_tenant()).update(silence_days=30)

    assert isinstance(
        refusal_of(redeeming("B-1"), asker=STRANGER, at=NOON + days(30)), SecondProofNeeded
    )
    Tenant.objects.filter(id=current_tenant()).update(silence_days=3650)
    sell(redeeming("B-2"), asker=STRANGER, at=LATER)


def test_new_phone_is_not_doubted(anna):
    sell(asked("C-1", 100_000), asker=STRANGER, at=LATER)

    change(member_id=anna, changes=Changes(phone="+79161234599"), actor=OLYA, at=LATER)

    assert Member.objects.get(id=anna).doubted_at is None
    sell(redeeming(member=Locator("PHONE", "+79161234599")), asker=STRANGER, at=LATER)
