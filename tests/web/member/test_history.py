"""History with reasons; «it was not me»; spending frozen, at the till too."""

from uuid import UUID, uuid4

from django.http import HttpResponse

from plushka.domain.access import disputing
from plushka.domain.audit.queries import find_changes
from plushka.domain.events.models import Event
from plushka.domain.ledger import queries as ledger
from plushka.domain.merging.operations import merge
from plushka.domain.sales.refusals import SpendingFrozen
from plushka.domain.sales.told import ToldSale
from plushka.domain.tenants.context import tenant_context
from tests.web.conftest import Shop
from tests.web.member.people import (
    Phone,
    buy,
    device,
    join,
    last_code,
    profile,
    signed_in,
)
from tests.web.till.people import now, text_of


def redemption(shop: Shop, member: UUID) -> UUID:
    """Give the newest redemption of a member."""
    with tenant_context(shop.tenant.id):
        found = ledger.entries(account=account_inside(member), limit=10)
    return next(one.id for one in found if one.kind == "REDEMPTION")


def account_inside(member: UUID) -> UUID:
    return ledger.accounts_of(members=[member])[member]


def dispute(phone: Phone, entry: UUID) -> HttpResponse:
    return phone.post(f"history/{entry}/dispute", sure="1")


def test_a_purchase_is_told_with_its_receipt_and_its_reason(phone: Phone, shop: Shop, anna: UUID):
    told = buy(shop, anna, total=100_000, redeem=20_000)

    said = text_of(phone.get("history"))

    assert f"receipt {told.receipt}, 1,000.00 ₽" in said
    assert "Paid with points" in said
    assert "−200" in said
    assert "Why?" in said


def test_who_has_done_nothing_is_told_what_to_do(shop: Shop):
    vera = signed_in(shop, join(shop))

    assert "Nothing has happened yet. Show the card when you pay" in text_of(vera.get("history"))


def test_history_goes_on_page_by_page(shop: Shop):
    vera = join(shop)
    for _ in range(21):
        buy(shop, vera)
    phone = signed_in(shop, vera)

    first = phone.get("history")
    rest = phone.get("history", after=first.context["older"])

    assert "Older" in text_of(first)
    assert text_of(first).count("Came in") == 20
    assert text_of(rest).count("Came in") == 1
    assert "Newest" in text_of(rest)
    assert phone.get("history", after="x").status_code == 200


def test_saying_it_was_not_me_asks_first_and_changes_nothing(phone: Phone, shop: Shop, anna: UUID):
    buy(shop, anna, redeem=10_000)

    asked = phone.post(f"history/{redemption(shop, anna)}/dispute")

    assert "nobody can spend your points until you allow it" in text_of(asked)
    assert profile(shop, anna).frozen_at is None


def test_it_was_not_me_freezes_signs_others_out_and_tells_the_shop(
    phone: Phone, shop: Shop, anna: UUID
):
    buy(shop, anna, redeem=10_000)
    thief, entry = signed_in(shop, anna), redemption(shop, anna)

    done = dispute(phone, entry)

    assert "The shop was told." in text_of(done)
    assert profile(shop, anna).frozen_at is not None
    assert thief.get().status_code == 302
    with tenant_context(shop.tenant.id):
        [one] = [found for found in disputing.find_open() if found.member_id == anna]
        actions = [one.action for one in find_changes(subject_kind="member", subject_id=anna)]
        told = Event.objects.filter(member_id=anna, type="redemption_disputed").count()
    assert (one.entry_id, one.points, told) == (entry, 10_000, 1)
    assert actions[:2] == ["redemption_disputed", "spending_frozen"]
    assert "You said it was not you." in text_of(phone.get("history"))


def test_a_redemption_is_disputed_once(phone: Phone, shop: Shop, anna: UUID):
    buy(shop, anna, redeem=10_000)
    entry = redemption(shop, anna)

    dispute(phone, entry)
    dispute(phone, entry)

    with tenant_context(shop.tenant.id):
        assert len([one for one in disputing.find_open() if one.member_id == anna]) == 1


