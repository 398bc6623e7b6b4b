"""Batches of codes in the cabinet: made, started, closed, revoked, replaced."""

import re
from uuid import UUID

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from plushka.domain.codes.giving import ByTier, Fixed
from plushka.domain.codes.models import Batch
from plushka.domain.codes.queries import gives_of
from plushka.domain.tenants.context import tenant_context
from plushka.lib.ids import new_id
from tests.web.access.code_things import a_batch, work
from tests.web.conftest import Shop
from tests.web.manager.conftest import Person
from tests.web.till.people import text_of

NEW = {
    "name": "Крышки, весна",
    "n_codes": "100",
    "alphabet": "LETTERS",
    "length": "12",
    "kind": "fixed",
    "points": "12,50",
    "valid_until": "2027-05-31",
    "most_per_day": "3",
}


def batch_of(shop: Shop, batch_id: UUID) -> Batch:
    with tenant_context(shop.tenant.id):
        return Batch.objects.get(id=batch_id)


def newest(shop: Shop) -> Batch:
    with tenant_context(shop.tenant.id):
        return Batch.objects.order_by("-number")[0]


def seen(page: str) -> str:
    return re.findall(r'name="seen" value="([0-9a-f]+)"', page)[0]


def test_a_company_without_codes_reads_what_to_do(newcomer: tuple[Person, Shop]):
    owner, _shop = newcomer

    assert "No codes yet." in owner.get("codes").content.decode()


def test_a_batch_is_made_of_what_was_typed(newcomer: tuple[Person, Shop]):
    owner, shop = newcomer

    answer = owner.post("codes/new", **NEW)
    work(shop)

    made = newest(shop)
    assert answer["Location"] == f"/manage/codes/{made.id}?just=asked"
    assert (made.name, made.n_codes, made.n_made, made.state) == (
        "Крышки, весна",
        100,
        100,
        "PRINTED",
    )
    assert gives_of(made).points == Fixed(1250)
    assert (made.most_per_member, made.most_per_day) == (None, 3)
    # The last day is over when the next one begins, in Moscow.
    assert made.valid_until.isoformat() == "2027-05-31T21:00:00+00:00"
    page = owner.get(f"codes/{made.id}").content.decode()
    assert 'name="valid_until"' in page
    assert 'value="2027-05-31"' in page


def test_the_page_is_opened_anew_once_the_codes_are_made(newcomer: tuple[Person, Shop]):
    owner, shop = newcomer
    address = owner.post("codes/new", **NEW)["Location"]
    made = newest(shop)
    part = f"/manage/codes/{made.id}?was_making=yes"

    before = owner.client.get(part, headers={"HX-Request": "true"})
    told = owner.client.get(address).content.decode()
    work(shop)
    after = owner.client.get(part, headers={"HX-Request": "true"})
    opened = owner.client.get(address).content.decode()

    assert "HX-Refresh" not in before.headers
    assert after["HX-Refresh"] == "true"
    assert f'hx-get="{part}"' in before.content.decode()
    assert "The codes are being made." in told
    assert "The codes are being made." not in opened
    assert f"type it at testserver/{shop.tenant.slug}/c" in opened
    assert "hx-trigger" not in opened[opened.index('id="working"') :]


def test_points_may_differ_by_tier(newcomer: tuple[Person, Shop]):
    owner, shop = newcomer
    part = owner.client.post("/manage/codes/look?part=gives", NEW | {"kind": "tiers"})
    [tier, *_others] = re.findall(r'name="tier\.(\w+)"', part.content.decode())

    owner.post("codes/new", **(NEW | {"kind": "tiers", f"tier.{tier}": "5", "other": "1"}))

    assert gives_of(newest(shop)).points == ByTier({tier: 500}, 100)


def test_a_form_sent_twice_makes_one_batch(newcomer: tuple[Person, Shop]):
    owner, shop = newcomer
    form = NEW | {"key": str(new_id())}

    once, again = owner.post("codes/new", **form), owner.post("codes/new", **form)

    assert once["Location"] == again["Location"]
    with tenant_context(shop.tenant.id):
        assert Batch.objects.count() == 1


