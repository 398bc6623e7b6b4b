"""Nothing is sent past the one gate: consents, blocks, choices, quiet hours, caps and money."""

import datetime as dt
from dataclasses import replace
from uuid import UUID

import pytest

from plushka.domain.messaging.allowing import Go, Later, Means, Reached, Stop, Wanted, decide
from plushka.domain.messaging.models import Nature, Way
from plushka.domain.messaging.policy import Rules

NOON = dt.datetime(2026, 3, 2, 12, 0, tzinfo=dt.UTC)
SMS, MAIL = UUID(int=1), UUID(int=2)
PHONE, LETTERS = "+79161234567", "anna@example.com"
ANNA = Reached(
    addresses={"SMS": [PHONE], "VOICE": [PHONE], "EMAIL": [LETTERS]},
    agreed_ways=frozenset(Way.values),
    zone="Europe/Moscow",
)
MEANS = Means(rules=Rules(), connections={"SMS": [SMS], "EMAIL": [MAIL]})


def wanted(
    nature: Nature = Nature.SERVICE, kind: str = "points_accrued", **more: object
) -> Wanted:
    return Wanted(id=UUID(int=9), kind=kind, nature=nature, **more)


def test_the_cheapest_way_that_reaches_a_member_is_tried_first() -> None:
    assert decide(wanted(), ANNA, MEANS, at=NOON) == Go("EMAIL", MAIL, LETTERS)


def test_a_code_goes_to_the_phone_it_proves_and_never_by_mail() -> None:
    assert decide(wanted(Nature.CODE), ANNA, MEANS, at=NOON) == Go("SMS", SMS, PHONE)
    only_mail = replace(MEANS, connections={"EMAIL": [MAIL]})
    assert decide(wanted(Nature.CODE), ANNA, only_mail, at=NOON) == Stop(
        "no_channel", is_dead=True
    )


@pytest.mark.parametrize("purpose", ["enrol", "sign_in", "unfreeze", "new_phone"])
def test_a_code_that_proves_a_phone_goes_to_no_chat(purpose: str) -> None:
    """Whoever took the chat over and asks there must not be answered there."""
    code = wanted(Nature.CODE, f"code_{purpose}")
    in_a_chat = replace(ANNA, addresses={**ANNA.addresses, "TELEGRAM": ["7"]})
    chats_first = Rules(
        code_ways=("TELEGRAM", "SMS"), ways_of_kind={"code_unfreeze": ("TELEGRAM", "EMAIL")}
    )
    both = replace(MEANS, rules=chats_first, connections={"TELEGRAM": [MAIL], "SMS": [SMS]})
    assert decide(code, in_a_chat, both, at=NOON) == Go("SMS", SMS, PHONE)
    after_sms = replace(code, ways_tried=("SMS",), code="unreachable")
    assert decide(after_sms, in_a_chat, both, at=NOON) == Stop("unreachable", is_dead=True)
    only_chats = replace(both, connections={"TELEGRAM": [MAIL]})
    assert decide(code, in_a_chat, only_chats, at=NOON) == Stop("no_channel", is_dead=True)


def test_a_test_message_goes_to_no_phone_that_said_stop() -> None:
    said_stop = replace(
        ANNA, blocked_for_advertising=frozenset({("SMS", PHONE), ("VOICE", PHONE)})
    )
    by_sms = replace(MEANS, connections={"SMS": [SMS]})
    assert decide(wanted(kind="test"), ANNA, by_sms, at=NOON) == Go("SMS", SMS, PHONE)
    assert decide(wanted(kind="test"), said_stop, by_sms, at=NOON) == Stop("blocked")
    assert decide(wanted(), said_stop, by_sms, at=NOON) == Go("SMS", SMS, PHONE)


def test_what_the_member_chose_goes_first_and_nothing_where_they_want_none() -> None:
    by_sms = replace(ANNA, chosen="SMS")
    assert decide(wanted(), by_sms, MEANS, at=NOON) == Go("SMS", SMS, PHONE)
    nothing = replace(ANNA, chosen="NONE")
    assert decide(wanted(), nothing, MEANS, at=NOON) == Stop("member_wants_none")
    assert decide(wanted(Nature.CODE), nothing, MEANS, at=NOON) == Go("SMS", SMS, PHONE)


def test_the_next_way_is_tried_after_one_that_failed_and_then_none() -> None:
    after_mail = wanted(ways_tried=("EMAIL",), code="mailbox_full")
    assert decide(after_mail, ANNA, MEANS, at=NOON) == Go("SMS", SMS, PHONE)
    after_both = wanted(ways_tried=("EMAIL", "SMS"), code="unreachable")
    assert decide(after_both, ANNA, MEANS, at=NOON) == Stop("unreachable", is_dead=True)


