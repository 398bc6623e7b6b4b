"""Every shape of question that a simpler tenant key answers wrongly, without saying so.

Asked as the owner of the tables: row-level security would hide the
neighbour's rows, which have the same values and the same ids, and with them a
join that forgot the tenant.
"""

import asyncio
from collections import Counter
from collections.abc import Iterable
from typing import Any

import pytest
from asgiref.sync import async_to_sync
from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Sum, When

from plushka.domain.tenants.rows import TenantQuerySet
from tests.domain.tenants.conftest import Shop
from tests.shapes.models import Member, Sale, SaleLine


def cards(members: Iterable[Member]) -> list[str]:
    return sorted(member.card for member in members)


def receipts(sales: Iterable[Sale]) -> list[str]:
    return sorted(sale.receipt for sale in sales)


MEMBERS: dict[str, tuple[Any, list[str]]] = {
    "exclude by what they bought": (
        lambda found: found.exclude(sales__total__gte=100),
        ["b", "c"],
    ),
    "filter by not having bought": (
        lambda found: found.filter(~Q(sales__total__gte=100)),
        ["b", "c"],
    ),
    "exclude by lines two levels down": (
        lambda found: found.exclude(sales__lines__sku="k"),
        ["b", "c"],
    ),
    "filter by lines two levels down": (lambda found: found.filter(sales__lines__sku="k"), ["a"]),
    "exclude two conditions of one sale": (
        lambda found: found.exclude(sales__total=5, sales__receipt="2"),
        ["b", "c"],
    ),
    "without sales, by isnull": (lambda found: found.filter(sales__isnull=True), ["c"]),
    "without sales, by None": (lambda found: found.filter(sales=None), ["c"]),
    "with sales": (lambda found: found.exclude(sales__isnull=True).distinct(), ["a", "b"]),
    "exclude one by pk": (lambda found: found.exclude(card="a"), ["b", "c"]),
    "pk in a subquery": (
        lambda found: found.filter(pk__in=Member.objects.filter(name="a").values("pk")),
        ["a"],
    ),
    "pk in a list": (
        lambda found: found.filter(pk__in=[one.pk for one in found]),
        ["a", "b", "c"],
    ),
    "one set or another": (
        lambda found: found.filter(card="a") | found.filter(card="b"),
        ["a", "b"],
    ),
    "one set and another": (
        lambda found: found.filter(card="a") & found.filter(sales__total=5),
        ["a"],
    ),
    "exists, by the outer row": (
        lambda found: found.filter(
            Exists(
                Sale.objects.filter(
                    tenant=OuterRef("tenant"), member=OuterRef("id"), total__gte=100
                )
            )
        ),
        ["a"],
    ),
    "exists, by the outer pk": (
        lambda found: found.filter(
            Exists(SaleLine.objects.filter(sale__member__pk=OuterRef("pk")))
        ),
        ["a"],
    ),
    "by another member": (lambda found: found.filter(referrer__card="a"), ["b"]),
    "by those they sent": (lambda found: found.filter(invitees__card="b"), ["a"]),
    "exclude by another member": (lambda found: found.exclude(referrer__card="a"), ["a", "c"]),
    "exclude by those they sent": (lambda found: found.exclude(invitees__card="b"), ["b", "c"]),
}


@pytest.mark.parametrize(("ask", "expected"), MEMBERS.values(), ids=MEMBERS)
def test_members_found(unguarded: Shop, ask: Any, expected: list[str]):
    answer = ask(Member.objects.all())

    assert cards(answer) == expected
    assert {member.tenant_id for member in answer} == {unguarded.tenant.id}
    assert answer.count() == len(expected)


