import datetime as dt
from decimal import Decimal

import pytest

from plushka.domain.imports.layout import FileUnreadable
from plushka.domain.imports.tables import open_table

pa = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")

NOON = dt.datetime(2026, 11, 21, 9, 0, tzinfo=dt.UTC)


@pytest.fixture
def table(tmp_path):
    def write(columns):
        path = tmp_path / "year.parquet"
        parquet.write_table(pa.table(columns), path)
        return open_table(path)

    return write


def needed(**columns):
    some = next(iter(columns.values()), ["A"])
    count = len(some)
    return {
        "outlet": ["main"] * count,
        "receipt": ["A"] * count,
        "at": pa.array([NOON] * count, pa.timestamp("ns", tz="UTC")),
        "member": pa.array([None] * count, pa.string()),
        "price": ["1"] * count,
    } | columns


def test_receipts_come_in_order_of_time_and_ties_in_order_of_the_file(table):
    later = NOON + dt.timedelta(hours=1)
    found = table(
        needed(
            receipt=pa.array([3, 1, 1, 2]),
            at=pa.array([later, NOON, NOON, later], pa.timestamp("us", tz="Europe/Moscow")),
            sku=["c", "a", "b", "d"],
        )
    )

    assert found.n_receipts == 3
    assert [[(row.number, row.receipt, row.sku) for row in rows] for rows in found.receipts()] == [
        [(2, "1", "a"), (3, "1", "b")],
        [(1, "3", "c")],
        [(4, "2", "d")],
    ]
    assert next(iter(found.receipts()))[0].at == "2026-11-21T09:00:00+00:00"


@pytest.mark.parametrize(
    ("column", "values", "text"),
    [
        ("price", pa.array([1.43 + 0.15]), "1.58"),
        ("price", pa.array([699.9]), "699.9"),
        ("price", pa.array([700.0]), "700"),
        ("price", pa.array([1.005]), "1.005"),
        ("price", pa.array([-0.5]), "-0.5"),
        ("price", pa.array([float("nan")]), ""),
        ("price", pa.array([float("inf")]), "inf"),
        ("price", pa.array([Decimal("12.5000")]), "12.5"),
        ("price", pa.array([100]), "100"),
        ("quantity", pa.array([0.1 + 0.2]), "0.3"),
        ("member", pa.array([4608877000015.0]), "4608877000015"),
        ("category", pa.array(["food"]).dictionary_encode(), "food"),
        ("at", pa.array(["2026-11-21T12:00:00+03:00"]), "2026-11-21T12:00:00+03:00"),
    ],
)
def test_a_cell_reads_as_it_would_in_a_csv(table, column, values, text):
    [[row]] = table(needed(**{column: values})).receipts()

    assert getattr(row, column) == text


def test_moments_without_a_zone_are_refused(table):
    with pytest.raises(FileUnreadable) as refused:
        table(needed(at=pa.array([NOON.replace(tzinfo=None)])))

    assert str(refused.value) == ("Moments in the column 'at' of year.parquet have no time zone.")


def test_a_column_of_lists_is_refused(table):
    with pytest.raises(FileUnreadable) as refused:
        table(needed(outlet=[["main"]]))

    assert str(refused.value).startswith("The column 'outlet' of year.parquet holds list")


def test_a_broken_parquet_is_refused(tmp_path):
    path = tmp_path / "year.parquet"
    path.write_bytes(b"PAR1 and nothing more")

    with pytest.raises(FileUnreadable) as refused:
        open_table(path)

    assert str(refused.value) == "year.parquet is no Parquet that can be read."
