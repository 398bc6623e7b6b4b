"""Every button of the three cabinets, pressed twice: what it does is done once.

The walk opens each page with things of its own, fills empty fields in, presses each button two
times and compares what the company has in the database. A form that does a thing twice has to
get a key, or to come to the same by itself; one that the walk does not get to do anything is
listed below, so that a new form cannot pass unseen.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import resolve

from tests.web.conftest import PASSWORD, Shop, open_shop
from tests.web.till.people import new_phone
from tests.web.twice.pages import Page, pages
from tests.web.twice.reading import Button, Form, forms_of
from tests.web.twice.state import changed, state_of

pytestmark = pytest.mark.slow

AGAIN = {
    "manager-certificate-file": "the same codes again; each time is on record",
    "manager-staff-password": "the same link is shown again; each time is on record",
    "manager-sign-in-link": "a newer link ends the one before it; each is on record",
    "manager-own-pin": "the same PIN again; each setting is on record",
    "manager-staff-pin": "the same PIN again; each setting is on record",
    "manager-device-enrol": "the same till gets another secret, and the one before is worthless",
}
"""What a second press changes, and why that does no harm."""

type Name = tuple[str, str]
"""The name of an address, and of a button."""

ASKED = {"set-language"}
"""Changes nothing of a company's."""


@dataclass(frozen=True, slots=True)
class Pressed:
    """What two presses of a button changed, table by table."""

    first: dict[str, int]
    second: dict[str, int]
    answers: tuple[int, int]


@pytest.fixture(autouse=True)
def _database(committed: None) -> Iterator[None]:
    cache.clear()
    return iter([None])


@pytest.fixture(scope="module")
def pressed(
    django_db_setup: None, django_db_blocker: pytest.FixtureRequest
) -> dict[Name, Pressed]:
    """Press every button twice; by the name of its address and its own."""
    with django_db_blocker.unblock():
        shop = open_shop("Клён")
        found: dict[Name, Pressed] = {}
        for page in pages():
            for name in _buttons(shop, page):
                if name not in found and name[0] not in ASKED:
                    found |= _press(shop, page, name)
        return found


def test_what_a_button_does_is_done_once_however_often_it_is_pressed(
    pressed: dict[Name, Pressed],
):
    twice = {name: one.second for name, one in pressed.items() if one.second}

    assert {name: tables for name, tables in twice.items() if name[0] not in AGAIN} == {}
    assert {name for name, _ in twice} == set(AGAIN), "an excuse that is not needed"


def test_no_button_fails_however_often_it_is_pressed(pressed: dict[Name, Pressed]):
    assert {name: one.answers for name, one in pressed.items() if max(one.answers) >= 500} == {}


def test_the_walk_gets_every_form_to_do_its_thing(pressed: dict[Name, Pressed]):
    done = {name for (name, _), one in pressed.items() if one.first}
    idle = {name for name, _ in pressed} - done

    assert idle == set(IDLE)


def _buttons(shop: Shop, page: Page) -> list[Name]:
    client, path = page.open_(shop)
    return [
        _name(button.action or form.action, button)
        for form in _forms(client, path)
        for button in form.buttons
    ]


def _forms(client: Client, path: str) -> list[Form]:
    answer = client.get(path)
    is_page = answer.status_code == 200 and "text/html" in answer["Content-Type"]
    return forms_of(answer.content.decode(), path) if is_page else []


def _name(action: str, button: Button) -> Name:
    """Name a button; what comes after a colon says only where in the form it stands."""
    kind = button.value.partition(":")[0] if button.name in {"do", "way", "form"} else ""
    return resolve(action.partition("?")[0]).url_name or action, f"{button.name} {kind}".strip()


