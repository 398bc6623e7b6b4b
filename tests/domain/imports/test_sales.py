"""Receipts of the past come in from a file whose columns are called as they are."""

import datetime as dt

from plushka.domain.imports.models import ImportRow
from plushka.domain.ledger.models import Account
from plushka.domain.ledger.verify import verify
from plushka.domain.members.models import Identifier, Member, PurchaseSummary
from plushka.domain.sales.models import Return, Sale, SaleLine
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.models import Outlet
from plushka.lib.db.connection import raw
from tests.domain.imports.bringing import bring, run, state, told, try_file, undo, undone

FILE = (
    "Магазин;Номер чека;Дата;Клиент;Артикул;Кол-во;Цена;Скидка\n"
    "main;1002;21.11.2026 10:00;8 916 123-45-67;B;1;300;\n"
    "main;1001;20.11.2026 12:30;8 916 123-45-67;A;2;1 000,50;0,50\n"
    "main;1002;21.11.2026 10:00;8 916 123-45-67;C;0,5;100;\n"
    "side;1001;20.11.2026 12:30;;A;;99.90;\n"
)


def _receipts():
    rows = Sale.objects.order_by("at", "id").values_list("outlet__code", "receipt", "total")
    return [tuple(row) for row in rows]


def _is_right(company):
    with raw().cursor() as cursor:
        return verify(cursor, tenant=company).broken == []


def test_receipts_are_recorded_in_order_of_their_moments(firm):
    import_id = bring(firm, "sales", FILE)

    assert told(firm, import_id) == [(2, "NEW"), (3, "NEW"), (4, "NEW"), (5, "NEW")]
    with tenant_context(firm):
        assert _receipts() == [
            ("main", "1001", 200_050),
            ("side", "1001", 9_990),
            ("main", "1002", 35_000),
        ]
        assert Sale.objects.get(total=200_050).at == dt.datetime(
            2026, 11, 20, 9, 30, tzinfo=dt.UTC
        )
        assert list(
            SaleLine.objects.filter(sale__receipt="1002").values_list("sku", "quantity")
        ) == [("B", 1_000), ("C", 500)]
        anna = Identifier.objects.get(value="+79161234567").member_id
        assert PurchaseSummary.objects.get(member_id=anna).n_purchases == 2
        assert set(Outlet.objects.values_list("code", flat=True)) == {"main", "side"}
        rows = ImportRow.objects.filter(source_id=import_id)
        assert {(*row.cells, *row.keys, row.referrer) for row in rows} == {("",)}
        assert _is_right(firm)
    assert state(firm, import_id).counts["points"] == 245_040


def test_the_same_receipts_again_are_repeats_and_others_of_their_numbers_refused(firm):
    bring(firm, "sales", FILE)

    again = bring(firm, "sales", FILE)
    other = bring(firm, "sales", FILE.replace("99.90", "99.80"))

    assert [row[1] for row in told(firm, again)] == ["REPEATED"] * 4
    assert told(firm, other)[3] == (5, "REFUSED", "other_receipt", "receipt")
    with tenant_context(firm):
        assert Sale.objects.count() == 3


def test_a_receipt_is_taken_whole_or_not_at_all(firm):
    import_id = bring(
        firm,
        "sales",
        "outlet,receipt,date,member,price,discount\n"
        "main,1,2026-11-20,,100,\n"
        "main,1,2026-11-20,,ten,\n"
        "main,2,2026-11-20,,100,\n"
        "main,2,2026-11-19,,100,\n"
        "main,3,2026-11-20,,100,200\n"
        "main,4,2026-11-22,,100,\n"
        "main,5,2026-11-20,,100,\n"
        ",6,2026-11-20,,100,\n"
        "main,7,2026-11-20,,-1,\n",
    )

    assert told(firm, import_id) == [
        (2, "REFUSED", "neighbour", ""),
        (3, "REFUSED", "no_number", "price"),
        (4, "REFUSED", "neighbour", ""),
        (5, "REFUSED", "differs", "at"),
        (6, "REFUSED", "discount", "discount"),
        (7, "REFUSED", "in_future", "at"),
        (8, "NEW"),
        (9, "REFUSED", "empty", "outlet"),
        (10, "REFUSED", "negative", "price"),
    ]
    with tenant_context(firm):
        assert Sale.objects.count() == 1


def test_what_is_missing_is_made_only_where_somebody_says_so(firm):
    import_id = try_file(firm, "sales", FILE, makes_missing=False)

    assert told(firm, import_id) == [
        (2, "REFUSED", "unknown_member", "member"),
        (3, "REFUSED", "unknown_member", "member"),
        (4, "REFUSED", "unknown_member", "member"),
        (5, "REFUSED", "no_outlet", "outlet"),
    ]


def test_whoever_is_blocked_buys_nothing_also_between_trial_and_run(firm):
    bring(firm, "members", "phone\n+79161234567\n")
    import_id = try_file(firm, "sales", FILE)
    with tenant_context(firm):
        Member.objects.update(blocked_at="2026-11-21T09:00Z", block_reason="fraud")

    run(firm, import_id)

    assert told(firm, import_id)[:3] == [
        (2, "REFUSED", "blocked", "member"),
        (3, "REFUSED", "blocked", "member"),
        (4, "REFUSED", "blocked", "member"),
    ]
    later = try_file(firm, "sales", FILE)
    assert told(firm, later)[1] == (3, "REFUSED", "blocked", "member")


def test_receipts_are_taken_back_by_returns(firm):
    import_id = bring(firm, "sales", FILE)

    undo(firm, import_id)

    assert undone(firm, import_id) == [(number, "WHOLE", "") for number in (2, 3, 4, 5)]
    with tenant_context(firm):
        assert (Sale.objects.count(), Return.objects.count()) == (3, 3)
        assert set(Account.objects.values_list("balance", flat=True)) == {0}
        assert PurchaseSummary.objects.get().paid_total == 0
        assert _is_right(firm)
