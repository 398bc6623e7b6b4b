"""A batch of codes as a form: what is made, what a code gives, when and how often."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from plushka.domain.codes import odds
from plushka.domain.codes.alphabets import Alphabet
from plushka.domain.codes.giving import ByRule, ByTier, Fixed, Gives, Nothing, Points
from plushka.domain.codes.odds import Odds
from plushka.domain.codes.terms import NewBatch, Terms
from plushka.lib import money
from plushka.lib.days import local_day, start_of_day
from plushka.lib.refusal import BadField
from plushka.web.manager.codes import fields
from plushka.web.manager.codes.words import wrong
from plushka.web.manager.forms.inputs import Input, Shown
from plushka.web.ui.amounts import read_hundredths

LONGEST = 200
_DIGITS = 12
_FIRST_DAY, _LAST_DAY = dt.date(1970, 1, 2), dt.date(9999, 1, 1)

type Typed = dict[str, str]
type Offered = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Company:
    """What of the company the form has to know: its zone, its tiers and its open draws."""

    zone: str
    tiers: Offered
    draws: Offered


@dataclass(frozen=True, slots=True)
class BatchForm:
    """The fields as the page shows them, part by part."""

    made: list[Shown]
    gives: list[Shown]
    times: list[Shown]
    errors: Mapping[str, str]


def typed(values: Mapping[str, str]) -> Typed:
    """Read the texts of a form that was sent."""
    return {name: text.strip()[:LONGEST].replace("\x00", "") for name, text in values.items()}


def begin() -> Typed:
    """Give what a form for a new batch begins with."""
    return {
        "n_codes": "1000",
        "alphabet": "LETTERS",
        "length": "12",
        "kind": "fixed",
        "points": "10",
    }


def stored(terms: Terms, zone: str) -> Typed:
    """Give the texts of terms as they stand."""
    gives = terms.gives
    texts = {
        "name": terms.name,
        "kind": _kind(gives.points),
        "days": _number(gives.days),
        "draw": str(gives.draw_id or ""),
        "chances": _number(gives.chances or None),
        "valid_from": _day(terms.valid_from, zone),
        "valid_until": _day(terms.valid_until, zone, is_last=True),
        "most_per_member": _number(terms.most_per_member),
        "most_per_day": _number(terms.most_per_day),
    }
    match gives.points:
        case Fixed(points=points):
            texts["points"] = _points(points)
        case ByTier(points=points, other=other):
            texts |= {f"tier.{code}": _points(of_tier) for code, of_tier in points.items()}
            texts["other"] = _points(other)
    return texts


def shown(texts: Typed, company: Company, errors: Mapping[str, str] | None = None) -> BatchForm:
    """Show texts in their fields, with what is wrong beside them."""
    said = errors or {}

    def one(field: Input) -> Shown:
        text = texts.get(field.name, "")
        error = said.get(field.name, "")
        return Shown(field, field.name, text, error, choices=field.choices)

    kind = texts.get("kind", "fixed")
    return BatchForm(
        [one(field) for field in fields.made()],
        [one(field) for field in fields.gives(kind, company.tiers, company.draws)],
        [one(field) for field in fields.times()],
        said,
    )


class Unreadable(Exception):  # noqa: N818 - a fault said in the trade's words
    """Some fields cannot be read; says at each what to type."""

    def __init__(self, errors: dict[str, str]) -> None:
        super().__init__("unreadable fields")
        self.errors = errors


def read_new(texts: Typed, company: Company) -> NewBatch:
    """Read a new batch; raises ``Unreadable``."""
    errors: dict[str, str] = {}
    n_codes = _whole(texts, "n_codes", errors)
    length = _whole(texts, "length", errors)
    terms = _terms(texts, company, errors)
    if errors:
        raise Unreadable(errors)
    return NewBatch(terms, n_codes or 0, alphabet_of(texts), length or 0, texts.get("prefix", ""))


def read_terms(texts: Typed, company: Company) -> Terms:
    """Read what may be changed of a batch; raises ``Unreadable``."""
    errors: dict[str, str] = {}
    terms = _terms(texts, company, errors)
    if errors:
        raise Unreadable(errors)
    return terms


def refused(refusal: BadField, texts: Typed) -> dict[str, str]:
    """Say at a field what the domain refused of it."""
    name = refusal.path
    if name.startswith("points."):
        tier = name.removeprefix("points.")
        name = "other" if tier == "other" else f"tier.{tier}"
    if name == "points" and texts.get("kind") != "fixed":
        name = "kind"
    n_codes = _read_whole(texts.get("n_codes", "")) or 1
    return {name: wrong(refusal, alphabet=alphabet_of(texts), n_codes=n_codes)}


def odds_of(texts: Typed, issued_before: int) -> Odds | None:
    """Give the odds of what is typed; None where it cannot be read yet."""
    n_codes, length = (_read_whole(texts.get(name, "")) for name in ("n_codes", "length"))
    if not n_codes or not length or length > odds.MOST_RANDOM or n_codes > odds.MOST_CODES:
        return None
    return odds.odds(alphabet=alphabet_of(texts), length=length, issued=n_codes + issued_before)


def alphabet_of(texts: Typed) -> Alphabet:
    """Give the alphabet that is chosen."""
    return "DIGITS" if texts.get("alphabet") == "DIGITS" else "LETTERS"


def length_of(texts: Typed) -> int:
    """Give the length that is typed; zero where it cannot be read."""
    return _read_whole(texts.get("length", "")) or 0


def _terms(texts: Typed, company: Company, errors: dict[str, str]) -> Terms:
    return Terms(
        name=texts.get("name", ""),
        gives=_gives(texts, company, errors),
        valid_from=_moment(texts, "valid_from", company.zone, errors),
        valid_until=_moment(texts, "valid_until", company.zone, errors),
        most_per_member=_whole(texts, "most_per_member", errors, is_optional=True),
        most_per_day=_whole(texts, "most_per_day", errors, is_optional=True),
    )


def _gives(texts: Typed, company: Company, errors: dict[str, str]) -> Gives:
    points: Points
    match texts.get("kind"):
        case "tiers":
            of_tiers = {
                code: _amount(texts, f"tier.{code}", errors)
                for code, _name in company.tiers
                if texts.get(f"tier.{code}")
            }
            points = ByTier(of_tiers, _amount(texts, "other", errors))
        case "rule":
            points = ByRule()
        case "nothing":
            points = Nothing()
        case _:
            points = Fixed(_amount(texts, "points", errors))
    draw = texts.get("draw", "")
    known = {code for code, _name in company.draws}
    chances = _whole(texts, "chances", errors, is_optional=True) or 0
    return Gives(
        points=points,
        days=_whole(texts, "days", errors, is_optional=True),
        draw_id=UUID(draw) if draw in known else None,
        chances=chances,
    )


def _amount(texts: Typed, name: str, errors: dict[str, str]) -> int:
    text = texts.get(name, "")
    try:
        return read_hundredths(text) if text else 0
    except ValueError:
        errors[name] = wrong(BadField("points.any", ""))
        return 0


def _whole(
    texts: Typed, name: str, errors: dict[str, str], *, is_optional: bool = False
) -> int | None:
    text = texts.get(name, "")
    if not text and is_optional:
        return None
    number = _read_whole(text)
    if number is None:
        errors[name] = wrong(BadField(name, ""), alphabet=alphabet_of(texts))
    return number


def _read_whole(text: str) -> int | None:
    plain = "".join(text.split())
    return int(plain) if plain.isascii() and plain.isdecimal() and len(plain) < _DIGITS else None


def _moment(texts: Typed, name: str, zone: str, errors: dict[str, str]) -> dt.datetime | None:
    """Read a day: it begins with its first moment, and as an end it is the last one."""
    text = texts.get(name, "")
    if not text:
        return None
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        day = _LAST_DAY
    if not _FIRST_DAY <= day < _LAST_DAY:
        errors[name] = wrong(BadField("valid_from", ""))
        return None
    return start_of_day(day + dt.timedelta(days=name == "valid_until"), zone)


def _kind(points: Points) -> str:
    match points:
        case Fixed():
            return "fixed"
        case ByTier():
            return "tiers"
        case ByRule():
            return "rule"
    return "nothing"


def _points(hundredths: int) -> str:
    return money.show(hundredths).removesuffix(".00")


def _number(number: int | None) -> str:
    return "" if number is None else str(number)


def _day(at: dt.datetime | None, zone: str, *, is_last: bool = False) -> str:
    if at is None:
        return ""
    return local_day(at - dt.timedelta.resolution if is_last else at, zone).isoformat()
