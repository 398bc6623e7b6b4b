"""One word at two companies: balances, consents and members stay each company's own (U36, B8)."""

from uuid import UUID

from plushka.domain.enrolment.leaving import erase
from plushka.domain.ledger.queries import accounts_of, balance
from plushka.domain.members import sharing
from plushka.domain.members.locator import Locator, read
from plushka.domain.members.queries import MemberUnknown, identify
from plushka.domain.sales import operations as sales
from plushka.domain.sales.asked import AskedSale, Asker
from plushka.domain.sales.loading import SaleCall
from plushka.domain.tenants.context import tenant_context
from tests.web.conftest import Shop, open_shop
from tests.web.member.people import Phone, device, join, profile, signed_in, silent
from tests.web.till.people import new_phone, new_receipt, now, text_of


def word_of(shop: Shop, member: UUID) -> str | None:
    with tenant_context(shop.tenant.id):
        return sharing.word_of(member_id=member)


def take(shop: Shop, member: UUID) -> str:
    text_of(signed_in(shop, member).post("alias/take"))
    return word_of(shop, member) or ""


def say_at_the_till(shop: Shop, word: str) -> object:
    """Buy for a thousand and say a word; give the member the till found, or its refusal."""
    asked = AskedSale(
        outlet=shop.outlet.code,
        receipt=new_receipt(),
        member=read("alias", word.upper(), region="RU", path="alias"),
        total=100_000,
    )
    asker = Asker(actor="system:tests", is_trusted=True)
    [told] = sales.record(tenant_id=shop.tenant.id, sales=[SaleCall(asked, asker)], at=now())
    return told if isinstance(told, Exception) else told.member_id


def points(shop: Shop, member: UUID) -> int:
    with tenant_context(shop.tenant.id):
        account = accounts_of(members=[member])[member]
        return balance(account=account, at=now()).spendable


def test_one_word_at_two_companies(shop: Shop):
    oak, phone = open_shop("Дуб"), new_phone()
    anna, annas_other = join(shop, phone=phone), join(oak, phone=phone)
    word = take(shop, anna)
    assert say_at_the_till(shop, word) == anna
    # The other company knows nothing of it before she asks there, whatever she says at its till.
    assert isinstance(say_at_the_till(oak, word), MemberUnknown)
    assert take(oak, annas_other) == word
    assert say_at_the_till(oak, word) == annas_other
    say_at_the_till(oak, word)
    assert (points(shop, anna), points(oak, annas_other)) == (5_000, 10_000)

    signed_in(oak, annas_other).post("alias/change", was=word)
    other = word_of(shop, anna) or ""
    assert other not in {"", word}
    assert isinstance(say_at_the_till(shop, word), MemberUnknown)
    assert (say_at_the_till(shop, other), say_at_the_till(oak, other)) == (anna, annas_other)

    with tenant_context(shop.tenant.id):
        erase(member_id=anna, actor="staff:1", at=now())
    assert isinstance(say_at_the_till(shop, other), MemberUnknown)
    assert say_at_the_till(oak, other) == annas_other


def test_the_page_offers_a_word_tells_it_and_takes_it_back(phone: Phone, shop: Shop, anna: UUID):
    assert "Get an alias" in text_of(phone.get("alias"))

    taken = text_of(phone.post("alias/take"))
    word = word_of(shop, anna) or ""
    assert word.upper() in taken
    assert "You can say it at the till from now on." in taken

    assert "The old one names nobody." in text_of(phone.post("alias/change", was=word))
    new = word_of(shop, anna)
    phone.post("alias/change", was=word)
    assert word_of(shop, anna) == new != word

    assert "Nobody is named by it here any more." in text_of(phone.post("alias/give-up"))
    assert word_of(shop, anna) is None
    refused = phone.post("alias/change")
    assert (refused.status_code, "Ask for one first." in text_of(refused)) == (422, True)


def test_who_changes_it_too_often_waits(phone: Phone, shop: Shop, anna: UUID):
    phone.post("alias/take")
    for _ in range(3):
        phone.post("alias/change", was=word_of(shop, anna))
    word = word_of(shop, anna)

    refused = phone.post("alias/change", was=word)

    assert "changed three times within thirty days" in text_of(refused)
    assert word_of(shop, anna) == word


def test_it_is_told_to_the_member_alone(phone: Phone, shop: Shop, anna: UUID, stranger: Phone):
    phone.post("alias/take")
    word = word_of(shop, anna) or ""

    assert stranger.post("alias/take").status_code == 200
    assert word.upper() not in text_of(stranger.get("alias")).upper()
    assert profile(shop, anna).alias is None
    assert word in phone.get("data/json").content.decode()
    assert word not in device(shop.tenant.slug).get("data/json").content.decode()


def test_who_has_the_number_now_gets_another_word_and_the_old_one_dies_everywhere(shop: Shop):
    oak, number = open_shop("Дуб"), new_phone()
    anna, annas_other = join(shop, phone=number), join(oak, phone=number)
    with tenant_context(shop.tenant.id):
        word = sharing.share(member_id=anna, way="SMS", actor="system:test", at=now())
    take(oak, annas_other)
    silent(shop, anna, days=181)
    other = device(shop.tenant.slug)
    other.come_in(shop, number)

    other.post("sign-in/not-me", sure="1")
    other.post("alias/take")

    assert isinstance(say_at_the_till(oak, word), MemberUnknown)
    with tenant_context(shop.tenant.id):
        heir = identify(locator=Locator("PHONE", number), at=now())
    assert word_of(shop, heir) not in {None, word}
    assert word_of(oak, annas_other) is None