SALES: dict[str, tuple[Any, list[str]]] = {
    "exclude by the member": (lambda found, _: found.exclude(member__card="a"), ["3", "4"]),
    "exclude by what the member bought": (
        lambda found, _: found.exclude(member__sales__total__gte=100),
        ["3", "4"],
    ),
    "member is a row": (lambda found, shop: found.filter(member=shop.anna), ["1", "2"]),
    "member is a bare id": (lambda found, shop: found.filter(member_id=shop.anna.id), ["1", "2"]),
    "member is one row or another": (
        lambda found, shop: found.filter(Q(member=shop.anna) | Q(member=shop.bohdan)),
        ["1", "2", "3"],
    ),
    "pk of the member": (lambda found, shop: found.filter(member__pk=shop.anna.pk), ["1", "2"]),
    "pks of members": (
        lambda found, shop: found.filter(member__pk__in=[shop.anna.pk, shop.bohdan.pk]),
        ["1", "2", "3"],
    ),
    "id of the member": (lambda found, shop: found.filter(member__id=shop.anna.id), ["1", "2"]),
    "member in a subquery": (
        lambda found, _: found.filter(member__in=Member.objects.filter(name="a")),
        ["1", "2"],
    ),
    "member in a list of rows": (
        lambda found, shop: found.filter(member__in=[shop.anna, shop.vera]),
        ["1", "2"],
    ),
    "member in a list of ids": (
        lambda found, shop: found.filter(member__in=[shop.anna.id, shop.bohdan.id]),
        ["1", "2", "3"],
    ),
    "member_id in a list": (
        lambda found, shop: found.filter(member_id__in=[shop.anna.id, shop.bohdan.id]),
        ["1", "2", "3"],
    ),
    "member_id in values of ids": (
        lambda found, _: found.filter(member_id__in=Member.objects.filter(name="b").values("id")),
        ["3"],
    ),
    "member_id in values of nobody": (
        lambda found, _: found.filter(member_id__in=Member.objects.filter(name="c").values("id")),
        [],
    ),
    "not this member, of those with one": (
        lambda found, shop: found.filter(member_id__isnull=False).exclude(member=shop.anna),
        ["3"],
    ),
    "not these members, of those with one": (
        lambda found, shop: found.filter(member_id__isnull=False).exclude(member__in=[shop.anna]),
        ["3"],
    ),
    "not this member, nobody's too": (
        lambda found, shop: found.exclude(member=shop.anna),
        ["3", "4"],
    ),
    "member is itself": (lambda found, _: found.filter(member_id=F("member_id")), ["1", "2", "3"]),
    "nobody's": (lambda found, _: found.filter(member=None), ["4"]),
    "nobody's, by isnull": (lambda found, _: found.filter(member__isnull=True), ["4"]),
    "in the order of members": (lambda found, _: found.order_by("member"), ["1", "2", "3", "4"]),
    "with a line": (lambda found, _: found.filter(lines__sku="k"), ["1"]),
}


@pytest.mark.parametrize(("ask", "expected"), SALES.values(), ids=SALES)
def test_sales_found(unguarded: Shop, ask: Any, expected: list[str]):
    answer = ask(Sale.objects.all(), unguarded)

    assert receipts(answer) == expected
    assert {sale.tenant_id for sale in answer} <= {unguarded.tenant.id}
    assert answer.count() == len(expected)


def test_comparing_with_a_row_compares_its_tenant(unguarded: Shop):
    everybodys = TenantQuerySet(Sale)

    assert everybodys.filter(member_id=unguarded.anna.id).count() == 4
    assert everybodys.filter(member=unguarded.anna).count() == 2
    assert everybodys.filter(member__in=[unguarded.anna, unguarded.bohdan]).count() == 3
    assert everybodys.filter(member__pk=unguarded.anna.pk).count() == 2
    assert everybodys.exclude(member=unguarded.anna).filter(total=100).count() == 1


def test_exclude_through_many_compares_the_tenant(unguarded: Shop, neighbour: Shop):
    everybodys = TenantQuerySet(Member).exclude(sales__lines__sku="k")

    assert sorted((member.tenant_id, member.card) for member in everybodys) == sorted(
        [(unguarded.tenant.id, "b"), (unguarded.tenant.id, "c"), (neighbour.tenant.id, "b")]
    )


def by(name: str, grouped: QuerySet[Any]) -> dict[Any, int]:
    return {row[name]: row["n"] for row in grouped.annotate(n=Count("id"))}


