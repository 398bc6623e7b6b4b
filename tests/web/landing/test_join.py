"""Strangers join by a link or a poster."""

import re
from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client

from plushka.domain.enrolment.operations import Newcomer, enrol
from plushka.domain.limits import operations as limits
from plushka.domain.limits.kinds import Kind, Limit
from plushka.domain.members import locator as names
from plushka.domain.members.consent_models import ConsentAddress
from plushka.domain.members.models import Consent, Member
from plushka.domain.messaging.models import Message
from plushka.domain.tenants.context import tenant_context
from tests.web.conftest import Shop, open_shop
from tests.web.till.people import join, new_phone, now, text_of

KEY = re.compile(r'name="key"\s+value="([^"]+)"')


@pytest.fixture(autouse=True)
def _database(committed: None) -> Iterator[None]:
    cache.clear()
    return iter([None])


class Stranger:
    """Somebody with a phone in front of a poster."""

    def __init__(self, shop: Shop, path: str = "", query: str = "") -> None:
        self.client = Client(headers={"accept-language": "en"})
        self.shop = shop
        self.address = f"/join/{shop.tenant.slug}{path}{query}"
        self.form = {"phone": new_phone(), "name": "Вера", "agrees": "yes"}

    def open(self) -> HttpResponse:
        page = self.client.get(self.address)
        found = KEY.search(page.content.decode())
        self.form["key"] = found[1] if found else ""
        return page

    def send(self, **more: str) -> HttpResponse:
        return self.client.post(self.address, self.form | more)

    def code(self) -> str:
        """Read the newest message of the company."""
        with tenant_context(self.shop.tenant.id):
            text = Message.objects.order_by("-created_at", "-id")[0].text
        [found] = re.findall(r"\b\d{4,6}\b", text)
        return str(found)


def members_of(shop: Shop, phone: str) -> list[Member]:
    with tenant_context(shop.tenant.id):
        return list(Member.objects.filter(identifiers__value=phone).distinct())


def test_a_stranger_joins_in_two_fields_and_a_code_and_sees_a_card(shop: Shop):
    stranger = Stranger(shop, "/market")
    assert f"Points at {shop.tenant.name}" in text_of(stranger.open())

    asked = stranger.send()
    done = stranger.send(code=stranger.code())

    assert "A code was sent to" in text_of(asked)
    [member] = members_of(shop, stranger.form["phone"])
    with tenant_context(shop.tenant.id):
        kinds = sorted(Consent.objects.filter(member=member).values_list("kind", flat=True))
        came_from = ConsentAddress.objects.filter(member=member).values_list("address", flat=True)
        assert list(came_from) == ["127.0.0.0/24"] * 2
        assert member.outlet_id == shop.market.id
    assert kinds == ["ADVERTISING", "DATA"]
    card = stranger.client.get(done["Location"])
    assert "Вера, you are in" in text_of(card)
    assert stranger.form["phone"] not in card.content.decode()


def test_a_wrong_code_makes_nobody_a_member_and_keeps_what_was_typed(shop: Shop):
    stranger = Stranger(shop)
    stranger.open()
    stranger.send()

    answer = stranger.send(code="0000000")

    assert answer.status_code == 422
    assert f'value="{stranger.form["phone"]}"' in answer.content.decode()
    assert members_of(shop, stranger.form["phone"]) == []


def test_pressed_twice_somebody_joins_once(shop: Shop):
    stranger = Stranger(shop)
    stranger.open()
    stranger.send()
    code = stranger.code()

    answers = [stranger.send(code=code) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert len(members_of(shop, stranger.form["phone"])) == 1


def test_who_is_a_member_already_hears_it_only_with_the_code(shop: Shop):
    stranger = Stranger(shop)
    join(shop, phone=stranger.form["phone"], name="Анна")
    stranger.open()

    asked = stranger.send()
    done = stranger.send(code=stranger.code())

    assert "Анна" not in text_of(asked)
    assert "Анна, you are in" in text_of(stranger.client.get(done["Location"]))
    assert len(members_of(shop, stranger.form["phone"])) == 1


def test_who_brought_somebody_is_kept_through_the_form(shop: Shop):
    code = "vova" + "".join(letter for letter in uuid4().hex if letter.isalpha())[:8]
    with tenant_context(shop.tenant.id):
        alias = names.read("alias", code, region="RU", path="alias")
        friend = enrol(
            newcomer=Newcomer(identifiers=(alias,)),
            actor="system:tests",
            at=now(),
            is_trusted=True,
        )
    stranger = Stranger(shop, query=f"?ref={code}")

    page = stranger.open()
    stranger.send()
    stranger.send(code=stranger.code())

    assert "A friend invites you" in text_of(page)
    assert f"?ref={code}" in page.content.decode()
    [member] = members_of(shop, stranger.form["phone"])
    assert member.referrer_id == friend


def test_an_invitation_nobody_knows_hinders_nobody(shop: Shop):
    stranger = Stranger(shop, query="?ref=<b>")

    page = stranger.open()
    stranger.send()
    done = stranger.send(code=stranger.code())

    assert "We do not know this invitation." in text_of(page)
    assert done.status_code == 302


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"phone": "12"}, "There is no such phone number."),
        ({"name": "я" * 300}, "A name has at most 200"),
        ({"agrees": ""}, "Tick the box to join."),
        ({"key": "made up"}, "This form was open for too long."),
    ],
)
def test_what_cannot_be_is_refused_in_words(shop: Shop, more: dict[str, str], said: str):
    stranger = Stranger(shop)
    stranger.open()

    answer = stranger.send(**more, code="1234")

    assert answer.status_code == 422
    assert said in text_of(answer)


def test_codes_are_not_asked_for_without_end_from_one_place():
    shop = open_shop("Клён")
    stranger = Stranger(shop)
    stranger.open()
    with tenant_context(shop.tenant.id):
        limits.change(
            limits={Kind.ADDRESS_CODES: Limit(None, 0)},
            based_on=None,
            actor="system:tests",
            at=now(),
        )

    answer = stranger.send()

    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 3600
    assert "No more codes are sent for now. Try again in" in text_of(answer)


@pytest.mark.parametrize("path", ["/join/nobody", "/join/nobody/main"])
def test_nobody_joins_an_unknown_company(path: str):
    assert Client().get(path).status_code == 404


def test_nobody_joins_at_a_neighbours_or_closed_outlet(shop: Shop, oak: Shop):
    assert Client().get(f"/join/{shop.tenant.slug}/nowhere").status_code == 404


def test_the_card_is_shown_to_nobody_by_another_address(shop: Shop):
    assert Client().get(f"/joined/{shop.tenant.slug}/made-up").status_code == 302
