"""Every shape of question that a simpler tenant key answers wrongly, without saying so.

Asked as the owner of the tables: row-level security would hide the neighbour's rows, which
have the same values and the same ids, and with them a join that forgot the tenant.
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
from tests.shapes.models import Basket, BasketLine, Buyer


def cards(buyers: Iterable[Buyer]) -> list[str]:
    return sorted(buyer.card for buyer in buyers)


def receipts(baskets: Iterable[Basket]) -> list[str]:
    return sorted(basket.receipt for basket in baskets)


BUYERS: dict[str, tuple[Any, list[str]]] = {
    "exclude by what they bought": (
        lambda found: found.exclude(baskets__total__gte=100),
        ["b", "c"],
    ),
    "filter by not having bought": (
        lambda found: found.filter(~Q(baskets__total__gte=100)),
        ["b", "c"],
    ),
    "exclude by lines two levels down": (
        lambda found: found.exclude(baskets__lines__sku="k"),
        ["b", "c"],
    ),
    "filter by lines two levels down": (
        lambda found: found.filter(baskets__lines__sku="k"),
        ["a"],
    ),
    "exclude two conditions of one basket": (
        lambda found: found.exclude(baskets__total=5, baskets__receipt="2"),
        ["b", "c"],
    ),
    "without baskets, by isnull": (lambda found: found.filter(baskets__isnull=True), ["c"]),
    "without baskets, by None": (lambda found: found.filter(baskets=None), ["c"]),
    "with baskets": (lambda found: found.exclude(baskets__isnull=True).distinct(), ["a", "b"]),
    "exclude one by pk": (lambda found: found.exclude(card="a"), ["b", "c"]),
    "pk in a subquery": (
        lambda found: found.filter(pk__in=Buyer.objects.filter(name="a").values("pk")),
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
        lambda found: found.filter(card="a") & found.filter(baskets__total=5),
        ["a"],
    ),
    "exists, by the outer row": (
        lambda found: found.filter(
            Exists(
                Basket.objects.filter(
                    tenant=OuterRef("tenant"), buyer=OuterRef("id"), total__gte=100
                )
            )
        ),
        ["a"],
    ),
    "exists, by the outer pk": (
        lambda found: found.filter(
            Exists(BasketLine.objects.filter(basket__buyer__pk=OuterRef("pk")))
        ),
        ["a"],
    ),
    "by another buyer": (lambda found: found.filter(referrer__card="a"), ["b"]),
    "by those they sent": (lambda found: found.filter(invitees__card="b"), ["a"]),
    "exclude by another buyer": (lambda found: found.exclude(referrer__card="a"), ["a", "c"]),
    "exclude by those they sent": (lambda found: found.exclude(invitees__card="b"), ["b", "c"]),
}


@pytest.mark.parametrize(("ask", "expected"), BUYERS.values(), ids=BUYERS)
def test_buyers_found(unguarded: Shop, ask: Any, expected: list[str]):
    answer = ask(Buyer.objects.all())

    assert cards(answer) == expected
    assert {buyer.tenant_id for buyer in answer} == {unguarded.tenant.id}
    assert answer.count() == len(expected)


BASKETS: dict[str, tuple[Any, list[str]]] = {
    "exclude by the buyer": (lambda found, _: found.exclude(buyer__card="a"), ["3", "4"]),
    "exclude by what the buyer bought": (
        lambda found, _: found.exclude(buyer__baskets__total__gte=100),
        ["3", "4"],
    ),
    "buyer is a row": (lambda found, shop: found.filter(buyer=shop.anna), ["1", "2"]),
    "buyer is a bare id": (lambda found, shop: found.filter(buyer_id=shop.anna.id), ["1", "2"]),
    "buyer is one row or another": (
        lambda found, shop: found.filter(Q(buyer=shop.anna) | Q(buyer=shop.bohdan)),
        ["1", "2", "3"],
    ),
    "pk of the buyer": (lambda found, shop: found.filter(buyer__pk=shop.anna.pk), ["1", "2"]),
    "pks of buyers": (
        lambda found, shop: found.filter(buyer__pk__in=[shop.anna.pk, shop.bohdan.pk]),
        ["1", "2", "3"],
    ),
    "id of the buyer": (lambda found, shop: found.filter(buyer__id=shop.anna.id), ["1", "2"]),
    "buyer in a subquery": (
        lambda found, _: found.filter(buyer__in=Buyer.objects.filter(name="a")),
        ["1", "2"],
    ),
    "buyer in a list of rows": (
        lambda found, shop: found.filter(buyer__in=[shop.anna, shop.vera]),
        ["1", "2"],
    ),
    "buyer in a list of ids": (
        lambda found, shop: found.filter(buyer__in=[shop.anna.id, shop.bohdan.id]),
        ["1", "2", "3"],
    ),
    "buyer_id in a list": (
        lambda found, shop: found.filter(buyer_id__in=[shop.anna.id, shop.bohdan.id]),
        ["1", "2", "3"],
    ),
    "buyer_id in values of ids": (
        lambda found, _: found.filter(buyer_id__in=Buyer.objects.filter(name="b").values("id")),
        ["3"],
    ),
    "buyer_id in values of nobody": (
        lambda found, _: found.filter(buyer_id__in=Buyer.objects.filter(name="c").values("id")),
        [],
    ),
    "not this buyer, of those with one": (
        lambda found, shop: found.filter(buyer_id__isnull=False).exclude(buyer=shop.anna),
        ["3"],
    ),
    "not these buyers, of those with one": (
        lambda found, shop: found.filter(buyer_id__isnull=False).exclude(buyer__in=[shop.anna]),
        ["3"],
    ),
    "not this buyer, nobody's too": (
        lambda found, shop: found.exclude(buyer=shop.anna),
        ["3", "4"],
    ),
    "buyer is itself": (lambda found, _: found.filter(buyer_id=F("buyer_id")), ["1", "2", "3"]),
    "nobody's": (lambda found, _: found.filter(buyer=None), ["4"]),
    "nobody's, by isnull": (lambda found, _: found.filter(buyer__isnull=True), ["4"]),
    "in the order of buyers": (lambda found, _: found.order_by("buyer"), ["1", "2", "3", "4"]),
    "with a line": (lambda found, _: found.filter(lines__sku="k"), ["1"]),
}


@pytest.mark.parametrize(("ask", "expected"), BASKETS.values(), ids=BASKETS)
def test_baskets_found(unguarded: Shop, ask: Any, expected: list[str]):
    answer = ask(Basket.objects.all(), unguarded)

    assert receipts(answer) == expected
    assert {basket.tenant_id for basket in answer} <= {unguarded.tenant.id}
    assert answer.count() == len(expected)


def test_comparing_with_a_row_compares_its_tenant(unguarded: Shop):
    everybodys = TenantQuerySet(Basket)

    assert everybodys.filter(buyer_id=unguarded.anna.id).count() == 4
    assert everybodys.filter(buyer=unguarded.anna).count() == 2
    assert everybodys.filter(buyer__in=[unguarded.anna, unguarded.bohdan]).count() == 3
    assert everybodys.filter(buyer__pk=unguarded.anna.pk).count() == 2
    assert everybodys.exclude(buyer=unguarded.anna).filter(total=100).count() == 1


def test_exclude_through_many_compares_the_tenant(unguarded: Shop, neighbour: Shop):
    everybodys = TenantQuerySet(Buyer).exclude(baskets__lines__sku="k")

    assert sorted((buyer.tenant_id, buyer.card) for buyer in everybodys) == sorted(
        [(unguarded.tenant.id, "b"), (unguarded.tenant.id, "c"), (neighbour.tenant.id, "b")]
    )


def by(name: str, grouped: QuerySet[Any]) -> dict[Any, int]:
    return {row[name]: row["n"] for row in grouped.annotate(n=Count("id"))}


def test_baskets_are_counted_for_each_buyer(unguarded: Shop):
    counted = Buyer.objects.annotate(n=Count("baskets__id"))

    assert dict(counted.values_list("card", "n")) == {"a": 2, "b": 1, "c": 0}


def test_two_joins_are_counted_by_distinct_ids(unguarded: Shop):
    counted = Buyer.objects.annotate(
        n=Count("baskets__id", distinct=True), lines=Count("baskets__lines__id", distinct=True)
    )

    assert list(counted.order_by("card").values_list("card", "n", "lines")) == [
        ("a", 2, 2),
        ("b", 1, 0),
        ("c", 0, 0),
    ]


def test_relation_itself_can_be_counted(unguarded: Shop):
    counted = Buyer.objects.annotate(n=Count("baskets"))

    assert dict(counted.values_list("card", "n")) == {"a": 2, "b": 1, "c": 0}


def test_distinct_buyers_are_counted_once(unguarded: Shop):
    assert Buyer.objects.filter(baskets__total__gte=1).distinct().count() == 2


def test_sums_do_not_double(unguarded: Shop):
    assert Buyer.objects.filter(card="a").aggregate(n=Sum("baskets__total"))["n"] == 105


@pytest.mark.parametrize("name", ["buyer", "buyer_id"])
def test_baskets_are_grouped_by_buyer(unguarded: Shop, name: str):
    assert by(name, Basket.objects.values(name)) == {
        unguarded.anna.id: 2,
        unguarded.bohdan.id: 1,
        None: 1,
    }


def test_baskets_are_grouped_by_a_column_of_the_buyer(unguarded: Shop):
    assert by("buyer__card", Basket.objects.values("buyer__card")) == {"a": 2, "b": 1, None: 1}


def test_baskets_are_ordered_by_a_column_of_the_buyer(unguarded: Shop):
    ordered = Basket.objects.order_by("-buyer__card", "receipt")

    assert [basket.receipt for basket in ordered] == ["4", "3", "1", "2"]


def test_case_looks_through_the_key(unguarded: Shop):
    annas = Sum(Case(When(buyer__card="a", then=1), default=0))

    assert Basket.objects.aggregate(n=annas)["n"] == 2


def test_latest_is_of_the_tenant(unguarded: Shop):
    assert Buyer.objects.latest("joined_on") == unguarded.vera
    assert Buyer.objects.earliest("joined_on") == unguarded.anna


def test_row_is_contained_and_exists(unguarded: Shop):
    assert Buyer.objects.contains(unguarded.anna)
    assert Buyer.objects.filter(card="c").exists()
    assert not Buyer.objects.filter(card="z").exists()


def test_buyers_come_with_their_baskets(unguarded: Shop):
    buyers = Buyer.objects.order_by("card").prefetch_related("baskets__lines")

    assert [receipts(buyer.baskets.all()) for buyer in buyers] == [["1", "2"], ["3"], []]
    assert Counter(line.sku for line in buyers[0].baskets.get(total=100).lines.all()) == {
        "k": 1,
        "l": 1,
    }


@pytest.mark.parametrize("way", ["select_related", "prefetch_related"])
def test_baskets_come_with_their_buyers(unguarded: Shop, way: str, django_assert_num_queries: Any):
    baskets = getattr(Basket.objects.order_by("receipt"), way)("buyer")

    with django_assert_num_queries(1 if way == "select_related" else 2):
        found = [(basket.receipt, basket.buyer and basket.buyer.pk) for basket in baskets]

    anna, bohdan = unguarded.anna.pk, unguarded.bohdan.pk
    assert found == [("1", anna), ("2", anna), ("3", bohdan), ("4", None)]


def test_buyer_is_fetched_by_both_columns(unguarded: Shop):
    assert Basket.objects.get(receipt="3").buyer.tenant_id == unguarded.tenant.id


def test_nobodys_basket_asks_nobody(unguarded: Shop, django_assert_num_queries: Any):
    basket = Basket.objects.get(receipt="4")

    with django_assert_num_queries(0):
        assert basket.buyer is None


def test_rows_are_counted_from_a_coroutine(unguarded: Shop):
    async def count() -> int:
        await asyncio.sleep(0)
        return await Buyer.objects.acount()

    assert async_to_sync(count)() == 3
