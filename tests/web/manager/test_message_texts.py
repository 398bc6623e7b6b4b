"""The company's words for messages, in the cabinet."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plushka.domain.messaging.models import Manner, Message, Template
from plushka.domain.tenants.context import tenant_context
from tests.web.conftest import Shop
from tests.web.manager.conftest import Person
from tests.web.till.people import text_of

CHANGE = "messages/texts/accrued/change"
OWN = {"language": "ru", "tier": "", "way": "", "edition": "0", "subject": "", "do": "save"}


def words_of(shop: Shop) -> list[tuple[Any, ...]]:
    with tenant_context(shop.tenant.id):
        return list(Template.objects.values_list("kind", "language", "tier", "way", "text"))


def test_all_that_is_said_is_listed_with_its_price(newcomer: tuple[Person, Shop]):
    person, _ = newcomer

    said = text_of(person.get("messages/texts"))

    assert "Вам начислено: 50 бонусов. Текущий баланс: 5000 бонусов. 1 SMS · 2.75 ₽" in said
    assert "You have earned 50 points." in text_of(person.get("messages/texts", language="en"))
    assert "Вам нараховано: 50 бонусів." in text_of(person.get("messages/texts", language="uk"))


def test_own_words_are_kept_and_shown(newcomer: tuple[Person, Shop]):
    person, shop = newcomer
    text = "Ура! <b>{points|points}</b> 🎁"

    answer = person.post(CHANGE, **OWN | {"text": text})

    assert answer["Location"] == (
        "/manage/messages/texts/accrued?language=ru&tier=&way=&just=saved"
    )
    assert words_of(shop) == [("accrued", "ru", "", "", text)]
    page = person.get("messages/texts/accrued", language="ru")
    assert "Ура! &lt;b&gt;50 бонусов&lt;/b&gt; 🎁" in page.content.decode()
    assert "Take our words again" in text_of(page)
    listed = person.get("messages/texts").content.decode()
    assert "Ура! &lt;b&gt;50 бонусов&lt;/b&gt; 🎁" in listed
    assert "Your words" in listed


def test_words_of_a_tier_and_a_way_stand_apart(newcomer: tuple[Person, Shop]):
    person, shop = newcomer
    address = "messages/texts/birthday/change"
    golden = OWN | {"tier": "gold", "way": "EMAIL", "text": "Золотым {points}", "subject": "Ура"}

    person.post(address, **golden)
    person.post(address, **OWN | {"text": "Всем {points}", "tier": "platinum", "way": "PIGEON"})

    assert sorted(words_of(shop)) == [
        ("birthday", "ru", "", "", "Всем {points}"),
        ("birthday", "ru", "gold", "EMAIL", "Золотым {points}"),
    ]
    page = text_of(person.get("messages/texts/birthday", language="ru"))
    assert "Русский · Gold · E-mail" in page
    assert "1 more text" in text_of(person.get("messages/texts"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Вам {points", "A brace is opened at letter 5 and not closed: {points"),
        (
            "Вам {pointz}",
            "There is no value “pointz” (letter 5). This message has: {points}, {balance}",
        ),
        ("Привет, {name}!", "Not everybody has “name” (letter 9)."),
        ("", "Type what is said."),
    ],
)
def test_broken_words_are_refused_with_the_place_and_what_was_typed_stays(
    newcomer: tuple[Person, Shop], text, said
):
    person, shop = newcomer

    answer = person.post(CHANGE, **OWN | {"text": text})

    assert answer.status_code == 422
    assert said in text_of(answer)
    assert text in answer.content.decode()
    assert words_of(shop) == []


def test_words_without_a_price_are_refused(newcomer: tuple[Person, Shop]):
    person, shop = newcomer

    answer = person.post(CHANGE, **OWN | {"text": "Ж" * 300})

    assert answer.status_code == 422
    assert "So many SMS have no price." in text_of(answer)
    assert words_of(shop) == []


def test_preview_shows_the_text_its_length_and_its_price(newcomer: tuple[Person, Shop]):
    person, shop = newcomer
    text = "Вам {points|points}. " + "ж" * 60

    answer = person.post(f"{CHANGE[:-6]}preview", **OWN | {"text": text})

    said = text_of(answer)
    assert "Вам 50 бонусов. жж" in said
    assert "Length 76 letters" in said
    assert "SMS 2 (58 letters more fit)" in said
    assert "5.50 ₽" in said
    assert words_of(shop) == []
    wrong = text_of(person.post(f"{CHANGE[:-6]}preview", **OWN | {"text": "}"}))
    assert "A brace is closed at letter 1" in wrong


def test_without_scripts_a_button_shows_the_preview(newcomer: tuple[Person, Shop]):
    person, shop = newcomer

    answer = person.post(CHANGE, **OWN | {"text": "Вам {points}", "do": "look"})

    assert answer.status_code == 200
    assert "Вам 50" in text_of(answer)
    assert words_of(shop) == []


def test_second_of_two_authors_is_told_and_loses_nothing(newcomer: tuple[Person, Shop]):
    person, shop = newcomer
    person.post(CHANGE, **OWN | {"text": "Первый"})

    answer = person.post(CHANGE, **OWN | {"text": "Второй"})

    assert answer.status_code == 422
    assert "Somebody changed this while you were editing." in text_of(answer)
    assert "Второй" in answer.content.decode()
    assert words_of(shop) == [("accrued", "ru", "", "", "Первый")]
    person.post(CHANGE, **OWN | {"do": "drop", "edition": "1"})
    assert words_of(shop) == []


def test_message_is_switched_off_and_becomes_advertising(newcomer: tuple[Person, Shop]):
    person, shop = newcomer

    person.post("messages/texts/accrued/manner", manner="0", is_advertising="yes")

    with tenant_context(shop.tenant.id):
        manner = Manner.objects.get()
        assert (manner.kind, manner.is_on, manner.is_advertising) == ("accrued", False, True)
    assert "Not sent" in text_of(person.get("messages/texts"))
    second = person.post("messages/texts/accrued/manner", manner="0", is_on="yes")
    assert second.status_code == 422


def test_code_cannot_be_switched_off(newcomer: tuple[Person, Shop]):
    person, shop = newcomer

    assert "Send this message" not in text_of(person.get("messages/texts/code_redeem"))
    answer = person.post("messages/texts/code_redeem/manner", manner="0")

    assert answer.status_code == 422
    with tenant_context(shop.tenant.id):
        assert not Manner.objects.exists()


def test_test_message_goes_to_the_phone_once(newcomer: tuple[Person, Shop]):
    person, shop = newcomer
    sent = OWN | {"text": "Вам {points|points}", "do": "test", "phone": "8 916 123-45-67"}

    for _click in range(2):
        assert "The test message is on its way." in text_of(person.post(CHANGE, **sent))

    with tenant_context(shop.tenant.id):
        found = Message.objects.values_list("kind", "text", "contact__phone")
        assert list(found) == [("test", "Вам 50 бонусов", "+79161234567")]
    wrong = person.post(CHANGE, **sent | {"phone": "123"})
    assert wrong.status_code == 422
    assert "There is no such phone number." in text_of(wrong)


def test_twenty_test_messages_an_hour_are_enough(newcomer: tuple[Person, Shop]):
    person, _ = newcomer
    sent = OWN | {"do": "test", "phone": "8 916 123-45-67"}
    for number in range(20):
        person.post(CHANGE, **sent | {"text": f"Проба {number}"})

    answer = person.post(CHANGE, **sent | {"text": "Проба"})

    assert answer.status_code == 422
    assert "So many test messages were sent already." in text_of(answer)


@pytest.mark.parametrize("kind", ["pigeon", "rule", "mailing", "test"])
def test_what_has_no_words_of_its_own_has_no_page(newcomer: tuple[Person, Shop], kind):
    person, _ = newcomer

    assert person.get(f"messages/texts/{kind}").status_code == 404


@pytest.mark.parametrize("n", [1, 3])
def test_pages_ask_as_much_however_many_words_there_are(newcomer: tuple[Person, Shop], n):
    person, _ = newcomer
    for way in ("SMS", "EMAIL", "PUSH")[:n]:
        person.post(CHANGE, **OWN | {"way": way, "text": "Вам {points}"})

    asked = {}
    for page in ("messages/texts", "messages/texts/accrued"):
        with CaptureQueriesContext(connection) as sent:
            person.get(page)
        asked[page] = len(sent)
    assert asked == {"messages/texts": 11, "messages/texts/accrued": 12}
