"""Keys pressed in calls: written on the attempt, shown, and 9 ends calls with offers (U27)."""

import datetime as dt
from uuid import UUID

import pytest

from plushka.domain.members.consenting import consent, find_consents
from plushka.domain.members.operations import NewConsent
from plushka.domain.messaging import connecting, delivering, keys, opting, reporting
from plushka.domain.messaging import operations as messaging
from plushka.domain.messaging.handing import Due, Outcome
from plushka.domain.messaging.models import Attempt, Block, Nature
from plushka.domain.messaging.policy import Rules, change_rules
from plushka.domain.messaging.reporting import Told
from plushka.domain.tenants.models import Tenant
from tests.domain.members.cast import ANNAS_PHONE, NOON, join

OFFER = {"kind": "rule", "text": "Скидка", "nature": Nature.ADVERTISING}
DAY = dt.timedelta(days=1)


@pytest.fixture
def voice(lipa: Tenant) -> UUID:
    change_rules(
        rules=Rules(ways=("VOICE", "SMS"), advertising_a_day=9, advertising_a_week=9),
        version=0,
        actor="staff:1",
        at=NOON,
    )
    return connect("VOICE")


@pytest.fixture
def anna(lipa: Tenant) -> UUID:
    member = join(ANNAS_PHONE)
    agreed = [NewConsent("ADVERTISING", "v1", "VOICE"), NewConsent("ADVERTISING", "v1", "SMS")]
    consent(member_id=member, consents=agreed, actor="staff:1", at=NOON)
    return member


def connect(way: str) -> UUID:
    return connecting.add(
        way=way, provider="console", settings={}, secrets={}, actor="staff:1", at=NOON
    )


def claim(at: dt.datetime = NOON) -> list[Due]:
    return delivering.claim(at=at, most=10, rechecks={}).going


def called(member: UUID, name: str = "call", at: dt.datetime = NOON) -> Due:
    """Call a member with an offer; the provider takes it under a name."""
    messaging.enqueue(member_id=member, at=at, **OFFER)
    [due] = claim(at)
    delivering.settle(outcomes=[Outcome(due, "ACCEPTED", provider_id=name)], at=at)
    return due


def report(voice: UUID, *told: Told) -> None:
    reporting.report(connection_id=voice, told=told, at=NOON)


def test_nine_ends_calls_with_offers_and_nothing_else(voice: UUID, anna: UUID):
    connect("SMS")
    called(anna)

    report(voice, Told("call", "DELIVERED", NOON, pressed="9"))

    assert Attempt.objects.get().pressed == "9"
    told = {one.consent.channel: one.is_withdrawn for one in find_consents(member_id=anna)}
    assert told == {"VOICE": True, "SMS": False}
    messaging.enqueue(member_id=anna, at=NOON, **OFFER)
    messaging.enqueue(member_id=anna, at=NOON, kind="accrued", text="+50")
    ways = {one.kind: one.way for one in claim()}
    assert ways == {"accrued": "VOICE", "rule": "SMS"}


def test_no_call_goes_to_the_phone_though_a_consent_is_for_every_way(voice: UUID, anna: UUID):
    everywhere = [NewConsent("ADVERTISING", "v1", "CABINET")]
    consent(member_id=anna, consents=everywhere, actor="staff:1", at=NOON)
    called(anna)
    report(voice, Told("call", "DELIVERED", NOON, pressed="9"))

    messaging.enqueue(member_id=anna, at=NOON, **OFFER)

    assert claim() == []
    [block] = Block.objects.all()
    assert (block.way, block.reason, block.is_advertising_only) == ("VOICE", "STOP", True)


def test_who_agrees_again_is_called_again(voice: UUID, anna: UUID):
    called(anna)
    report(voice, Told("call", "DELIVERED", NOON, pressed="9"))
    again = [NewConsent("ADVERTISING", "v1", "VOICE")]
    consent(member_id=anna, consents=again, actor="staff:1", at=NOON + DAY)

    opting.allow_own_again(member_id=anna)

    assert called(anna, "again", NOON + DAY).way == "VOICE"


def test_one_is_written_and_changes_nothing(voice: UUID, anna: UUID):
    called(anna)

    report(voice, Told("call", "DELIVERED", NOON, pressed="1"))

    assert Attempt.objects.get().pressed == "1"
    assert not Block.objects.exists()


def test_the_first_key_of_a_call_counts_whenever_it_is_told(voice: UUID, anna: UUID):
    called(anna)

    report(voice, Told("call", "DELIVERED", NOON))
    report(voice, Told("call", "DELIVERED", NOON, pressed="1"))
    report(voice, Told("call", "DELIVERED", NOON, pressed="9"))

    assert Attempt.objects.get().pressed == "1"
    assert not Block.objects.exists()


def test_a_key_told_before_the_answer_waits_for_it_with_its_report(voice: UUID, anna: UUID):
    messaging.enqueue(member_id=anna, at=NOON, **OFFER)
    [due] = claim()
    report(voice, Told("call", "DELIVERED", NOON, pressed="9"))
    report(voice, Told("call", "DELIVERED", NOON))

    delivering.settle(outcomes=[Outcome(due, "ACCEPTED", provider_id="call")], at=NOON)
    reporting.take_up(at=NOON)

    assert Attempt.objects.get().pressed == "9"
    assert Block.objects.count() == 1


def test_a_neighbours_call_of_the_same_name_is_not_meant(voice: UUID, anna: UUID):
    called(anna)
    other = connect("VOICE")

    report(other, Told("call", "DELIVERED", NOON, pressed="9"))

    assert Attempt.objects.get().pressed == ""


@pytest.mark.parametrize(
    ("nature", "text"),
    [
        (Nature.SERVICE, "+50"),
        (Nature.ADVERTISING, "+50 To get no more calls with offers, press 9."),
    ],
    ids=["notice", "offer"],
)
def test_an_offer_says_how_to_end_it(nature: Nature, text: str):
    assert keys.said("+50", nature=nature, language="en", longest=600) == text


def test_the_way_out_is_said_however_long_the_offer_is():
    said = keys.said("я" * 700, nature=Nature.ADVERTISING, language="ru", longest=600)

    assert len(said) == 600
    assert said.endswith("нажмите 9.")
