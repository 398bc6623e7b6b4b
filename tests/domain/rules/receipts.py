"""Random facts of a sale."""

import datetime as dt

from hypothesis import strategies as st

from plushka.domain.rules.facts import NO_RECEIPT, NOBODY, Facts, Line, Member, Receipt, facts_at
from tests.domain.rules.trees import BIRTHDAYS, DAYS_OF_BIRTH, MOMENTS, TAGS, TEXTS

NOON = dt.datetime(2026, 11, 21, 9, 0, tzinfo=dt.UTC)
"""Noon in Moscow, on a Saturday."""

_texts = st.sampled_from(("", *TEXTS))
_sums = st.sampled_from((0, 1, 9_999, 10_000, 33_333, 100_000))
lines = st.builds(
    Line,
    sku=_texts,
    name=_texts,
    category=_texts,
    supplier=_texts,
    price=st.one_of(st.none(), _sums),
    quantity=st.sampled_from((1, 500, 1000, 2500)),
    total=_sums,
)
receipts = st.one_of(
    st.just(NO_RECEIPT),
    st.builds(
        Receipt,
        total=_sums,
        discount=_sums,
        redeemed=_sums,
        to_pay=_sums,
        lines=st.lists(lines, max_size=3).map(tuple),
    ),
)
members = st.one_of(
    st.just(NOBODY),
    st.builds(
        Member,
        tier=st.sampled_from(("", "gold", "silver")),
        birth_date=st.one_of(st.none(), st.sampled_from((*DAYS_OF_BIRTH, *BIRTHDAYS))),
        created_at=st.one_of(st.none(), st.sampled_from(MOMENTS)),
        tags=st.sets(st.sampled_from(TAGS)).map(tuple),
        paid_total=st.one_of(st.none(), _sums),
        n_purchases=st.sampled_from((None, 0, 3)),
        last_purchase_at=st.one_of(st.none(), st.sampled_from(MOMENTS)),
    ),
)
facts = st.builds(
    facts_at,
    st.sampled_from(MOMENTS),
    zone=st.sampled_from(("Europe/Moscow", "UTC")),
    member=members,
    receipt=receipts,
    outlet=st.sampled_from(("", "gold")),
    staff=st.sampled_from(("", "silver")),
)


def bought(*bought_lines: Line, **known) -> Facts:
    """Facts of a receipt with these lines, at noon."""
    total = sum(line.total for line in bought_lines)
    receipt = Receipt(total=total, discount=0, redeemed=0, to_pay=total, lines=bought_lines)
    return facts_at(NOON, zone="Europe/Moscow", receipt=receipt, **known)
