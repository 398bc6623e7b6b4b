"""The marketer fills the shelf, changes the stock, and makes orders ready."""

import datetime as dt
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from plushka.domain.audit.models import Record
from plushka.domain.members.models import PurchaseSummary
from plushka.domain.rewards import operations
from plushka.domain.rewards.models import Order, Reward, Stock
from plushka.domain.tenants.context import tenant_context
from plushka.lib.ids import new_id
from plushka.web.manager.views import reward_orders
from tests.domain.rewards.cast import TILL
from tests.web.conftest import Shop
from tests.web.manager.conftest import Person
from tests.web.member.gifts import offer, ordered
from tests.web.till.people import join, now

FORM = {
    "code": "mug",
    "name-ru": "Круж\0ка <b>",
    "points": "100",
    "stock": "5",
    "is_shown": "on",
    "can_pick_up": "on",
}


def test_reward_is_added_once_changed_and_its_stock_counted(newcomer: tuple[Person, Shop]):
    owner, shop = newcomer
    form = FORM | {"key": str(new_id())}

    for _ in range(2):
        owner.post("rewards/new", **form)
    with tenant_context(shop.tenant.id):
        [row] = Reward.objects.all()
    owner.post(
        f"rewards/{row.id}/stock", pieces="-2", reason="Разбились\0", seen="5", is_limited="on"
    )
    stale = owner.post(f"rewards/{row.id}/stock", pieces="1", reason="x", seen="5")
    wrong = owner.post("rewards/new", **form | {"key": str(new_id()), "points": "0"})

    assert (row.points, row.names) == (10_000, {"ru": "Кружка <b>"})
    with tenant_context(shop.tenant.id):
        assert Stock.objects.get().put_in == 3
    assert [stale.status_code, wrong.status_code] == [422, 422]
    assert "Кружка &lt;b&gt;" in owner.get("rewards").content.decode()


def test_who_changes_a_reward_second_is_told(newcomer: tuple[Person, Shop]):
    owner, shop = newcomer
    offer(shop)
    with tenant_context(shop.tenant.id):
        row = Reward.objects.get()
    page = owner.get(f"rewards/{row.id}").content.decode()
    stamp = page.split('name="stamp" value="')[1].split('"')[0]
    form = {name: text for name, text in FORM.items() if name != "code"} | {"stamp": stamp}

    owner.post(f"rewards/{row.id}", **form)
    second = owner.post(f"rewards/{row.id}", **form | {"points": "7"})

    assert second.status_code == 422
    with tenant_context(shop.tenant.id):
        assert Reward.objects.get().points == 10_000


def test_picture_is_drawn_anew_and_a_script_refused(newcomer: tuple[Person, Shop]):
    owner, shop = newcomer
    offer(shop)
    with tenant_context(shop.tenant.id):
        row = Reward.objects.get()
    drawn = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(drawn, "PNG")
    script = SimpleUploadedFile("a.png", b"<svg onload='x()'/>", content_type="image/png")
    picture = SimpleUploadedFile("a.png", drawn.getvalue(), content_type="image/png")

    refused = owner.post(f"rewards/{row.id}/picture", picture=script)
    owner.post(f"rewards/{row.id}/picture", picture=picture)

    assert refused.status_code == 422
    with tenant_context(shop.tenant.id):
        digest = Reward.objects.get().picture
    assert owner.get(f"rewards/pictures/{digest}")["Content-Type"] == "image/webp"


def test_picture_is_taken_away_by_its_own_button_alone(newcomer: tuple[Person, Shop]):
    owner, shop = newcomer
    offer(shop, noise=1)
    with tenant_context(shop.tenant.id):
        row = Reward.objects.get()

    without_file = owner.post(f"rewards/{row.id}/picture")
    with tenant_context(shop.tenant.id):
        kept = Reward.objects.get().picture
    owner.post(f"rewards/{row.id}/picture", do="remove")

    assert without_file.status_code == 422
    assert kept == row.picture
    with tenant_context(shop.tenant.id):
        assert Reward.objects.get().picture == ""


def test_prices_are_shown_as_people_type_them(newcomer: tuple[Person, Shop]):
    owner, shop = newcomer
    offer(shop, points=12_550, money=10_000)
    with tenant_context(shop.tenant.id):
        row = Reward.objects.get()

    page = owner.get(f"rewards/{row.id}").content.decode()

    assert 'value="125.50"' in page
    assert 'value="100"' in page


