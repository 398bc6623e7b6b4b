"""Sales rung up while the line was away arrive once, and the till opens without it."""

import datetime as dt
import re
from uuid import uuid4

import pytest
from django.test import Client

from plushka.domain.members import token
from plushka.domain.sales.models import Sale
from plushka.domain.tenants.context import tenant_context
from tests.web.conftest import Shop
from tests.web.till.people import Cashier, join, new_phone, new_receipt, now

HOUR = dt.timedelta(hours=1)


def send(cashier: Cashier, shop: Shop, **sent):
    """Send what a browser kept; give the answer."""
    known = {
        "tenant": shop.tenant.slug,
        "outlet": "main",
        "staff": str(shop.cashier.id),
        "at": (now() - HOUR).isoformat(),
        "key": uuid4().hex,
        "receipt": new_receipt(),
        "total": "100",
    }
    return cashier.client.post("/till/queue", known | sent).json()


def sale_of(shop: Shop, receipt: str) -> Sale | None:
    with tenant_context(shop.tenant.id):
        return Sale.objects.filter(receipt=receipt).first()


def test_a_kept_sale_is_recorded_when_it_was_rung_up(petro: Cashier, shop: Shop):
    phone, receipt, rung = new_phone(), new_receipt(), now() - HOUR
    anna = join(shop, phone=phone)

    told = send(petro, shop, whom=phone, receipt=receipt, at=rung.isoformat())

    sale = sale_of(shop, receipt)
    assert told == {"state": "recorded"}
    assert (sale.member_id, sale.at, sale.staff) == (anna, rung, "Петро")


def test_sent_twice_it_is_recorded_once(petro: Cashier, shop: Shop):
    kept = {"key": uuid4().hex, "receipt": new_receipt(), "at": now().isoformat()}

    assert [send(petro, shop, **kept) for _ in range(2)] == [{"state": "recorded"}] * 2

    with tenant_context(shop.tenant.id):
        assert Sale.objects.filter(receipt=kept["receipt"]).count() == 1


def test_a_sale_that_arrived_although_its_answer_was_lost_is_not_refused(
    petro: Cashier, shop: Shop
):
    anna, kept = join(shop), {"key": uuid4().hex, "receipt": new_receipt(), "total": "100"}
    petro.post("sales", member=anna, **kept)

    assert send(petro, shop, member=anna, **kept) == {"state": "recorded"}


def test_whoever_signs_in_sends_and_the_seller_stays(seat, shop: Shop):
    olia, receipt = seat(shop.owner), new_receipt()
    olia.post("outlet", outlet="main")

    send(olia, shop, receipt=receipt)
    again = send(olia, shop, receipt=receipt, staff="", key=uuid4().hex)

    assert sale_of(shop, receipt).staff == "Петро"
    assert again == {"state": "recorded"}


@pytest.mark.parametrize("away", [{"outlet": "market"}, {"tenant": "dub"}])
def test_it_waits_for_the_outlet_it_was_rung_up_in(petro: Cashier, shop: Shop, away):
    receipt = new_receipt()

    assert send(petro, shop, receipt=receipt, **away) == {"state": "waits"}
    assert sale_of(shop, receipt) is None


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"redeem": "5", "member": "00000000-0000-0000-0000-000000000000"}, "Redeeming needs"),
        ({"whom": "+79991112233"}, "Nobody is found by that."),
        ({"whom": "12"}, "There is no such phone number."),
        ({"total": "x"}, "Type what the receipt comes to"),
        ({"receipt": ""}, "Type the number that stands on the receipt."),
        ({"at": "2020-01-01T00:00:00+00:00"}, "This receipt is too old"),
    ],
)
def test_what_cannot_be_recorded_is_told(petro: Cashier, shop: Shop, wrong, words):
    told = send(petro, shop, **wrong)

    assert (told["state"], words in told["words"]) == ("refused", True)


def test_another_sale_under_the_same_number_is_refused(petro: Cashier, shop: Shop):
    receipt = new_receipt()
    petro.sell(receipt=receipt, total="50")

    told = send(petro, shop, receipt=receipt, total="60")

    assert told["words"].startswith("A receipt with this number is recorded already")


@pytest.mark.parametrize("at", ["", "x", "2999-01-01T00:00:00+00:00", "2026-01-01T00:00:00"])
def test_a_clock_that_cannot_be_right_says_now(petro: Cashier, shop: Shop, at: str):
    receipt, before = new_receipt(), now()

    send(petro, shop, receipt=receipt, at=at)

    assert before <= sale_of(shop, receipt).at <= now()


def test_a_qr_code_counts_for_when_it_was_shown(petro: Cashier, shop: Shop):
    anna, shown, receipts = join(shop), now() - HOUR, [new_receipt(), new_receipt()]
    scanned = token.issue(shop.tenant.id, anna, shown)

    told = [
        send(petro, shop, whom=scanned, receipt=receipt, at=at.isoformat())["state"]
        for receipt, at in zip(receipts, (shown, now()), strict=True)
    ]

    assert told == ["recorded", "refused"]
    assert sale_of(shop, receipts[0]).member_id == anna


def test_a_browser_hears_who_stands_where(petro: Cashier, shop: Shop):
    told = petro.client.get("/till/line").json()

    assert (told["tenant"], told["outlet"]) == (shop.tenant.slug, "main")
    assert told["csrf"]


@pytest.mark.parametrize("path", ["/till/line", "/till/queue"])
def test_nobody_signed_in_is_led_away(path: str):
    answer = Client().get(path) if path.endswith("line") else Client().post(path)

    assert (answer.status_code, answer.url.partition("?")[0]) == (302, "/till/sign-in")


def test_the_page_without_the_line_is_the_same_for_everybody(petro: Cashier, shop: Shop):
    pages = [Client(), petro.client]
    said = [page.get("/till/offline", headers={"accept-language": "en"}) for page in pages]

    assert said[0].content == said[1].content
    assert "Till without the line" in said[0].content.decode()
    assert shop.tenant.name not in said[1].content.decode()


def test_the_worker_keeps_the_tills_own_files_and_nothing_else(petro: Cashier):
    answer = petro.client.get("/till/worker.js")
    files = re.findall(r'"(/[^"]+)"', answer.content.decode())

    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers["cache-control"] == "no-cache"
    assert [one for one in files if not one.startswith("/static/")] == ["/till/offline"]
    assert {petro.client.get(one).status_code for one in files} == {200}
