"""One field finds members by whatever they have."""

import pytest

from plushka.domain.access import freezing
from plushka.domain.members import token
from plushka.domain.members.queries import get_profile
from plushka.domain.tenants.context import tenant_context
from plushka.lib.refusal import BadField
from plushka.web.till import finding
from tests.web.conftest import Shop
from tests.web.till.people import Cashier, join, new_phone, now, text_of

TYPED_IN_RUSSIAN = str.maketrans(
    "qwertyuiopasdfghjklzxcvbnmQWERTYUIOPASDFGHJKLZXCVBNM",
    "йцукенгшщзфывапролдячсмитьЙЦУКЕНГШЩЗФЫВАПРОЛДЯЧСМИТЬ",
)
NOBODY = "Nobody is found by that. Check it, or enrol the customer as a new member."


@pytest.mark.parametrize(
    ("typed", "kind", "value"),
    [
        ("8 (916) 123-45-67", "PHONE", "+79161234567"),
        ("+380 67 123 45 67", "PHONE", "+380671234567"),
        ("4608877000015", "CARD", "4608877000015"),
        ("460 887 7000-015", "CARD", "4608877000015"),
        (" Ромашка ", "ALIAS", "ромашка"),
        ("A" * 44, "TOKEN", "A" * 44),
    ],
)
def test_what_was_typed_tells_what_it_is(typed: str, kind: str, value: str):
    read = finding.read(typed, region="RU")

    assert (read.kind, read.value) == (kind, value)


@pytest.mark.parametrize(
    ("typed", "path"),
    [("12", "phone"), ("4608877000016", "card"), ("ab", "alias"), ("ю" * 44, "token")],
)
def test_nonsense_is_refused_by_the_kind_it_looks_like(typed: str, path: str):
    with pytest.raises(BadField) as refused:
        finding.read(typed, region="RU")

    assert refused.value.path == path


def test_a_member_is_found_by_everything_they_have(petro: Cashier, shop: Shop):
    phone = new_phone()
    anna = join(shop, phone=phone)
    with tenant_context(shop.tenant.id):
        card = get_profile(member_id=anna).card
        shown = token.issue(shop.tenant.id, anna, now())

    found = {
        name: petro.client.post("/till/find", {"find": name})["Location"]
        for name in (phone, phone.replace("+7", "8"), card, shown)
    }
    in_russian = petro.client.post("/till/find", {"find": shown.translate(TYPED_IN_RUSSIAN)})

    assert set(found.values()) == {f"/till/?member={anna}"}
    assert in_russian["Location"] == f"/till/?member={anna}"


def test_the_members_page_tells_the_cashier_what_they_may_know(petro: Cashier, shop: Shop):
    phone = new_phone()
    anna = join(shop, name="Анна", phone=phone, points=35_000)

    said = text_of(petro.get("", member=anna))

    assert "Анна Standard" in said
    assert f"{phone[:5]}•••{phone[-4:]}" in said
    assert "350 points" in said.replace("\N{NO-BREAK SPACE}", " ")
    assert phone not in said


def test_an_unknown_phone_begins_an_enrolment_with_it(petro: Cashier):
    phone = new_phone()

    answer = petro.post("find", find=phone)

    assert answer.status_code == 422
    assert NOBODY in text_of(answer)
    assert f'name="phone" type="tel" inputmode="tel" value="{phone}"' in " ".join(
        answer.content.decode().split()
    )


def test_an_unknown_alias_begins_nothing(petro: Cashier):
    answer = petro.post("find", find="незабудка")

    assert NOBODY in text_of(answer)
    assert 'name="phone"' not in answer.content.decode()


def test_a_card_with_a_slip_says_so(petro: Cashier):
    answer = petro.post("find", find="4608877000016")

    assert "its number has a slip" in text_of(answer)


def test_the_neighbours_members_are_nobody(foreigner: Cashier, shop: Shop):
    phone = new_phone()
    anna = join(shop, name="Анна", phone=phone)

    found = foreigner.post("find", find=phone)
    opened = foreigner.get("", member=anna)

    assert NOBODY in text_of(found)
    assert NOBODY in text_of(opened)
    assert "Анна" not in text_of(opened)


@pytest.mark.parametrize("member", ["x", "", "\x00", "0" * 5000])
def test_an_address_with_nonsense_for_a_member_shows_nobody(petro: Cashier, member: str):
    assert petro.get("", member=member).status_code == 422


def test_a_part_is_sent_to_who_has_the_page_already(petro: Cashier, shop: Shop):
    anna = join(shop, name="Анна")
    part = petro.client.get(f"/till/?member={anna}", headers={"hx-request": "true"})

    assert "<html" not in part.content.decode()
    assert "Анна" in text_of(part)
    assert {"HX-Request", "Cookie"} <= {one.strip() for one in part["Vary"].split(",")}


def test_an_address_for_forms_leads_back_to_the_till(petro: Cashier):
    for path in ("find", "quote", "sales", "draft", "code", "bill", "members/code"):
        assert petro.get(path)["Location"] == "/till/"


def test_whoever_froze_spending_is_sold_to_and_redeems_nothing(petro: Cashier, shop: Shop):
    anna = join(shop, points=10_000)
    with tenant_context(shop.tenant.id):
        freezing.freeze(member_id=anna, actor="system:test", at=now())

    page = text_of(petro.get("", member=anna))
    refused = text_of(petro.sell(member=anna, total="100", redeem="5"))

    assert "The member has frozen spending." in page
    assert "You have 100 points now." in page.replace("\N{NO-BREAK SPACE}", " ")
    assert "The customer has frozen spending. Redeem nothing;" in refused


def test_the_page_says_what_to_tell_a_member_who_could_redeem(petro: Cashier, shop: Shop):
    page = text_of(petro.get("", member=join(shop, points=10_000)))

    assert "You have 100 points. Shall we redeem some?" in page.replace("\N{NO-BREAK SPACE}", " ")
