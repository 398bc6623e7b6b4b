"""Reading the dataset: sorted and counted as columns, told basket by basket."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import parquet

from plushka.integrations.completejourney.basket import Basket, Item

_AT_ONCE = 20_000
"""Lines turned into Python's objects together."""

_COLUMNS = (
    "household_id",
    "store_id",
    "basket_id",
    "product_id",
    "sales_value",
    "retail_disc",
    "coupon_match_disc",
    "transaction_timestamp",
)


@dataclass(frozen=True, slots=True)
class CompleteJourney:
    """The dataset, sorted. ``lines`` is pyarrow's table of ``Item``s and their baskets."""

    lines: Any
    n_baskets: int
    last_day: dt.date

    def baskets(self) -> Iterator[Basket]:
        """Give every basket, in order of (moment, number)."""
        basket: Basket | None = None
        for part in self.lines.to_batches(max_chunksize=_AT_ONCE):
            columns = [part.column(place).to_pylist() for place in range(part.num_columns)]
            for number, at, household, store, *item in zip(*columns, strict=True):
                if basket is None or basket.number != number:
                    if basket is not None:
                        yield basket
                    basket = Basket(number, at, household, store, [])
                basket.items.append(Item(*item))
        if basket is not None:
            yield basket


def read_year(folder: Path) -> CompleteJourney:
    """Read the dataset of a folder."""
    sold = parquet.read_table(folder / "transactions.parquet", columns=[*_COLUMNS])
    order = pc.sort_indices(
        # The place in the file keeps the lines of a basket in its order.
        sold.append_column("place", pa.array(range(sold.num_rows))),
        sort_keys=[
            ("transaction_timestamp", "ascending"),
            ("basket_id", "ascending"),
            ("place", "ascending"),
        ],
    )
    sold = sold.take(order)
    products = parquet.read_table(
        folder / "products.parquet", columns=["product_id", "department", "manufacturer_id"]
    )
    kinds = products.take(pc.index_in(sold["product_id"], value_set=products["product_id"]))
    discount = pc.add(_cents(sold["retail_disc"]), _cents(sold["coupon_match_disc"]))
    # Seconds are all the data has; nanoseconds, as they are stored, would become pandas' own.
    at = sold["transaction_timestamp"].cast(pa.timestamp("us"))
    lines = pa.table(
        {
            "number": sold["basket_id"],
            "at": at,
            "household": sold["household_id"],
            "store": sold["store_id"],
            "product": sold["product_id"],
            "department": kinds["department"],
            "manufacturer": kinds["manufacturer_id"],
            "price": pc.add(_cents(sold["sales_value"]), discount),
            "discount": discount,
        }
    ).combine_chunks()
    return CompleteJourney(
        lines, pc.count_distinct(sold["basket_id"]).as_py(), pc.max(at).as_py().date()
    )


def _cents(dollars: Any) -> Any:
    """Turn doubles that stand for two decimals into whole cents."""
    return pc.cast(pc.round(pc.multiply(dollars, 100.0)), pa.int64())