def test_odds_are_told_while_one_types(newcomer: tuple[Person, Shop]):
    owner, _shop = newcomer

    good = text_of(owner.post("codes/look", **NEW))
    easy = text_of(owner.post("codes/look", **(NEW | {"length": "6", "n_codes": "100000"})))
    digits = text_of(owner.post("codes/look", **(NEW | {"alphabet": "DIGITS"})))
    unknown = text_of(owner.post("codes/look", **(NEW | {"length": "many"})))
    too_many = {"alphabet": "DIGITS", "length": "6", "n_codes": "5000000"}
    crowded = text_of(owner.post("codes/look", **(NEW | too_many)))
    likely = text_of(owner.post("codes/look", **(NEW | {"length": "6", "n_codes": "5000000"})))

    assert "One guess in 3,538,147,832,054,690" in good
    assert "That is too easy. Take 8 random characters or more." in easy
    assert "far easier to guess" in digits
    assert "Type how many codes and how long" in unknown
    assert "One guess in 1 meets one." in crowded
    assert "with a chance of 100 %" in crowded
    assert "with a chance of 100 %" in likely


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"name": ""}, "Type a name of up to 100 characters."),
        ({"n_codes": "0"}, "Type how many codes are wanted"),
        ({"n_codes": "10 000 001"}, "Type how many codes are wanted"),
        ({"length": "7"}, "need at least"),
        ({"prefix": "КРЫШКА-7"}, "Type up to 6 Latin letters and digits"),
        ({"points": "0"}, "Say what a code gives"),
        ({"points": "ten"}, "Type points, such as 10 or 12.50"),
        ({"kind": "nothing"}, "Say what a code gives"),
        ({"days": "4000"}, "Type a whole number of days"),
        ({"valid_from": "2027-06-01"}, "Choose a last day that is not before the first one."),
        ({"valid_until": "2027-02-30"}, "Choose a day."),
        ({"most_per_day": "0"}, "Type a whole number above zero"),
    ],
    ids=lambda one: str(sorted(one)) if isinstance(one, dict) else None,
)
def test_what_cannot_be_is_said_at_its_field_and_nothing_is_made(
    newcomer: tuple[Person, Shop], typed: dict[str, str], said: str
):
    owner, shop = newcomer
    big = {"n_codes": "1000000"} if "length" in typed else {}

    answer = owner.post("codes/new", **(NEW | big | typed))

    assert answer.status_code == 422
    assert said in text_of(answer)
    with tenant_context(shop.tenant.id):
        assert Batch.objects.count() == 0


def test_a_batch_is_handed_over_started_and_closed(newcomer: tuple[Person, Shop]):
    owner, shop = newcomer
    batch = a_batch(shop)
    states = []

    for do in ("ship", "start", "close"):
        stamp = seen(owner.get(f"codes/{batch}").content.decode())
        once = owner.post(f"codes/{batch}/move", do=do, seen=stamp)
        again = owner.post(f"codes/{batch}/move", do=do, seen=stamp)
        assert (once["Location"], again["Location"]) == (f"/manage/codes/{batch}?just={do}",) * 2
        states.append(batch_of(shop, batch).state)

    assert states == ["SHIPPED", "ACTIVE", "CLOSED"]
    page = owner.get(f"codes/{batch}").content.decode()
    assert "Change it" not in page
    assert "nobody can print them again" in page


def test_the_second_of_two_is_told(newcomer: tuple[Person, Shop]):
    owner, shop = newcomer
    batch = a_batch(shop)
    stamp = seen(owner.get(f"codes/{batch}").content.decode())
    owner.post(f"codes/{batch}/move", do="start", seen=stamp)

    late = owner.post(f"codes/{batch}/move", do="ship", seen=stamp)

    assert late.status_code == 422
    assert "Somebody changed this batch meanwhile" in late.content.decode()
    assert batch_of(shop, batch).state == "ACTIVE"


def test_a_batch_is_revoked_and_replaced_with_a_reason(newcomer: tuple[Person, Shop]):
    owner, shop = newcomer
    batch = a_batch(shop)
    stamp = seen(owner.get(f"codes/{batch}").content.decode())
    form = {"do": "replace", "seen": stamp, "key": str(new_id())}

    refused = owner.post(f"codes/{batch}/move", **form)
    replaced = owner.post(f"codes/{batch}/move", reason="Список утёк", **form)
    again = owner.post(f"codes/{batch}/move", reason="Список утёк", **form)

    assert refused.status_code == 422
    assert "Say why" in refused.content.decode()
    new = newest(shop)
    assert replaced["Location"] == again["Location"] == f"/manage/codes/{new.id}?just=replaced"
    assert (new.number, new.replaces_id) == (2, batch)
    assert batch_of(shop, batch).state == "REVOKED"
    assert f"/manage/codes/{new.id}" in owner.get(f"codes/{batch}").content.decode()


def test_name_and_limits_change_and_the_promise_of_an_active_batch_stays(
    newcomer: tuple[Person, Shop],
):
    owner, shop = newcomer
    batch = a_batch(shop)
    page = owner.get(f"codes/{batch}").content.decode()
    owner.post(f"codes/{batch}/move", do="start", seen=seen(page))
    page = owner.get(f"codes/{batch}").content.decode()

    answer = owner.post(
        f"codes/{batch}/change", seen=seen(page), name="Крышки, лето", most_per_member="2"
    )

    assert answer["Location"] == f"/manage/codes/{batch}?just=changed"
    changed = batch_of(shop, batch)
    assert (changed.name, changed.most_per_member) == ("Крышки, лето", 2)
    assert gives_of(changed).points == Fixed(1000)
    assert 'name="kind"' not in page


def test_long_names_and_markup_are_shown_as_they_are(newcomer: tuple[Person, Shop]):
    owner, shop = newcomer
    a_batch(shop, name="<b>🎉" + "Ж" * 96)

    page = owner.get("codes").content.decode()

    assert "&lt;b&gt;🎉" + "Ж" * 96 in page


@pytest.mark.parametrize("n", [1, 3])
def test_the_list_asks_the_same_whatever_is_in_it(newcomer: tuple[Person, Shop], n: int):
    owner, shop = newcomer
    for _batch in range(n):
        a_batch(shop, n_codes=1)
    owner.get("codes")

    with CaptureQueriesContext(connections["default"]) as asked:
        owner.get("codes")

    assert len(asked) == 9
