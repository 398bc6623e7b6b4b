"""Members come in by a code or a link; nobody learns who is one."""

from uuid import UUID

import pytest
from django.http import HttpResponse
from django.urls import reverse

from plushka.domain.access import sign_in_links
from plushka.domain.limits import windows
from plushka.domain.limits.kinds import Kind
from plushka.domain.limits.windows import Taken
from plushka.domain.messaging.models import Message
from plushka.domain.tenants.context import tenant_context
from tests.web.access.kinds import Anybody, Row
from tests.web.access.table import MEMBER
from tests.web.conftest import Shop
from tests.web.member.people import Phone, device, join, last_code, now, profile, silent
from tests.web.till.people import new_phone, text_of


def messages(shop: Shop) -> int:
    with tenant_context(shop.tenant.id):
        return int(Message.objects.count())


def ends_at(answer: HttpResponse) -> str:
    return str(answer.redirect_chain[-1][0])  # type: ignore[attr-defined]


def test_a_code_from_the_phone_lets_a_member_in(stranger: Phone, shop: Shop, anna: UUID):
    phone = profile(shop, anna).phone

    asked = stranger.post("sign-in", who=f"8{phone[2:]}")
    inside = stranger.post("sign-in/code", code=last_code(shop))

    assert f"If {phone[:5]}•••{phone[-4:]} is a member’s phone" in text_of(asked)
    assert ends_at(inside) == f"/m/{shop.tenant.slug}/"
    assert "500 points" in text_of(inside)


def test_a_card_sends_the_code_to_its_owners_phone(stranger: Phone, shop: Shop, anna: UUID):
    card = profile(shop, anna).card

    stranger.post("sign-in", who=card)

    assert "500 points" in text_of(stranger.post("sign-in/code", code=last_code(shop)))


def test_an_unknown_phone_is_answered_as_a_known_one(shop: Shop, anna: UUID):
    known, unknown = device(shop.tenant.slug), device(shop.tenant.slug)
    annas, nobodys = profile(shop, anna).phone, new_phone()
    before = messages(shop)

    pages = [
        (text_of(phone.post("sign-in", who=who)), text_of(phone.post("sign-in/code", code="0")))
        for phone, who in ((known, annas), (unknown, nobodys))
    ]

    hidden = [
        tuple(page.replace(who[-4:], "").replace(who[:5], "") for page in pair)
        for pair, who in zip(pages, (annas, nobodys), strict=True)
    ]
    assert hidden[0] == hidden[1]
    assert messages(shop) == before + 1


def test_what_is_no_phone_and_no_card_is_said_at_the_field(stranger: Phone):
    answer = stranger.post("sign-in", who="ромашка")

    assert answer.status_code == 422
    assert "Type a phone with all its digits" in text_of(answer)
    assert 'value="ромашка"' in answer.content.decode()


def test_five_wrong_codes_spoil_the_right_one(stranger: Phone, shop: Shop, anna: UUID):
    stranger.post("sign-in", who=profile(shop, anna).phone)
    code = last_code(shop)
    for _ in range(5):
        stranger.post("sign-in/code", code=f"{(int(code) + 1) % 1_000_000:06}")

    answer = stranger.post("sign-in/code", code=code)

    assert answer.status_code == 422
    assert "The code is wrong or too old." in text_of(answer)


def test_a_code_lets_in_once(shop: Shop, anna: UUID):
    one, other = device(shop.tenant.slug), device(shop.tenant.slug)
    one.post("sign-in", who=profile(shop, anna).phone)
    other.client.cookies["asked"] = one.client.cookies["asked"].value
    code = last_code(shop)
    one.post("sign-in/code", code=code)

    assert other.post("sign-in/code", code=code).status_code == 422


def test_a_code_for_the_till_signs_nobody_in(stranger: Phone, shop: Shop, anna: UUID):
    from plushka.domain.confirmations import operations as confirmations
    from plushka.domain.members.locator import Locator

    who = Locator("ID", str(anna))
    stranger.post("sign-in", who=profile(shop, anna).phone)
    with tenant_context(shop.tenant.id):
        terms = confirmations.CodeTerms(digits=6)
        confirmations.ask(
            locator=who, purpose="REDEEM", outlet_id=shop.outlet.id, at=now(), terms=terms
        )

    assert stranger.post("sign-in/code", code=last_code(shop)).status_code == 422


def test_the_eleventh_code_within_an_hour_has_to_wait(stranger: Phone, shop: Shop):
    nobodys = new_phone()
    for _ in range(10):
        assert stranger.post("sign-in", who=nobodys).status_code == 200

    answer = stranger.post("sign-in", who=nobodys)

    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 3600
    assert "Too many tries. Try again in" in text_of(answer)


def test_one_address_may_not_try_every_phone(stranger: Phone, shop: Shop, anna: UUID):
    with tenant_context(shop.tenant.id):
        for _ in range(100):
            windows.take(taken=[Taken(Kind.ADDRESS_CODES, who="2001:db8::1")], at=now())
    stranger.client.defaults["REMOTE_ADDR"] = "2001:db8::2"

    answer = stranger.post("sign-in", who=profile(shop, anna).phone)

    assert answer.status_code == 429
    assert "No more codes are sent for now." in text_of(answer)