def _press(shop: Shop, page: Page, name: Name) -> dict[Name, Pressed]:
    """Open the page anew, and press the button twice; nothing where it is there no more."""
    client, path = page.open_(shop)
    client.raise_request_exception = False
    there = [
        (form, button)
        for form in _forms(client, path)
        for button in form.buttons
        if _name(button.action or form.action, button) == name
    ]
    if not there:
        return {}
    form, pressing = there[0]
    sent = form.sent(pressing, _samples(), TYPED.get(name[0], {}))
    before = state_of(shop.tenant.id)
    once = client.post(pressing.action or form.action, sent)
    between = state_of(shop.tenant.id)
    twice = client.post(pressing.action or form.action, sent)
    after = state_of(shop.tenant.id)
    answers = (once.status_code, twice.status_code)
    return {name: Pressed(changed(before, between), changed(between, after), answers)}


def _samples() -> dict[str, str]:
    """What a person would type, by the names of fields."""
    return {
        "name": "Проба",
        "name.ru": "Проба",
        "name-ru": "Проба",
        "phone": new_phone(),
        "email": f"{new_phone()[1:]}@shop.example",
        "reason": "Проба",
        "points": "10",
        "tag": "проба",
        "total": "10.00",
        "receipt": f"T-{new_phone()[-7:]}",
        "whom": "",
        "nominal": "10",
        "code": f"t{new_phone()[-7:]}",
        "pin": "2580",
        "password": PASSWORD,
        "alone": "100",
        "example": "Проба",
        "price": "10",
    }


TYPED = {
    "manager-bulk-policy": {"alone": "77"},
    "manager-draw-new": {"prizes.0.name": "Чайник"},
    "manager-member-tags": {"tags": "проба"},
    "manager-codes-settings": {"alarm_at": "150"},
    "manager-codes-change": {"name": "Другая", "valid_from": "", "valid_until": ""},
    "manager-outlet": {"name": "Другая"},
    "manager-reward-stock": {"pieces": "5"},
    "manager-vouchers": {"title": "Проба", "value": "10", "segment": ""},
    "manager-staff-person": {"name": "Другое"},
    "manager-till-limits": {"CLAIMS.soft": "1", "soft.CLAIMS": "1", "soft-CLAIMS": "1"},
    "manager-member-tier": {"tier": "gold"},
    "manager-message-connection-new": {
        "url": "http://127.0.0.1:9/cgi-bin/sendsms",
        "username": "lipa",
        "password": "sesame",
        "sender": "LIPA",
    },
}
"""What is typed over what stood in a form, by the name of its address."""


_READS = "it only shows something"
_SIGNS = "it is about a session, and changes nothing of the company's"
_SAME = "the same document saved again changes nothing, also on record"
_OWN = "needs what the walk has not; pressed twice in its own test"

IDLE = {
    "account_change_password": "asks for the old password; the second time that is wrong",
    "account_logout": _SIGNS,
    "account_reauthenticate": _SIGNS,
    "member-out-everywhere": "a member's sessions end; the second press finds none",
    "member-outlets": _READS,
    "member-sign-out": _SIGNS,
    "till-gift-find": "finds an order by its code; a wrong one is counted in test_gifts",
    "manager-begin-aside": _SIGNS,
    "manager-bulk-new": _OWN,
    "manager-campaign-new": _SAME,
    "manager-campaign-rule": _SAME,
    "manager-campaign-rule-remove": "the rule is the only one, which stays",
    "manager-certificate-find": _READS,
    "manager-codes-found": _READS,
    "manager-draft-rates": _SAME,
    "manager-draft-tier": _SAME,
    "manager-draft-try": _READS,
    "manager-draft-yaml": _SAME,
    "manager-imports": "a file; the same file twice is one import, in its own test",
    "manager-member-merge": _OWN,
    "manager-member-tier": _OWN,
    "manager-members-search": _READS,
    "manager-message-funds": _OWN,
    "manager-message-journal-find": _READS,
    "manager-message-prices-change": _SAME,
    "manager-reward-draw": "needs a picture; the same one again is drawn the same",
    "manager-trial": _READS,
    "till-caps": _OWN,
    "till-certificate-check": _READS,
    "till-claim": _OWN,
    "till-draft": _READS,
    "till-enrol": _OWN,
    "till-find": _READS,
    "till-quote": _READS,
    "till-shift": _SIGNS,
    "till-sign-out": _SIGNS,
    "till-unreceipted": _OWN,
}
"""Addresses whose buttons change nothing in the walk, and why that is well."""