def test_only_a_redemption_of_ones_own_can_be_disputed(phone: Phone, shop: Shop, anna: UUID):
    vera = join(shop, points=20_000)
    buy(shop, vera, redeem=10_000)
    buy(shop, anna)
    with tenant_context(shop.tenant.id):
        accrual = ledger.entries(account=account_inside(anna), limit=1)[0].id

    for entry in (redemption(shop, vera), accrual, uuid4()):
        assert dispute(phone, entry).status_code == 422
    assert profile(shop, anna).frozen_at is None
    assert profile(shop, vera).frozen_at is None


def test_frozen_points_come_in_and_none_go_out(phone: Phone, shop: Shop, anna: UUID):
    phone.post("safety/freeze")

    refused = buy(shop, anna, redeem=10_000)
    earned = buy(shop, anna)

    assert isinstance(refused, SpendingFrozen)
    assert isinstance(earned, ToldSale)
    assert earned.accrued > 0


def test_only_a_fresh_code_lets_points_go_again(phone: Phone, shop: Shop, anna: UUID):
    phone.post("safety/freeze")
    sent = phone.post("safety/code")
    code = last_code(shop)

    wrong = phone.post("safety/unfreeze", code=f"{(int(code) + 1) % 1_000_000:06}")
    right = phone.post("safety/unfreeze", code=code)

    assert "A code is on its way" in text_of(sent)
    assert (wrong.status_code, right.status_code) == (422, 200)
    assert profile(shop, anna).frozen_at is None
    assert isinstance(buy(shop, anna, redeem=10_000), ToldSale)


def test_a_code_to_sign_in_unfreezes_nothing(phone: Phone, shop: Shop, anna: UUID):
    phone.post("safety/freeze")
    phone.post("safety/code")
    device(shop.tenant.slug).post("sign-in", who=profile(shop, anna).phone)

    assert phone.post("safety/unfreeze", code=last_code(shop)).status_code == 422
    assert profile(shop, anna).frozen_at is not None


def test_one_device_signs_another_out_and_all_of_them(phone: Phone, shop: Shop, anna: UUID):
    other = signed_in(shop, anna)
    page = phone.get("safety").content.decode()
    [address] = {
        one.split('"')[0] for one in page.split('action="')[1:] if "/devices/" in one.split('"')[0]
    }

    phone.client.post(address)
    gone = other.get().status_code
    third = signed_in(shop, anna)
    phone.post("safety/sign-out")

    assert gone == 302
    assert (phone.get().status_code, third.get().status_code) == (302, 302)


def test_nobody_signs_a_neighbours_device_out(phone: Phone, shop: Shop):
    vera = signed_in(shop, join(shop))
    page = vera.get("safety").content.decode()

    from plushka.domain.access.models import Session

    with tenant_context(shop.tenant.id):
        session = Session.objects.order_by("-created_at").first().id
    phone.post(f"safety/devices/{session}/sign-out")

    assert "this device" in page
    assert vera.get().status_code == 200


def test_an_address_that_takes_forms_leads_back_who_only_looks(phone: Phone, shop: Shop):
    for path in ("safety/freeze", "safety/code", "safety/unfreeze", f"history/{uuid4()}/dispute"):
        assert phone.get(path)["Location"] == f"/m/{shop.tenant.slug}/"


def test_history_of_an_earlier_membership_goes_on_and_is_marked(shop: Shop):
    vera, twin = join(shop), join(shop)
    buy(shop, twin)
    buy(shop, vera)
    with tenant_context(shop.tenant.id):
        merge(kept=vera, merged=twin, actor="staff:x", at=now())

    said = text_of(signed_in(shop, vera).get("history"))

    assert said.count("Came in") == 2
    assert said.count("Memberships were merged") == 2
    assert said.count("On your earlier account") == 2