def test_a_link_lets_in_once_and_only_who_says_so(shop: Shop, anna: UUID):
    with tenant_context(shop.tenant.id):
        token = sign_in_links.issue(member_id=anna, actor="staff:1", at=now())
    one, other = device(shop.tenant.slug), device(shop.tenant.slug)

    looked = one.get(f"sign-in/{token}")
    inside = one.post(f"sign-in/{token}")

    assert "It works once." in text_of(looked)
    assert "500 points" in text_of(inside)
    refused = other.post(f"sign-in/{token}")
    assert (refused.status_code, "This link works no more." in text_of(refused)) == (422, True)


def test_a_link_is_good_for_its_company_and_its_time_alone(shop: Shop, oak: Shop, anna: UUID):
    with tenant_context(shop.tenant.id):
        token = sign_in_links.issue(member_id=anna, actor="staff:1", at=now())
        old = sign_in_links.issue(
            member_id=join_inside(shop), actor="staff:1", at=now() - sign_in_links.LIFE
        )

    assert device(oak.tenant.slug).post(f"sign-in/{token}").status_code == 422
    assert device(shop.tenant.slug).post(f"sign-in/{old}").status_code == 422
    assert device(shop.tenant.slug).post(f"sign-in/{token[:-1]}x").status_code == 422


def join_inside(shop: Shop) -> UUID:
    from plushka.domain.enrolment.operations import Newcomer, enrol
    from plushka.domain.members.locator import Locator

    newcomer = Newcomer(identifiers=(Locator("PHONE", new_phone()),))
    return enrol(newcomer=newcomer, actor="system:tests", at=now(), is_trusted=True)


def test_a_session_is_worth_nothing_at_another_company(phone: Phone, oak: Shop):
    phone.slug = oak.tenant.slug

    answer = phone.get()

    assert (answer.status_code, answer["Location"]) == (
        302,
        f"/m/{oak.tenant.slug}/sign-in?next=%2Fm%2F{oak.tenant.slug}%2F",
    )


@pytest.mark.parametrize("row", [row for row in MEMBER if row.needs == Anybody.MEMBER])
def test_nobody_gets_in_without_signing_in(stranger: Phone, row: Row):
    address = reverse(row.name, kwargs={**row.values, "slug": stranger.slug})

    for answer in (stranger.client.get(address), stranger.client.post(address)):
        if answer.status_code != 405:
            assert answer.status_code == 302
            assert answer["Location"].startswith(f"/m/{stranger.slug}/sign-in")


def test_after_signing_in_one_is_where_one_wanted_to(stranger: Phone, shop: Shop, anna: UUID):
    wanted = f"/m/{shop.tenant.slug}/history"
    stranger.post("sign-in", who=profile(shop, anna).phone, next=wanted)

    assert ends_at(stranger.post("sign-in/code", code=last_code(shop), next=wanted)) == wanted


@pytest.mark.parametrize(
    "wanted", ["https://evil.example/", "//evil.example", "/manage/", "/m/x\n"]
)
def test_signing_in_leads_nowhere_else(stranger: Phone, shop: Shop, anna: UUID, wanted: str):
    stranger.post("sign-in", who=profile(shop, anna).phone, next=wanted)

    inside = stranger.post("sign-in/code", code=last_code(shop), next=wanted)

    assert ends_at(inside) == f"/m/{shop.tenant.slug}/"


def test_signed_out_is_out(phone: Phone, shop: Shop):
    token = phone.client.cookies["member"].value
    phone.post("sign-out")

    again = device(shop.tenant.slug)
    again.client.cookies["member"] = token
    assert again.get().status_code == 302


def test_after_a_long_silence_the_phone_alone_shows_nothing(
    stranger: Phone, shop: Shop, anna: UUID
):
    silent(shop, anna, days=180)
    inside = stranger.come_in(shop, profile(shop, anna).phone)

    assert "Show that it is you" in text_of(inside)
    assert "500" not in text_of(inside)
    assert stranger.get("points").status_code == 302
    assert stranger.get("qr").status_code == 302


def test_the_card_is_proof_enough(stranger: Phone, shop: Shop, anna: UUID):
    silent(shop, anna, days=180)
    stranger.come_in(shop, profile(shop, anna).phone)

    wrong = stranger.post("sign-in/proof", card="2900000000001")
    right = stranger.post("sign-in/proof", card=profile(shop, anna).card)

    assert wrong.status_code == 422
    assert "500 points" in text_of(right)


def test_the_sixth_proof_within_an_hour_is_not_looked_at(stranger: Phone, shop: Shop, anna: UUID):
    silent(shop, anna, days=180)
    stranger.come_in(shop, profile(shop, anna).phone)
    for _ in range(5):
        stranger.post("sign-in/proof", birth_date="1990-05-17")

    answer = stranger.post("sign-in/proof", card=profile(shop, anna).card)

    assert "Too many tries." in text_of(answer)


def test_a_device_nobody_knows_needs_a_proof_and_a_known_one_does_not(
    phone: Phone, stranger: Phone, shop: Shop, anna: UUID
):
    phone.post("sign-out")

    known = phone.come_in(shop, profile(shop, anna).phone)
    unknown = stranger.come_in(shop, profile(shop, anna).phone)

    assert "500 points" in text_of(known)
    assert "Show that it is you" in text_of(unknown)


def test_the_first_device_of_a_member_who_was_just_there_needs_none(stranger: Phone, shop: Shop):
    vera = join(shop, points=100)

    assert "1 point" in text_of(stranger.come_in(shop, profile(shop, vera).phone))
