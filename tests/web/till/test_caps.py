"""Codes under the cap at the till: for the member at hand, for whoever is named, by a scanner."""

from uuid import UUID

import pytest

from plushka.domain.codes.models import Activation, Tally
from plushka.domain.tenants.context import tenant_context
from tests.domain.codes import cast
from tests.web.conftest import Shop, hire, open_shop
from tests.web.till.people import Cashier, join, new_phone, text_of

#: How a keyboard with a Russian layout writes what a scanner sends as Latin.
RUSSIAN = str.maketrans(
    "QWERTYUIOPASDFGHJKLZXCVBNM/.",
    "ЙЦУКЕНГШЩЗФЫВАПРОЛДЯЧСМИТЬ.ю",
)


@pytest.fixture
def codes(shop: Shop) -> list[str]:
    """Codes that can be activated, of 50 points each."""
    with tenant_context(shop.tenant.id):
        return cast.active(4)[1]


def activations(shop: Shop, member: UUID) -> list[tuple[str, str, str, int]]:
    with tenant_context(shop.tenant.id):
        found = Activation.objects.filter(member_id=member).order_by("id")
        return list(found.values_list("source", "place", "actor", "points"))


def test_code_is_typed_for_the_member_at_hand_and_counts_once(
    shop: Shop, petro: Cashier, codes: list[str]
):
    anna = join(shop, points=10_000)
    begun = text_of(petro.get("", member=anna))

    first, again = (petro.post("caps", member=anna, code=codes[0].lower()) for _ in range(2))

    assert "A code under the cap" in begun
    assert "The code is accepted." in text_of(first)
    assert "For this code: 50 points." in text_of(first).replace("\N{NO-BREAK SPACE}", " ")
    assert "You have 150 points now." in text_of(first).replace("\N{NO-BREAK SPACE}", " ")
    assert "This code is yours already, and counts once." in text_of(again)
    actor = f"staff:{shop.cashier.id}"
    assert activations(shop, anna) == [("TILL", shop.outlet.code, actor, 5000)]


def test_member_is_named_beside_the_code(shop: Shop, petro: Cashier, codes: list[str]):
    phone = new_phone()
    anna = join(shop, phone=phone)

    page = petro.post("caps", whom=phone, code=cast.shown(codes[1]))

    assert "The code is accepted." in text_of(page)
    assert f'name="member" value="{anna}"' in page.content.decode()
    assert len(activations(shop, anna)) == 1


@pytest.mark.parametrize("scanned", ["plain", "address", "russian layout"])
def test_scanned_cap_waits_for_whose_it_is(
    shop: Shop, petro: Cashier, codes: list[str], scanned: str
):
    address = f"HTTPS://LIPA.EXAMPLE/{shop.tenant.slug.upper()}/C/{codes[2]}"
    text = {
        "plain": codes[2],
        "address": address,
        "russian layout": address.translate(RUSSIAN),
    }[scanned]

    page = petro.post("find", find=text).content.decode()

    assert f'value="{codes[2].lower()}"' in page.lower()
    assert 'name="whom"' in page


@pytest.mark.parametrize(
    "typed", ["79160000001", "+7 916 111-22-33", "2000000000008", "Сидоров"], ids=str
)
def test_what_names_a_member_is_no_code(petro: Cashier, typed: str):
    assert 'id="cap-code"' not in petro.post("find", find=typed).content.decode()


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("BCDF-GHJK-MNPQ-B", "A character of the code is wrong."),
        ("", "A character of the code is wrong."),
        (cast.wrong_code(3), "There is no such code."),
        ("я" * 300, "A character of the code is wrong."),
        ("<b>1</b>", "A character of the code is wrong."),
    ],
    ids=["typo", "empty", "unknown", "long", "markup"],
)
def test_what_is_no_code_is_told_and_stays_typed(shop: Shop, petro: Cashier, code: str, said: str):
    anna = join(shop)

    page = petro.post("caps", member=anna, code=code)

    assert page.status_code == 422
    assert said in text_of(page)
    assert code[:200].replace("<", "&lt;").replace(">", "&gt;") in page.content.decode()
    assert activations(shop, anna) == []


def test_used_code_and_a_stranger_are_told(shop: Shop, petro: Cashier, codes: list[str]):
    anna, boris = join(shop), join(shop)
    petro.post("caps", member=anna, code=codes[3])

    used = petro.post("caps", member=boris, code=codes[3])
    nobody = petro.post("caps", whom=new_phone(), code=codes[0])
    no_name = petro.post("caps", whom="12", code=codes[0])

    assert "Somebody else has activated this code already." in text_of(used)
    assert "Nobody is found by that." in text_of(nobody)
    assert [one.status_code for one in (used, nobody, no_name)] == [422, 422, 422]
    assert activations(shop, boris) == []


def test_cashier_who_tries_codes_for_many_members_has_to_wait(shop: Shop, seat):
    oleg = seat(hire(shop.tenant, "Олег", "CASHIER", shop.outlet))

    answers = [oleg.post("caps", member=join(shop), code=cast.wrong_code(n)) for n in range(11)]

    assert [one.status_code for one in answers] == [*[422] * 10, 429]
    assert "Too many tries. Try again in 1 minute." in text_of(answers[10])
    with tenant_context(shop.tenant.id):
        places = set(Tally.objects.filter(source="TILL").values_list("place", flat=True))
    assert shop.outlet.code in places


def test_another_company_s_members_and_codes_are_not_there(
    shop: Shop, foreigner: Cashier, codes: list[str]
):
    anna = join(shop)

    page = foreigner.post("caps", member=anna, code=codes[1])

    assert page.status_code == 422
    assert activations(shop, anna) == []
    assert "Анна" not in page.content.decode()


def test_without_codes_the_till_does_not_speak_of_them(seat):
    assert "under the cap" not in text_of(seat(open_shop("Ясень").cashier).get(""))
