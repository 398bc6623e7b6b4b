"""Whether points can open, be paid with, and end as a document says."""

from collections.abc import Generator, Iterator, Sequence
from decimal import Decimal

from msgspec import UNSET

from plushka.domain.programmes import ends
from plushka.domain.programmes.rates import checks as rates
from plushka.domain.programmes.sections.points import Activation, Expiry, KindLimit, Paying, Term

FIRST_YEAR, LAST_YEAR = 2000, 2199

type Problems = Iterator[tuple[str, str]]


def categories(path: str, names: Sequence[str]) -> Problems:
    """A blank name would leave out every line without a category."""
    for place, category in enumerate(names):
        if not category.strip():
            yield f"{path}[{place}]", "name a category"


def paying(path: str, part: Paying) -> Problems:
    """How much of a receipt points may pay."""
    yield from rates.percent(f"{path}.max_percent", part.max_percent, rates.WHOLE)
    if not Decimal(part.multiple):
        yield f"{path}.multiple", "must be above zero"
    for kind, limit in (("purchase", part.purchase), ("gift", part.gift)):
        if limit is not UNSET:
            yield from _kind(f"{path}.{kind}", limit)


def terms(prefix: str, activation: Activation, expiry: Expiry) -> Problems:
    """Each part goes with its mode, and points open before they end (T18)."""
    wait = 1 if activation.mode == "next_day" else 0
    if activation.mode == "after_days":
        if activation.days is UNSET or not activation.days:
            yield f"{prefix}activation.days", "after_days needs a number of days above zero"
        else:
            wait = activation.days
    elif activation.days is not UNSET:
        yield f"{prefix}activation.days", "days go with the mode after_days"
    wait += yield from _event(f"{prefix}activation", activation)
    path = f"{prefix}expiry"
    if (expiry.purchase is UNSET) == (expiry.purchase_days is UNSET):
        yield path, "name either purchase_days or purchase"
        return
    wrong = list(_terms_of(path, expiry))
    yield from wrong
    if not wrong:
        least = ends.purchase_end(expiry).least
        if least is not None and least < wait:
            name = "purchase_days" if expiry.purchase is UNSET else "purchase"
            yield f"{path}.{name}", "points would end before they open"


def _event(path: str, activation: Activation) -> Generator[tuple[str, str], None, int]:
    """Check what points wait for; give how many days they do at most, as far as that is said."""
    if activation.mode == "event":
        if activation.type is UNSET:
            yield f"{path}.type", "name the type of the event that opens points"
        if activation.latest_days is UNSET:
            return 0
        if not activation.latest_days:
            yield f"{path}.latest_days", "must be above zero"
        return activation.latest_days
    for name in ("type", "latest_days"):
        if getattr(activation, name) is not UNSET:
            yield f"{path}.{name}", "this goes with the mode event"
    return 0


def _terms_of(path: str, expiry: Expiry) -> Problems:
    if expiry.gift is not UNSET:
        if expiry.gift_days is not None:
            yield path, "name either gift_days or gift"
        yield from _term(f"{path}.gift", expiry.gift)
    if expiry.purchase is not UNSET:
        yield from _term(f"{path}.purchase", expiry.purchase)


def _term(path: str, term: Term) -> Problems:
    if (term.days is UNSET) == (term.mode == "days"):
        yield f"{path}.days", "the mode days needs days, and no other has them"
    if (term.date is UNSET) == (term.mode == "date"):
        yield f"{path}.date", "the mode date needs a date, and no other has one"
    elif term.date is not UNSET and not FIRST_YEAR <= term.date.year <= LAST_YEAR:
        yield f"{path}.date", f"name a date of the years {FIRST_YEAR} to {LAST_YEAR}"
    if term.after_months is not UNSET and not term.mode.startswith("end_of_"):
        yield f"{path}.after_months", "months go with the end of a month, quarter or year"


def _kind(path: str, limit: KindLimit) -> Problems:
    yield from rates.percent(f"{path}.max_percent", limit.max_percent, rates.WHOLE)
    yield from categories(f"{path}.exclusions", limit.exclusions)
