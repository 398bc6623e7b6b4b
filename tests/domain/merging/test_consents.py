"""What two who were merged agreed to: the newer word of each kind and channel stands."""

from plushka.domain.members.consenting import consent, find_consents, withdraw
from plushka.domain.members.operations import NewConsent
from plushka.domain.merging.operations import merge, part
from plushka.domain.messaging import reaching
from plushka.domain.messaging.allowing import Wanted
from plushka.domain.messaging.models import Nature
from plushka.domain.messaging.reaching import Addressed
from plushka.lib.ids import new_id
from tests.conftest import NOON
from tests.domain.sales.cast import days

DESK = "staff:00000000-0000-7000-8000-000000000001"
OFFERS = NewConsent("ADVERTISING", "v1", "SMS")


def agree(member, *, at):
    consent(member_id=member, consents=[OFFERS], actor=DESK, at=at)


def refuse(member, *, at):
    withdraw(member_id=member, kind="ADVERTISING", actor=DESK, at=at)


def stands(member):
    """Whether advertising by SMS may go, as the page says it and as the sender has it."""
    told = [one for one in find_consents(member_id=member) if one.consent.kind == "ADVERTISING"]
    wanted = Wanted(new_id(), "message", Nature.ADVERTISING)
    [reached] = reaching.read([Addressed(wanted, member, None)], at=NOON + days(9)).values()
    return ([not one.is_withdrawn for one in told], "SMS" in reached.agreed_ways)


def test_the_merged_ones_later_refusal_ends_advertising(anna, twin):
    agree(anna, at=NOON)
    agree(twin, at=NOON)
    refuse(twin, at=NOON + days(1))

    merge(kept=anna, merged=twin, actor=DESK, at=NOON + days(2))

    assert stands(anna) == ([False], False)


def test_the_merged_ones_later_yes_stands(anna, twin):
    agree(anna, at=NOON)
    refuse(anna, at=NOON + days(1))
    agree(twin, at=NOON + days(2))

    merge(kept=anna, merged=twin, actor=DESK, at=NOON + days(3))

    assert stands(anna) == ([True], True)


def test_parted_each_has_their_own_word_again(anna, twin):
    agree(anna, at=NOON)
    agree(twin, at=NOON)
    refuse(twin, at=NOON + days(1))
    row = merge(kept=anna, merged=twin, actor=DESK, at=NOON + days(2))

    part(merge=row.id, actor=DESK, at=NOON + days(3))

    assert stands(anna) == ([True], True)
    assert stands(twin) == ([False], False)
