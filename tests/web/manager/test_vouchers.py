"""Vouchers in the cabinet: issued once, shown until they are handed over, taken back."""

from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plushka.domain.members.tagging_many import tag_many
from plushka.domain.segments import operations as segments
from plushka.domain.tenants.context import tenant_context
from plushka.domain.vouchers.models import Voucher
from plushka.lib import letters
from plushka.lib.ids import new_id
from tests.web.access.code_things import work
from tests.web.access.vouchers_table import a_batch, a_voucher
from tests.web.conftest import Shop
from tests.web.manager.conftest import Person
from tests.web.till.people import join, now, text_of

FORM = {"title": "Скидка <b>10 %</b>", "gives": "percent", "value": "10", "n": "2"}


def rows(shop: Shop):
    with tenant_context(shop.tenant.id):
        return list(Voucher.objects.order_by("id"))


def test_vouchers_are_issued_once_however_often_it_is_pressed(newcomer: tuple[Person, Shop]):
    person, shop = newcomer
    assert "Nothing was issued yet" in text_of(person.get("vouchers"))
    form = FORM | {"key": str(new_id()), "until": "2099-01-31", "least_total": "1 000"}

    for _ in range(2):
        answer = person.post("vouchers", **form)

    first, second = rows(shop)
    assert answer.status_code == 302
    assert (
        first.terms
        == second.terms
        == {
            "title": "Скидка <b>10 %</b>",
            "percent": "10",
            "least_total": 100_000,
        }
    )
    assert first.valid_until.isoformat() == "2099-01-31T21:00:00+00:00"
    page = person.client.get(answer["Location"]).content.decode()
    assert "Скидка &lt;b&gt;10 %&lt;/b&gt;" in page
    assert f"{first.ending[1:]}" in page.replace("-", "")


def test_a_member_is_given_one_that_is_theirs(newcomer: tuple[Person, Shop]):
    person, shop = newcomer
    anna = join(shop, phone="+79161112233")

    person.post("vouchers", **FORM | {"n": "1", "member": "8 916 111-22-33"})

    [row] = rows(shop)
    assert row.member_id == anna


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"title": ""}, "Write what the customer reads"),
        ({"value": "101"}, "Write a number"),
        ({"gives": "off", "value": "много"}, "Write a number"),
        ({"gives": "price", "value": "0"}, "Name the goods"),
        ({"n": "1001"}, "Issue 1 to 1000"),
        ({"n": "-1"}, "Issue 1 to 1000"),
        ({"until": "2020-01-01"}, "Choose a day that is not over."),
        ({"until": "завтра"}, "Choose a day that is not over."),
        ({"member": "+79990000000"}, "Nobody has this phone or card."),
        ({"gives": "off", "most_off": "5"}, "Only a percent needs a limit"),
    ],
    ids=str,
)
def test_what_nobody_could_redeem_is_told_beside_its_field(
    newcomer: tuple[Person, Shop], wrong: dict[str, str], told: str
):
    person, shop = newcomer

    answer = person.post("vouchers", **FORM | wrong)

    assert answer.status_code == 422
    assert told in text_of(answer)
    assert rows(shop) == []


def test_codes_can_be_read_until_they_are_handed_over(newcomer: tuple[Person, Shop]):
    person, shop = newcomer
    batch = a_batch(shop)
    table = person.get(f"vouchers/{batch}/codes.csv").content.decode()
    codes = [line.split(",")[0] for line in table.splitlines()[1:]]
    assert [letters.read(one, 12)[-4:] for one in codes] == [one.ending for one in rows(shop)]

    person.post(f"vouchers/{batch}/handed-over")

    page = person.get(f"vouchers/{batch}").content.decode()
    assert not any(code in page for code in codes)
    assert f"•••• {rows(shop)[0].ending}" in page
    assert {one.sealed for one in rows(shop)} == {None}


def test_a_voucher_is_taken_back(newcomer: tuple[Person, Shop]):
    person, shop = newcomer
    one = a_voucher(shop)

    for _ in range(2):
        assert person.post(f"vouchers/one/{one}/revoke").status_code == 302

    assert [row.state for row in rows(shop)] == ["REVOKED", "ISSUED"]
    assert person.post(f"vouchers/one/{new_id()}/revoke").status_code == 404


def test_each_member_of_a_segment_is_given_one_after_their_number_was_seen(
    newcomer: tuple[Person, Shop],
):
    person, shop = newcomer
    anna, bohdan = join(shop), join(shop)
    with tenant_context(shop.tenant.id):
        tag_many(members=[anna, bohdan], tag="важный", actor="system:test", at=now())
        condition = {"field": "member.tags", "has": "важный"}
        whom = segments.create(name="Важные", condition=condition, actor="system:test", at=now())
    form = FORM | {"key": str(new_id()), "segment": str(whom), "n": "7"}

    asked = person.post("vouchers", **form)
    assert rows(shop) == []
    for _ in range(2):
        done = person.post("vouchers", **form, seen=f"{whom}:2")
    waiting = person.client.get(done["Location"])
    work(shop)

    assert asked.status_code == 200
    assert "2 members are in the segment now." in text_of(asked)
    assert f'name="seen" value="{whom}:2"' in asked.content.decode()
    assert "They are being issued: 0 of 2." in text_of(waiting)
    assert {row.member_id for row in rows(shop)} == {anna, bohdan}
    assert len(rows(shop)) == 2
    page = text_of(person.client.get(done["Location"]))
    assert "2 issued to the members of “Важные”" in page


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"segment": str(UUID(int=7))}, "Nobody is in this segment now"),
        ({"segment": "x"}, "Nobody is in this segment now"),
        ({"segment": str(UUID(int=7)), "member": "+79161112244"}, "not both"),
    ],
    ids=["unknown", "nonsense", "both"],
)
def test_a_segment_that_cannot_be_is_told_and_nothing_is_issued(
    newcomer: tuple[Person, Shop], wrong: dict[str, str], told: str
):
    person, shop = newcomer
    join(shop, phone="+79161112244")

    answer = person.post("vouchers", **FORM | wrong)

    assert answer.status_code == 422
    assert told in text_of(answer)
    assert rows(shop) == []


def test_the_list_asks_as_much_of_three_batches_as_of_one(newcomer: tuple[Person, Shop]):
    person, shop = newcomer
    a_batch(shop)
    person.get("vouchers")
    with CaptureQueriesContext(connection) as of_one:
        person.get("vouchers")
    for _ in range(2):
        a_batch(shop)
    with CaptureQueriesContext(connection) as of_three:
        person.get("vouchers")

    assert len(of_three) == len(of_one) <= 25
