"""A customer becomes a member in two fields and a code."""

import datetime as dt
from uuid import UUID

import pytest

from plushka.domain.confirmations import operations as confirmations
from plushka.domain.members.card import check_digit
from plushka.domain.members.queries import get_profile
from plushka.domain.tenants.context import tenant_context
from tests.web.conftest import Shop
from tests.web.till.people import Cashier, join, last_code, new_phone, text_of


def begun_for(answer) -> UUID:
    """Give the member whose receipt was begun."""
    [(address, _)] = answer.redirect_chain
    return UUID(address.partition("member=")[2])


def test_a_newcomer_joins_with_the_code_they_were_sent(petro: Cashier, shop: Shop):
    phone = new_phone()

    sent = petro.post("members/code", phone=phone, name="Вера")
    joined = petro.post("members", phone=phone, name="Вера", code=last_code(shop))

    assert f"The code went to {phone[:5]}•••{phone[-4:]}." in text_of(sent)
    assert "“We sent you a code." in text_of(sent)
    assert "Welcome! You are in the programme now." in text_of(joined)
    with tenant_context(shop.tenant.id):
        profile = get_profile(member_id=begun_for(joined))
    assert (profile.phone, profile.name, profile.outlet_id) == (phone, "Вера", shop.outlet.id)


def test_without_the_code_nobody_joins(petro: Cashier):
    phone = new_phone()

    answer = petro.post("members", phone=phone, name="Вера")

    assert answer.status_code == 422
    assert "The customer has to confirm." in text_of(answer)
    assert petro.post("find", find=phone).status_code == 422


def test_five_wrong_codes_spoil_the_right_one(petro: Cashier, shop: Shop):
    phone = new_phone()
    petro.post("members/code", phone=phone)
    code = last_code(shop)
    wrong = f"{(int(code) + 1) % 10_000:04}"
    for _ in range(5):
        petro.post("members", phone=phone, code=wrong)

    answer = petro.post("members", phone=phone, code=code)

    assert "The code is wrong or too old." in text_of(answer)


def test_what_was_typed_stands_there_still_after_a_refusal(petro: Cashier):
    answer = petro.post("members", phone="12", name="Вера")

    assert "There is no such phone number. Type all its digits." in text_of(answer)
    assert 'value="12"' in answer.content.decode()
    assert 'value="Вера"' in answer.content.decode()


def test_who_is_a_member_already_is_served_as_one_without_a_code(petro: Cashier, shop: Shop):
    phone = new_phone()
    anna = join(shop, phone=phone)

    asked, enrolled = petro.post("members/code", phone=phone), petro.post("members", phone=phone)

    assert (begun_for(asked), begun_for(enrolled)) == (anna, anna)


def test_pressing_twice_enrols_once(petro: Cashier, shop: Shop):
    phone = new_phone()
    petro.post("members/code", phone=phone)
    form = {"phone": phone, "name": "Вера", "code": last_code(shop)}

    first, second = petro.post("members", **form), petro.post("members", **form)

    assert begun_for(first) == begun_for(second)


def test_a_new_card_that_was_scanned_is_given_to_the_newcomer(petro: Cashier, shop: Shop):
    card = "460887700" + new_phone()[-3:]
    card += check_digit(card)

    scanned = petro.post("find", find=card)
    joined = petro.post("members", card=card, name="Григорий")

    assert f'value="{card}"' in scanned.content.decode()
    with tenant_context(shop.tenant.id):
        profile = get_profile(member_id=begun_for(joined))
    assert (profile.card, profile.phone) == (card, None)


def test_too_many_codes_say_how_long_to_wait(petro: Cashier, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(confirmations, "PRESSED_TWICE", dt.timedelta(0))
    phone = new_phone()
    for _ in range(10):
        petro.post("members/code", phone=phone)

    answer = petro.post("members/code", phone=phone)

    assert "Too many codes were sent to this customer." in text_of(answer)
    assert "60 minutes" in text_of(answer)


def test_the_form_is_there_to_be_opened(petro: Cashier):
    answer = petro.get("members")

    assert answer.status_code == 200
    assert "Code from the message" in text_of(answer)
