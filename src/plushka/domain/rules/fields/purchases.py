"""What a member has bought so far: can be asked of a sale and of all members."""

import datetime as dt

from plushka.domain.rules.facts import Facts
from plushka.domain.rules.fields.field import Field
from plushka.domain.rules.values.numbers import DAYS, MONEY, NUMBER
from plushka.domain.rules.values.times import DATE, MOMENT
from plushka.domain.rules.words import Words
from plushka.lib.days import local_day


def _average(facts: Facts) -> int | None:
    paid, count = facts.member.paid_total, facts.member.n_purchases
    return max(paid, 0) // count if paid is not None and count else None


def _last_on(facts: Facts) -> dt.date | None:
    last = facts.member.last_purchase_at
    return None if last is None else local_day(last, facts.zone)


def _last_ago(facts: Facts) -> int | None:
    day = _last_on(facts)
    return None if day is None else (facts.local.date() - day).days


FIELDS = (
    Field(
        "purchases.total",
        MONEY,
        Words("сумма покупок", "сума покупок", "sum of purchases"),
        lambda facts: facts.member.paid_total,
        "known.paid_total",
    ),
    Field(
        "purchases.count",
        NUMBER,
        Words("число покупок", "кількість покупок", "number of purchases"),
        lambda facts: facts.member.n_purchases,
        "known.n_purchases",
    ),
    Field(
        "purchases.average",
        MONEY,
        Words("средний чек", "середній чек", "average receipt"),
        _average,
        "GREATEST(known.paid_total, 0) / NULLIF(known.n_purchases, 0)",
    ),
    Field(
        "purchases.last_at",
        MOMENT,
        Words("последняя покупка", "остання покупка", "last purchase"),
        lambda facts: facts.member.last_purchase_at,
        "known.last_purchase_at",
    ),
    Field(
        "purchases.last_on",
        DATE,
        Words("дата последней покупки", "дата останньої покупки", "date of the last purchase"),
        _last_on,
        "(known.last_purchase_at AT TIME ZONE {zone})::date",
    ),
    Field(
        "purchases.last_ago",
        DAYS,
        Words(
            "прошло с последней покупки",
            "минуло з останньої покупки",
            "time since the last purchase",
        ),
        _last_ago,
        "{today} - (known.last_purchase_at AT TIME ZONE {zone})::date",
    ),
)
