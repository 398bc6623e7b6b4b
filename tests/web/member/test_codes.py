"""Codes under the cap on the member's page, and by the QR code under it (U8, U22)."""

import json
import re
from urllib.parse import quote
from uuid import UUID

import pytest
from django.test import Client

from plushka.domain.codes.models import Activation
from plushka.domain.codes.policies import Wishes, stamp, wish, wishes
from plushka.domain.members.locator import Locator
from plushka.domain.members.queries import locate
from plushka.domain.messaging.models import Message
from plushka.domain.tenants.context import tenant_context
from tests.domain.codes import cast
from tests.web.conftest import Shop, open_shop
from tests.web.member.people import Phone, join, signed_in
from tests.web.till.people import new_phone, now

KEY = re.compile(r'name="key"\s+value="([^"]+)"')


@pytest.fixture
def codes(shop: Shop) -> list[str]:
    """Codes that can be activated, of 50 points each."""
    with tenant_context(shop.tenant.id):
        return cast.active(4)[1]


class Stranger:
    """Somebody who is signed in nowhere, with a bottle."""

    def __init__(self, shop: Shop) -> None:
        self.client = Client(headers={"accept-language": "en"})
        self.shop = shop
        self.page = f"/m/{shop.tenant.slug}/codes"
        self.form = {"phone": new_phone(), "agrees": "yes"}

    def open(self) -> str:
        text = self.client.get(self.page).content.decode()
        found = KEY.search(text)
        self.form["key"] = found[1] if found else ""
        return text

    def send(self, code: str, **more: str):
        return self.client.post(self.page, self.form | {"code": code} | more)

    def told(self) -> str:
        """Read the newest message of the company."""
        with tenant_context(self.shop.tenant.id):
            text = Message.objects.order_by("-created_at", "-id")[0].text
        [found] = re.findall(r"\b\d{4,6}\b", text)
        return str(found)


def n_activations(shop: Shop) -> int:
    with tenant_context(shop.tenant.id):
        return int(Activation.objects.count())


def n_messages(shop: Shop) -> int:
    with tenant_context(shop.tenant.id):
        return int(Message.objects.count())


class TestAMember:
    def test_activates_a_code_and_sees_the_points(self, phone: Phone, anna: UUID, codes, shop):
        page = phone.post("codes", code=codes[0].lower())
        again = phone.post("codes", code=codes[0])

        told = ["The code is accepted.", "This code is yours already, and counts once."]
        for answer, said in zip((page, again), told, strict=True):
            text = answer.content.decode()
            assert answer.status_code == 200
            assert said in text
            assert "50" in text
            assert "You can spend 550" in text
        with tenant_context(shop.tenant.id):
            row = Activation.objects.get(member_id=anna)
        assert (row.source, row.points) == ("PAGE", 5000)

    def test_finds_it_again_in_the_list_the_history_and_the_export(self, phone: Phone, codes):
        phone.post("codes", code=codes[0])
        own = phone.get("codes").content.decode()
        history = phone.get("history").content.decode()
        [told] = json.loads(phone.get("data/json").content)["activations"]

        assert "Your codes" in own
        assert "Крышки" in own[own.index("Your codes") :]
        assert "By a code under the cap: Крышки" in history
        assert (told["batch"], told["source"], told["points"], told["chances"]) == (
            "Крышки",
            "PAGE",
            "50.00",
            0,
        )

    def test_is_told_what_is_wrong_and_keeps_what_was_typed(self, phone: Phone):
        page = phone.post("codes", code="BCDF-GHJK-MNPQ-B")
        text = page.content.decode()

        assert page.status_code == 422
        assert "A character of the code is wrong." in text
        assert "BCDF-GHJK-MNPQ-B" in text

    def test_has_to_wait_after_wrong_ones(self, phone: Phone):
        answers = [phone.post("codes", code=cast.wrong_code(n)) for n in range(6)]

        assert [one.status_code for one in answers] == [*[422] * 5, 429]
        assert "Try again in 1 minute." in answers[5].content.decode()

    def test_hears_that_another_one_has_used_it(self, phone: Phone, codes, shop):
        other = signed_in(shop, join(shop))
        other.post("codes", code=codes[1])
        page = phone.post("codes", code=codes[1])

        assert page.status_code == 422
        assert "Somebody else has activated this code already." in page.content.decode()

    @pytest.mark.usefixtures("codes")
    def test_finds_the_way_on_the_card(self, phone: Phone):
        assert "I have a code under the cap" in phone.get("").content.decode()