@pytest.mark.parametrize(
    ("person", "why"),
    [
        (replace(ANNA, agreed_ways=frozenset()), "no_consent"),
        (replace(ANNA, agreed_ways=frozenset({"PUSH"})), "no_address"),
        (replace(ANNA, chosen="NONE"), "member_wants_none"),
        (replace(ANNA, is_gone=True), "member_gone"),
        (
            replace(ANNA, blocked_for_advertising=frozenset({("SMS", PHONE), ("EMAIL", LETTERS)})),
            "blocked",
        ),
    ],
    ids=["no consent", "for another way", "chose none", "left", "said stop"],
)
def test_advertising_goes_to_nobody_who_does_not_want_it(person: Reached, why: str) -> None:
    assert decide(wanted(Nature.ADVERTISING), person, MEANS, at=NOON) == Stop(why)


def test_who_said_stop_still_gets_what_concerns_their_points() -> None:
    stopped = replace(
        ANNA,
        agreed_ways=frozenset(),
        blocked_for_advertising=frozenset({("SMS", PHONE), ("EMAIL", LETTERS)}),
    )
    assert decide(wanted(), stopped, MEANS, at=NOON) == Go("EMAIL", MAIL, LETTERS)
    assert decide(wanted(Nature.CODE), stopped, MEANS, at=NOON) == Go("SMS", SMS, PHONE)


def test_nothing_at_all_goes_to_an_address_that_is_blocked() -> None:
    gone = replace(ANNA, blocked=frozenset({("EMAIL", LETTERS)}))
    assert decide(wanted(), gone, MEANS, at=NOON) == Go("SMS", SMS, PHONE)


@pytest.mark.parametrize(
    ("hour", "minute", "later"),
    [
        (20, 59, None),
        (21, 0, dt.datetime(2026, 3, 3, 6, 0, tzinfo=dt.UTC)),
        (2, 30, dt.datetime(2026, 3, 2, 6, 0, tzinfo=dt.UTC)),
        (9, 0, None),
    ],
)
def test_advertising_waits_for_the_morning_where_the_member_is(hour, minute, later) -> None:
    # Moscow is three hours ahead.
    at = dt.datetime(2026, 3, 2, hour, minute, tzinfo=dt.timezone(dt.timedelta(hours=3)))
    decision = decide(wanted(Nature.ADVERTISING), ANNA, MEANS, at=at)
    assert decision == (Later(later) if later else Go("EMAIL", MAIL, LETTERS))
    assert decide(wanted(Nature.CODE), ANNA, MEANS, at=at) == Go("SMS", SMS, PHONE)
    assert decide(wanted(), ANNA, MEANS, at=at) == Go("EMAIL", MAIL, LETTERS)


def test_advertising_over_the_cap_waits_a_day_or_is_left_out() -> None:
    often = replace(ANNA, n_advertised_day=1)
    tomorrow = NOON + dt.timedelta(days=1)
    assert decide(wanted(Nature.ADVERTISING), often, MEANS, at=NOON) == Later(tomorrow)
    short = wanted(Nature.ADVERTISING, valid_until=NOON + dt.timedelta(hours=5))
    assert decide(short, often, MEANS, at=NOON) == Stop("capped")


def test_advertising_stops_without_money_and_codes_go_on() -> None:
    broke = replace(MEANS, is_money_left=False)
    assert decide(wanted(Nature.ADVERTISING), ANNA, broke, at=NOON) == Stop("no_money")
    assert decide(wanted(Nature.CODE), ANNA, broke, at=NOON) == Go("SMS", SMS, PHONE)
    assert decide(wanted(), ANNA, broke, at=NOON) == Go("EMAIL", MAIL, LETTERS)


def test_a_message_that_is_of_no_use_any_more_is_not_sent() -> None:
    late = wanted(Nature.CODE, valid_until=NOON)
    assert decide(late, ANNA, MEANS, at=NOON) == Stop("too_late")
    in_vain = wanted(Nature.CODE, valid_until=NOON, ways_tried=("SMS",), code="unreachable")
    assert decide(in_vain, ANNA, MEANS, at=NOON) == Stop("unreachable", is_dead=True)


def test_a_busy_connection_is_waited_for_and_not_gone_round() -> None:
    busy = replace(MEANS, busy=frozenset({MAIL}))
    assert decide(wanted(), ANNA, busy, at=NOON) == Later(NOON + dt.timedelta(seconds=2))


def test_companies_of_a_restricted_sector_use_no_foreign_messenger() -> None:
    chats = replace(ANNA, addresses={**ANNA.addresses, "TELEGRAM": ["100"]}, chosen="MESSENGER")
    means = Means(rules=Rules(), connections={"SMS": [SMS], "TELEGRAM": [MAIL]})
    assert decide(wanted(), chats, means, at=NOON) == Go("TELEGRAM", MAIL, "100")
    restricted = replace(means, rules=Rules(is_restricted_sector=True))
    assert decide(wanted(), chats, restricted, at=NOON) == Go("SMS", SMS, PHONE)


def test_nobody_can_be_reached_without_an_address_or_a_channel() -> None:
    nowhere = replace(ANNA, addresses={})
    assert decide(wanted(), nowhere, MEANS, at=NOON) == Stop("no_address")
    nothing = replace(MEANS, connections={})
    assert decide(wanted(), ANNA, nothing, at=NOON) == Stop("no_channel", is_dead=True)
