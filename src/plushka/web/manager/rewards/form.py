"""A reward as a form: texts as they were typed, and what they mean."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _

from plushka.domain.rewards.described import LANGUAGES, Terms
from plushka.lib import money
from plushka.lib.days import local_day, start_of_day, term_end
from plushka.lib.refusal import BadField
from plushka.web.ui.amounts import read_hundredths

_LONGEST = 2000
_NUMBERS = ("most", "most_recent", "recent_days", "low", "place")


@dataclass(frozen=True, slots=True)
class RewardForm:
    """What the page shows: every field as text."""

    values: Mapping[str, str]
    tiers: Sequence[str] = ()
    outlets: Sequence[str] = ()
    is_shown: bool = True
    can_pick_up: bool = True
    can_deliver: bool = False
    #: The field that is wrong, and what is wrong with it.
    wrong: str = ""
    error: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)


def new() -> RewardForm:
    """Begin a reward."""
    return RewardForm({})


def read(terms: Terms, *, zone: str) -> RewardForm:
    """Show a reward as it is."""
    values = {"code": terms.code, "category": terms.category}
    for code in LANGUAGES:
        values[f"name-{code}"] = terms.names.get(code, "")
        values[f"description-{code}"] = terms.descriptions.get(code, "")
    values |= {"points": _short(terms.points), "money": _short(terms.money) if terms.money else ""}
    for name in _NUMBERS:
        value = getattr(terms, name)
        values[name] = "" if value is None else str(value)
    if terms.valid_from:
        values["valid_from"] = local_day(terms.valid_from, zone).isoformat()
    if terms.valid_until:
        last = terms.valid_until - dt.timedelta.resolution
        values["valid_until"] = local_day(last, zone).isoformat()
    return RewardForm(
        values, terms.tiers, terms.outlets, terms.is_shown, terms.can_pick_up, terms.can_deliver
    )


def _short(hundredths: int) -> str:
    """Write a sum as people type it: 100, 12.50."""
    return money.show(hundredths).removesuffix(".00")


def sent(posted: Any) -> RewardForm:
    """Read what was sent, as text."""
    return RewardForm(
        {name: plain(str(text)) for name, text in posted.items()},
        tuple(plain(code) for code in posted.getlist("tiers")),
        tuple(plain(code) for code in posted.getlist("outlets")),
        "is_shown" in posted,
        "can_pick_up" in posted,
        "can_deliver" in posted,
    )


def plain(text: str) -> str:
    """Give a text as it can be kept: so long at most, and without what no database takes."""
    return text.replace("\x00", "")[:_LONGEST].strip()


def terms_of(form: RewardForm, *, zone: str, known: Terms | None = None) -> Terms:
    """Give what a form means; refuses ``BadField``. The code of a known reward stays."""
    values = form.values
    begins, ends = days_of(form, zone=zone)
    return Terms(
        code=known.code if known else values.get("code", ""),
        kind=known.kind if known else "GOODS",
        voucher=known.voucher if known else None,
        names={code: values.get(f"name-{code}", "") for code in LANGUAGES},
        descriptions={code: values.get(f"description-{code}", "") for code in LANGUAGES},
        category=values.get("category", ""),
        points=_sum(values, "points"),
        money=_sum(values, "money") if values.get("money") else 0,
        place=number(values, "place") or 0,
        most=number(values, "most"),
        most_recent=number(values, "most_recent"),
        recent_days=number(values, "recent_days"),
        low=number(values, "low"),
        tiers=tuple(form.tiers),
        outlets=tuple(form.outlets),
        valid_from=begins,
        valid_until=ends,
        is_shown=form.is_shown,
        can_pick_up=form.can_pick_up,
        can_deliver=form.can_deliver,
    )


def days_of(form: RewardForm, *, zone: str) -> tuple[dt.datetime | None, dt.datetime | None]:
    """Give when it begins and, exclusively, when it ends; refuses ``BadField``."""
    begins = _day(form.values, "valid_from", zone, is_last=False)
    return begins, _day(form.values, "valid_until", zone, is_last=True)


def again(form: RewardForm, refusal: BadField) -> RewardForm:
    """Show what was typed, with what is wrong beside it."""
    name = refusal.path.replace(".", "-").replace("names-", "name-")
    name = name.replace("descriptions-", "description-").replace("names", "name-ru")
    return replace(form, wrong=name, error=sentence(refusal.path))


def sentence(path: str) -> str:
    """Say what is wrong with a field."""
    said = {
        "code": _("Use small Latin letters, digits and hyphens that no other reward has."),
        "names": _("Give it a name in at least one language, of at most 100 characters."),
        "descriptions": _("A description has at most 1000 characters."),
        "points": _("A reward costs points: type a number above zero."),
        "money": _("Type a sum like 12.50, or leave it empty."),
        "recent_days": _("Type both the number and the days, or neither."),
        "valid_until": _("It ends before it begins."),
        "can_pick_up": _("Say how members get it: picked up, delivered, or both."),
        "stock": _("Type how many there are, or leave it empty."),
        "picture": _("Send a picture as PNG, JPEG or WebP of at most 256 KB."),
        "reason": _("Say why."),
        "pieces": _("Type how many pieces, such as 10 or -2."),
    }
    return said.get(path.partition(".")[0], _("This cannot be right. Check it."))


def _sum(values: Mapping[str, str], name: str) -> int:
    try:
        return read_hundredths(values.get(name, ""))
    except ValueError as wrong:
        raise BadField(name, "this is no number") from wrong


def number(values: Mapping[str, str], name: str) -> int | None:
    """Read a whole number; None where nothing is typed."""
    text = values.get(name, "")
    if not text:
        return None
    if not (text.isdecimal() and text.isascii()) or len(text) > len("1000000000"):
        raise BadField(name, "this is no number")
    return int(text)


def signed(text: str) -> int:
    """Read a whole number, with a minus or without; refuses ``BadField``."""
    digits = text.removeprefix("-").removeprefix("+")
    if not (digits.isdecimal() and digits.isascii()) or len(digits) > len("1000000000"):
        raise BadField("pieces", "this is no number")
    return int(text)


def _day(values: Mapping[str, str], name: str, zone: str, *, is_last: bool) -> dt.datetime | None:
    text = values.get(name, "")
    if not text:
        return None
    try:
        day = dt.date.fromisoformat(text)
        return term_end(day, 0, zone) if is_last else start_of_day(day, zone)
    except (ValueError, OverflowError) as wrong:
        raise BadField(name, "this is no day") from wrong