class TestAStranger:
    def test_proves_the_phone_joins_and_gets_the_points(self, shop: Shop, codes):
        stranger = Stranger(shop)
        stranger.open()
        asked = stranger.send(codes[2])
        assert "Code from the message" in asked.content.decode()
        done = stranger.send(codes[2], told=stranger.told())
        again = stranger.send(codes[2], told="0000")

        assert "The code is accepted." in done.content.decode()
        assert again.status_code == 200
        with tenant_context(shop.tenant.id):
            phone = Locator("PHONE", stranger.form["phone"])
            [member] = locate(locators=[phone], at=now()).values()
            [row] = Activation.objects.filter(member_id=member)
        assert row.source == "WEB"

    def test_who_presses_twice_gets_one_message(self, shop: Shop, codes):
        stranger = Stranger(shop)
        stranger.open()
        before = n_messages(shop)
        pages = [stranger.send(codes[3]) for _ in range(2)]

        assert ["Code from the message" in page.content.decode() for page in pages] == [True] * 2
        assert n_messages(shop) == before + 1

    def test_is_asked_for_nothing_by_a_typo(self, shop: Shop, codes):
        stranger = Stranger(shop)
        stranger.open()
        page = stranger.send(codes[3][:-1])

        assert page.status_code == 422
        assert "A character of the code is wrong." in page.content.decode()

    @pytest.mark.parametrize(
        ("more", "said"),
        [
            ({"phone": "12"}, "There is no such phone number."),
            ({"agrees": ""}, "Tick the box to join."),
        ],
        ids=["phone", "agrees"],
    )
    def test_is_told_which_field_is_wrong(self, shop: Shop, codes, more, said):
        stranger = Stranger(shop)
        stranger.open()
        page = stranger.send(codes[3], **more)

        assert page.status_code == 422
        assert said in page.content.decode()

    def test_with_a_wrong_proof_gets_nothing(self, shop: Shop, codes):
        stranger = Stranger(shop)
        stranger.open()
        stranger.send(codes[3])
        wrong = str((int(stranger.told()) + 1) % 10_000).zfill(4)
        before = n_activations(shop)
        page = stranger.send(codes[3], told=wrong)

        assert page.status_code == 422
        assert "The code is wrong or too old." in page.content.decode()
        assert n_activations(shop) == before

    def test_is_led_to_the_sign_in_where_only_members_activate(self, codes):
        shop = open_shop("Ясень")
        stranger = Stranger(shop)
        with tenant_context(shop.tenant.id):
            wanted = Wishes(enrols=False)
            wish(wanted=wanted, seen=stamp(wishes()), actor="system:test", at=now())
        page = stranger.open()
        sent = stranger.send(codes[3])

        assert "Codes are for members here." in page
        assert 'name="phone"' not in page
        assert "/sign-in" in page
        assert sent.status_code == 422
        assert n_activations(shop) == 0


class TestTheQrCodeUnderTheCap:
    @pytest.mark.parametrize("cap", ["c", "C"])
    def test_leads_to_the_page_with_the_code_in_it(self, shop: Shop, codes, cap):
        stranger = Stranger(shop)
        slug = shop.tenant.slug if cap == "c" else shop.tenant.slug.upper()
        led = stranger.client.get(f"/{slug}/{cap}/{codes[0]}")

        assert (led.status_code, led["Location"]) == (302, stranger.page)
        assert led["Referrer-Policy"] == "no-referrer"
        assert codes[0] not in str(led.headers)
        text = stranger.client.get(led["Location"]).content.decode()
        assert f'value="{codes[0]}"' in text

    @pytest.mark.parametrize("cap", ["c", "C"])
    def test_is_read_beside_the_code_too_and_typed_without_it(self, shop: Shop, cap):
        stranger = Stranger(shop)
        led = stranger.client.get(f"/{shop.tenant.slug}/{cap}")

        assert (led.status_code, led["Location"]) == (302, stranger.page)
        assert 'name="code"' in stranger.open()

    @pytest.mark.parametrize("typed", ["<script>", "я" * 300, "%00", "a b"])
    def test_holds_whatever_stands_in_it(self, shop: Shop, typed):
        stranger = Stranger(shop)
        led = stranger.client.get(f"/{shop.tenant.slug}/c/{quote(typed)}")
        text = stranger.client.get(led["Location"]).content.decode()

        assert "<script>" not in text.replace('<script src="', "")

    def test_of_nobody_leads_nowhere(self, shop: Shop):
        stranger = Stranger(shop)
        open_shop("Дуб")

        assert stranger.client.get("/nobody-here/c/BCDF").status_code == 404
        # More than one company is served here: it must say which.
        assert stranger.client.get("/c/BCDF").status_code == 404
        assert stranger.client.get("/c").status_code == 404

    def test_a_cookie_that_somebody_made_up_is_empty(self, shop: Shop):
        stranger = Stranger(shop)
        stranger.client.cookies["cap"] = "made-up"

        assert 'name="code"' in stranger.open()