def test_orders_are_made_ready_together_and_picked_by_a_list(newcomer: tuple[Person, Shop]):
    owner, shop = newcomer
    member = join(shop, points=100_000)
    code = offer(shop, name="Кружка")
    made = [ordered(shop, member, code, key=f"many-{number}") for number in range(2)]

    picked = owner.get("rewards/orders?state=PAID&print=1").content.decode()
    owner.post("rewards/orders/ready", order=[str(one) for one in made])

    assert picked.count("Кружка × 1") == 2
    with tenant_context(shop.tenant.id):
        assert set(Order.objects.values_list("state", flat=True)) == {"READY"}


def test_money_of_cancelled_orders_is_given_back_once(newcomer: tuple[Person, Shop]):
    """Whoever is only at another outlet gives none, and sees none."""
    owner, shop = newcomer
    member = join(shop, points=100_000)
    code = offer(shop, name="Зонт", money=12_300)
    made = [ordered(shop, member, code, key=f"owed-{number}") for number in range(2)]
    with tenant_context(shop.tenant.id):
        for order_id in made:
            operations.pay(order_id=order_id, orderer=TILL, at=now())
        operations.cancel(order_id=made[0], orderer=TILL, at=now())

    before = owner.get("rewards/orders?state=OWED").content.decode()
    for order_id in (*made, "no id", new_id()):
        told = owner.post("rewards/orders/money", given=str(order_id))
        assert told["Location"].endswith("?state=OWED")
    after = owner.get("rewards/orders?state=OWED").content.decode()

    assert [page.count(f'value="{made[0]}"') for page in (before, after)] == [1, 0]
    assert [page.count("To be given back: 123.00") for page in (before, after)] == [1, 0]
    assert f'value="{made[1]}"' not in before
    with tenant_context(shop.tenant.id):
        given = dict(Order.objects.values_list("id", "money_given_at"))
        assert [given[one] is None for one in made] == [False, True]
        assert Record.objects.filter(action="reward_order_refunded").count() == 1


def test_orders_are_listed_by_what_they_are_by_now_and_go_on_where_a_page_ended(
    newcomer: tuple[Person, Shop], monkeypatch: pytest.MonkeyPatch
):
    """T2: nobody wrote down yet that the first was not paid in time."""
    owner, shop = newcomer
    member = join(shop, points=100_000)
    held, mug = offer(shop, name="Зонт", money=100), offer(shop, name="Кружка")
    for number, code in enumerate((held, mug, mug)):
        ordered(shop, member, code, key=f"by-now-{number}")
    with monkeypatch.context() as later:
        later.setattr(reward_orders, "now", lambda: now() + dt.timedelta(days=3))
        told = [
            "Зонт × 1" in owner.get(f"rewards/orders?state={state}").content.decode()
            for state in ("ORDERED", "EXPIRED")
        ]
    monkeypatch.setattr(reward_orders, "PAGE", 1)

    first = owner.get("rewards/orders?state=PAID").content.decode()
    following = first.split("?state=PAID&amp;before=")[1].split('"')[0]
    second = owner.get(f"rewards/orders?state=PAID&before={following}").content.decode()

    assert told == [False, True]
    assert [page.count("Кружка × 1") for page in (first, second)] == [1, 1]
    assert following in first
    assert following not in second
    picked = owner.get("rewards/orders?state=PAID&print=1").content.decode()
    assert picked.count("Кружка × 1") == 2


def test_form_says_how_many_members_would_see_the_reward(newcomer: tuple[Person, Shop]):
    owner, shop = newcomer
    golden, _, _ = [join(shop) for _ in range(3)]
    with tenant_context(shop.tenant.id):
        PurchaseSummary.objects.filter(member_id=golden).update(tier="gold")
    tomorrow = (now() + dt.timedelta(days=2)).date().isoformat()
    last_year = (now() - dt.timedelta(days=365)).date().isoformat()

    said = [
        " ".join(owner.post("rewards/seen", **form).content.decode().split())
        for form in (
            {"is_shown": "on"},
            {"is_shown": "on", "tiers": "gold"},
            {},
            {"is_shown": "on", "valid_from": tomorrow},
            {"is_shown": "on", "valid_until": last_year},
            {"is_shown": "on", "valid_until": "yesterday"},
        )
    ]

    assert "3 members of 3 see it" in said[0]
    assert "1 member of 3 sees it" in said[1]
    assert "not on the shelf" in said[2]
    assert "before its first day; then 3 members of 3" in said[3]
    assert "its last day is over" in said[4]
    assert "Choose its days" in said[5]
    assert "3 members of 3 see it" in " ".join(owner.get("rewards/new").content.decode().split())
