"""Every setting of a programme has words of its own where a change is told."""

import pytest

from tests.domain.programmes.making import document
from tests.domain.programmes.test_diff import told, with_tiers

CONFIRMATIONS = document()["confirmations"]


@pytest.mark.parametrize(
    ("sections", "ru", "en"),
    [
        (
            {"confirmations": CONFIRMATIONS | {"ttl_minutes": 10}},
            "Программа: код действует, минут 5 → 10",
            "Programme: minutes a code is good for 5 → 10",
        ),
        (
            {"claims": {"days": 5}},
            "Программа: срок предъявления чека без карты 3 дня → 5 дней",
            "Programme: term to claim a receipt 3 days → 5 days",
        ),
        (
            {"activation": {"mode": "event", "type": "delivered"}},
            "Программа: бонусы открываются сразу → по событию",
            "Programme: points open at once → when an event comes",
        ),
    ],
)
def test_every_setting_has_words_of_its_own(sections, ru, en):
    new = with_tiers(**sections)

    assert (told(new)[0], told(new, "en")[0]) == (ru, en)


def test_words_of_messages_to_members_are_told_with_what_they_were():
    sms = {
        "sender": "Lipa",
        "sender_rule": "латиница",
        "needs": "договор",
        "price": [[70, "2.75"]],
    }
    old, new = with_tiers(sms=sms), with_tiers(sms=sms | {"sender": "Dub"})

    assert told(new, "ru", old) == ["Программа: подпись SMS Lipa → Dub"]
    assert told(new, "uk", old) == ["Програма: підпис SMS Lipa → Dub"]
    assert told(new, "en", old) == ["Programme: sender of SMS Lipa → Dub"]
