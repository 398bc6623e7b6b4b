"""A member sees their chances, then their tickets, then what these have won."""

import datetime as dt

from django.db import connection
from django.test.utils import CaptureQueriesContext

from plushka.domain.draws.models import Ticket
from plushka.domain.draws.terms import Prize
from plushka.domain.tenants.context import tenant_context
from tests.web.access import drawn
from tests.web.conftest import Shop
from tests.web.member.people import signed_in
from tests.web.till.people import join, now

DAY = dt.timedelta(days=1)
ONE = (Prize("Чайник", 1),)


def test_a_member_without_chances_reads_how_to_get_some(shop: Shop):
    page = signed_in(shop, join(shop)).get("draws").content.decode()

    assert "You have no chances in a draw yet." in page


def test_a_member_sees_chances_tickets_and_prizes(shop: Shop):
    anna, bohdan = join(shop), join(shop)
    open_ = drawn.open_(shop, (anna, 5), closes=now() + DAY)
    over = drawn.draw_(shop, (anna, 3), prizes=ONE)
    phone = signed_in(shop, anna)

    page = phone.get("draws").content.decode()

    with tenant_context(shop.tenant.id):
        ticket = Ticket.objects.get(draw_id=over.id)
    assert "has won: Чайник." in page
    assert ticket.participant in page
    assert "1–3" in page
    assert "Then they become tickets" in page
    assert f"/draws/{shop.tenant.slug}/{open_.id}" in page
    assert len(page.encode()) < 50_000
    theirs = signed_in(shop, bohdan).get("draws").content.decode()
    assert ticket.participant not in theirs


def test_a_members_own_data_tell_of_draws(shop: Shop):
    anna = join(shop)
    drawn.draw_(shop, (anna, 3), prizes=ONE)

    told = signed_in(shop, anna).get("data/json").json()

    assert [row["n"] for row in told["chances"]] == [3]
    assert [(row["first"], row["last"]) for row in told["tickets"]] == [(1, 3)]
    assert [(row["prize"], row["state"]) for row in told["prizes"]] == [("Чайник", "WON")]


def test_the_page_asks_as_much_for_three_draws_as_for_one(shop: Shop):
    def asked(n: int) -> int:
        anna = join(shop)
        for _ in range(n):
            drawn.draw_(shop, (anna, 1), prizes=ONE)
        phone = signed_in(shop, anna)
        phone.get("draws")
        with CaptureQueriesContext(connection) as queries:
            phone.get("draws")
        return len(queries)

    assert asked(1) == asked(3) <= 20
