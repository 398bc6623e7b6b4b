"""A number that changed hands, and a phone that was lost (T43)."""

import datetime as dt
from uuid import UUID

import pytest

from plushka.domain.access import recovering
from plushka.domain.access.recovering import RecoveryClosed
from plushka.domain.audit.queries import find_changes
from plushka.domain.enrolment import operations as enrolment
from plushka.domain.enrolment import phones
from plushka.domain.members.operations import Changes
from plushka.domain.tenants.context import tenant_context
from tests.web.conftest import Shop
from tests.web.member.people import Phone, device, join, now, profile, signed_in, silent
from tests.web.till.people import new_phone, text_of

BORN = dt.date(1990, 5, 17)
OLYA = "staff:0197a3c0-0000-7000-8000-00000000000a"


@pytest.fixture
def vera(shop: Shop) -> UUID:
    """A member whose birth date is known."""
    member = join(shop, points=30_000)
    with tenant_context(shop.tenant.id):
        enrolment.change(member_id=member, changes=Changes(birth_date=BORN), actor=OLYA, at=now())
    return member


def calls(shop: Shop, member: UUID) -> list[recovering.Called]:
    with tenant_context(shop.tenant.id):
        return [one for one in recovering.find_open() if one.member_id == member]


def ask(by: Phone, shop: Shop, member: UUID, **told: str) -> str:
    sent = {
        "card": profile(shop, member).card or "",
        "birth_date": BORN.isoformat(),
        "phone": new_phone(),
        **told,
    }
    return text_of(by.post("sign-in/lost", **sent))


def test_who_has_the_number_now_becomes_a_member_of_their_own(
    stranger: Phone, shop: Shop, anna: UUID
):
    number = profile(shop, anna).phone
    silent(shop, anna, days=181)
    stranger.come_in(shop, number or "")

    asked = stranger.post("sign-in/not-me")
    inside = stranger.post("sign-in/not-me", sure="1")

    assert "you get a membership of your own" in text_of(asked)
    assert "0 points" in text_of(inside)
    assert "Анна" not in text_of(inside)
    before = profile(shop, anna)
    assert (before.phone, before.name) == (None, "Анна")
    with tenant_context(shop.tenant.id):
        [newest, *_] = find_changes(subject_kind="member", subject_id=anna)
    assert newest.action == "phone_given_up"


def test_a_number_heard_of_lately_stays_with_its_member(
    phone: Phone, stranger: Phone, shop: Shop, anna: UUID
):
    assert phone.get().status_code == 200
    number = profile(shop, anna).phone
    stranger.come_in(shop, number or "")

    answer = stranger.post("sign-in/not-me", sure="1")

    assert "only the shop’s staff can say whose it is" in text_of(answer)
    assert profile(shop, anna).phone == number


def test_a_proved_member_is_nobody_else(phone: Phone, shop: Shop, anna: UUID):
    number = profile(shop, anna).phone

    phone.post("sign-in/not-me", sure="1")

    assert profile(shop, anna).phone == number


def test_card_and_birth_date_call_staff_and_change_nothing(
    stranger: Phone, shop: Shop, vera: UUID
):
    before, new = profile(shop, vera).phone, new_phone()

    said = ask(stranger, shop, vera, phone=new)

    [called] = calls(shop, vera)
    assert called.phone == new
    assert "The staff were asked" in said
    assert profile(shop, vera).phone == before


def test_the_answer_is_the_same_where_nothing_fits(stranger: Phone, shop: Shop, vera: UUID):
    right = ask(stranger, shop, vera)

    wrong = ask(stranger, shop, vera, birth_date="1991-01-01")
    nobodys = ask(stranger, shop, vera, card="2900000000001")
    torn = ask(stranger, shop, vera, card="123")

    assert right == wrong
    assert "A card number has thirteen digits" in torn
    assert "thirteen digits" in nobodys or nobodys == right
    assert len(calls(shop, vera)) == 1


def test_staff_give_the_new_phone_and_every_device_is_out(shop: Shop, vera: UUID):
    old, new = signed_in(shop, vera), new_phone()
    ask(device(shop.tenant.slug), shop, vera, phone=new)
    [called] = calls(shop, vera)

    with tenant_context(shop.tenant.id):
        phones.give_new(recovery_id=called.id, actor=OLYA, reason="came by", at=now())

    assert profile(shop, vera).phone == new
    assert old.get().status_code == 302
    assert "Show that it is you" in text_of(old.come_in(shop, new))
    with tenant_context(shop.tenant.id), pytest.raises(RecoveryClosed):
        phones.give_new(recovery_id=called.id, actor=OLYA, reason="again", at=now())


def test_staff_refuse_and_the_phone_is_forgotten(shop: Shop, vera: UUID):
    from plushka.domain.access.models import Recovery

    ask(device(shop.tenant.slug), shop, vera)
    [called] = calls(shop, vera)

    with tenant_context(shop.tenant.id):
        recovering.close(recovery_id=called.id, is_approved=False, actor=OLYA, reason="", at=now())
        kept = Recovery.objects.get(id=called.id)

    assert (kept.state, kept.phone) == ("REFUSED", "")


def test_the_sixth_call_for_one_card_within_an_hour_waits(stranger: Phone, shop: Shop, vera: UUID):
    for _ in range(5):
        ask(stranger, shop, vera)

    assert "Too many tries." in ask(stranger, shop, vera)
