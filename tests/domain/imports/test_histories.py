"""Histories of points come in from a file: each whole, at its own dates, or not at all."""

import datetime as dt

from plushka.domain.imports.models import Given
from plushka.domain.ledger.models import Account, Entry, Lot
from plushka.domain.ledger.verify import verify
from plushka.domain.tenants.context import tenant_context
from plushka.lib.db.connection import raw
from tests.domain.imports.bringing import bring, told, undo, undone
from tests.domain.imports.test_undoing import _spend

PEOPLE = "phone\n+79161234567\n+79161234568\n+79161234569\n"
HEAD = "Телефон;Дата;Бонусы;Операция;Сгорают\n"
ANNA = (
    "+79161234567;01.03.2026 12:00;100;начисление;31.08.2026\n"
    "+79161234567;01.06.2026 12:00;30;списание;\n"
    "+79161234567;01.05.2026 12:00;50;начисление;\n"
    "+79161234567;01.10.2026 12:00;-10;;\n"
)


def _entries():
    rows = Entry.objects.order_by("account_id", "number")
    return list(rows.values_list("kind", "points", "balance_after"))


def _is_right(company):
    with raw().cursor() as cursor:
        return verify(cursor, tenant=company).broken == []


def test_a_history_ends_with_the_lots_it_would_have_had(firm):
    bring(firm, "members", PEOPLE)

    import_id = bring(firm, "entries", HEAD + ANNA, term="never")

    assert told(firm, import_id) == [(number, "KNOWN") for number in (2, 3, 4, 5)]
    with tenant_context(firm):
        assert _entries() == [
            ("ACCRUAL", 10_000, 10_000),
            ("ACCRUAL", 5_000, 15_000),
            ("REDEMPTION", -3_000, 12_000),
            ("REDEMPTION", -1_000, 11_000),
            ("EXPIRY", -7_000, 4_000),
        ]
        first = Entry.objects.order_by("number").first()
        assert first.at == dt.datetime(2026, 3, 1, 9, tzinfo=dt.UTC)
        lots = Lot.objects.order_by("available_at").values_list("remaining", "expired")
        assert list(lots) == [(0, 7_000), (4_000, 0)]
        assert Account.objects.filter(balance=4_000).count() == 1
        assert _is_right(firm)


def test_an_expiry_of_the_past_takes_what_had_ended(firm):
    bring(firm, "members", PEOPLE)

    bring(firm, "entries", HEAD + ANNA + "+79161234567;02.09.2026;70;сгорание;\n", term="never")

    with tenant_context(firm):
        assert [kind for kind, _, _ in _entries()] == [
            *("ACCRUAL", "ACCRUAL", "REDEMPTION", "EXPIRY", "REDEMPTION")
        ]
        assert Account.objects.filter(balance=4_000).count() == 1
        assert _is_right(firm)


def test_the_same_history_again_is_a_repeat_and_another_one_refused(firm):
    bring(firm, "members", PEOPLE)
    bring(firm, "entries", HEAD + ANNA)

    again = bring(firm, "entries", HEAD + ANNA)
    other = bring(firm, "entries", HEAD + ANNA.replace(";50;", ";60;"))

    assert {row[1] for row in told(firm, again)} == {"REPEATED"}
    assert {row[1:3] for row in told(firm, other)} == {("REFUSED", "has_movements")}
    with tenant_context(firm):
        assert Given.objects.count() == 1


def test_a_history_with_a_wrong_row_waits_for_the_mended_one(firm):
    bring(firm, "members", PEOPLE + "+79161234570\n+79161234571\n")
    bring(firm, "balances", "phone,balance\n+79161234571,5\n")

    import_id = bring(
        firm,
        "entries",
        HEAD + "+79161234567;01.03.2026;100;;\n"
        "+79161234567;01.04.2026;many;;\n"
        "+79161234568;01.03.2026;100;;\n"
        "+79161234568;01.04.2026;-200;;\n"
        "+79161234569;01.03.2027;100;;\n"
        "+79161234570;01.03.2026;-5;начисление;\n"
        "+79161234571;01.03.2026;5;;\n"
        "+79161234599;01.03.2026;5;;\n"
        "+79161234570;01.03.2026;5;подарок судьбы;\n"
        "+79161234570;01.03.2026;0;;\n",
    )

    assert told(firm, import_id) == [
        (2, "REFUSED", "neighbour", ""),
        (3, "REFUSED", "no_number", "points"),
        (4, "REFUSED", "neighbour", ""),
        (5, "REFUSED", "overdrawn", "points"),
        (6, "REFUSED", "in_future", "at"),
        (7, "REFUSED", "wrong_sign", "points"),
        (8, "REFUSED", "has_movements", ""),
        (9, "REFUSED", "unknown_member", ""),
        (10, "REFUSED", "no_type", "type"),
        (11, "REFUSED", "zero", "points"),
    ]
    with tenant_context(firm):
        assert Entry.objects.count() == 1


def test_a_history_is_taken_back_but_what_was_spent_since(firm):
    bring(firm, "members", PEOPLE)
    text = HEAD + ANNA + "+79161234568;01.03.2026;100;;\n"
    import_id = bring(firm, "entries", text, term="never")
    with tenant_context(firm):
        _spend("+79161234567", 1_500)

    undo(firm, import_id)

    assert undone(firm, import_id) == [
        (2, "WHOLE", ""),
        (3, "WHOLE", ""),
        (4, "PARTLY", "spent"),
        (5, "WHOLE", ""),
        (6, "WHOLE", ""),
    ]
    with tenant_context(firm):
        assert set(Account.objects.values_list("balance", flat=True)) == {0}
        assert _is_right(firm)

    again = bring(firm, "entries", text, term="never")
    assert told(firm, again)[-1] == (6, "KNOWN")
    with tenant_context(firm):
        assert _is_right(firm)