def test_sales_are_counted_for_each_member(unguarded: Shop):
    counted = Member.objects.annotate(n=Count("sales__id"))

    assert dict(counted.values_list("card", "n")) == {"a": 2, "b": 1, "c": 0}


def test_two_joins_are_counted_by_distinct_ids(unguarded: Shop):
    counted = Member.objects.annotate(
        n=Count("sales__id", distinct=True), lines=Count("sales__lines__id", distinct=True)
    )

    assert list(counted.order_by("card").values_list("card", "n", "lines")) == [
        ("a", 2, 2),
        ("b", 1, 0),
        ("c", 0, 0),
    ]


def test_relation_itself_can_be_counted(unguarded: Shop):
    counted = Member.objects.annotate(n=Count("sales"))

    assert dict(counted.values_list("card", "n")) == {"a": 2, "b": 1, "c": 0}


def test_distinct_members_are_counted_once(unguarded: Shop):
    assert Member.objects.filter(sales__total__gte=1).distinct().count() == 2


def test_sums_do_not_double(unguarded: Shop):
    assert Member.objects.filter(card="a").aggregate(n=Sum("sales__total"))["n"] == 105


@pytest.mark.parametrize("name", ["member", "member_id"])
def test_sales_are_grouped_by_member(unguarded: Shop, name: str):
    assert by(name, Sale.objects.values(name)) == {
        unguarded.anna.id: 2,
        unguarded.bohdan.id: 1,
        None: 1,
    }


def test_sales_are_grouped_by_a_column_of_the_member(unguarded: Shop):
    assert by("member__card", Sale.objects.values("member__card")) == {"a": 2, "b": 1, None: 1}


def test_sales_are_ordered_by_a_column_of_the_member(unguarded: Shop):
    ordered = Sale.objects.order_by("-member__card", "receipt")

    assert [sale.receipt for sale in ordered] == ["4", "3", "1", "2"]


def test_case_looks_through_the_key(unguarded: Shop):
    annas = Sum(Case(When(member__card="a", then=1), default=0))

    assert Sale.objects.aggregate(n=annas)["n"] == 2


def test_latest_is_of_the_tenant(unguarded: Shop):
    assert Member.objects.latest("joined_on") == unguarded.vera
    assert Member.objects.earliest("joined_on") == unguarded.anna


def test_row_is_contained_and_exists(unguarded: Shop):
    assert Member.objects.contains(unguarded.anna)
    assert Member.objects.filter(card="c").exists()
    assert not Member.objects.filter(card="z").exists()


def test_members_come_with_their_sales(unguarded: Shop):
    members = Member.objects.order_by("card").prefetch_related("sales__lines")

    assert [receipts(member.sales.all()) for member in members] == [["1", "2"], ["3"], []]
    assert Counter(line.sku for line in members[0].sales.get(total=100).lines.all()) == {
        "k": 1,
        "l": 1,
    }


@pytest.mark.parametrize("way", ["select_related", "prefetch_related"])
def test_sales_come_with_their_members(unguarded: Shop, way: str, django_assert_num_queries: Any):
    sales = getattr(Sale.objects.order_by("receipt"), way)("member")

    with django_assert_num_queries(1 if way == "select_related" else 2):
        found = [(sale.receipt, sale.member and sale.member.pk) for sale in sales]

    anna, bohdan = unguarded.anna.pk, unguarded.bohdan.pk
    assert found == [("1", anna), ("2", anna), ("3", bohdan), ("4", None)]


def test_member_is_fetched_by_both_columns(unguarded: Shop):
    assert Sale.objects.get(receipt="3").member.tenant_id == unguarded.tenant.id


def test_nobodys_sale_asks_nobody(unguarded: Shop, django_assert_num_queries: Any):
    sale = Sale.objects.get(receipt="4")

    with django_assert_num_queries(0):
        assert sale.member is None


def test_rows_are_counted_from_a_coroutine(unguarded: Shop):
    async def count() -> int:
        await asyncio.sleep(0)
        return await Member.objects.acount()

    assert async_to_sync(count)() == 3
