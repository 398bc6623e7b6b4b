"""The form that issues vouchers: texts as they stand in it, and what they mean."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.utils.translation import gettext as _

from plushka.domain.members.locator import read as read_locator
from plushka.domain.members.queries import MemberUnknown, identify
from plushka.domain.vouchers.operations import NewVoucher
from plushka.domain.vouchers.terms import Terms
from plushka.lib.days import term_end
from plushka.lib.refusal import BadField
from plushka.web.manager.members.listed import uuid_of
from plushka.web.ui.amounts import read_hundredths

NOBODY = UUID(int=0)
"""An id that no segment has."""

FIELDS = (
    *("title", "gives", "value", "goods", "least_total", "most_off", "until", "member", "n"),
    *("segment", "seen"),
)


@dataclass(slots=True)
class VoucherForm:
    """Texts by field, and what is wrong with which."""

    typed: dict[str, str] = field(default_factory=lambda: {"gives": "percent", "n": "1"})
    errors: dict[str, str] = field(default_factory=dict)


WORDS: Mapping[str, Callable[[], str]] = {
    "title": lambda: _("Write what the customer reads: 1 to 100 characters."),
    "value": lambda: _("Write a number: a percent up to 100, or a sum above zero."),
    "goods": lambda: _("Name the goods, separated by commas: that is what it is for."),
    "least_total": lambda: _("Write a sum like 1500, or leave it empty."),
    "most_off": lambda: _("Only a percent needs a limit: a sum above zero, or leave it empty."),
    "until": lambda: _("Choose a day that is not over."),
    "member": lambda: _("Nobody has this phone or card. Check it, or leave it empty."),
    "n": lambda: _("Issue 1 to 1000 at once; a member is given one."),
    "segment": lambda: _("Nobody is in this segment now, or it is gone. Choose another one."),
}
_PLACES = {
    "percent": "value",
    "off": "value",
    "price": "value",
    "skus": "goods",
    "categories": "goods",
    "valid_until": "until",
}


def sent(posted: Mapping[str, str]) -> VoucherForm:
    """Take the form as it was sent."""
    return VoucherForm({name: posted.get(name, "").strip()[:2000] for name in FIELDS})


def read(
    form: VoucherForm, *, region: str, zone: str, actor: str, at: dt.datetime
) -> tuple[NewVoucher, int] | None:
    """Read the form; None where something is wrong, which ``errors`` then says."""
    typed = form.typed
    goods = tuple(part.strip() for part in typed["goods"].split(",") if part.strip())
    until = _day(form)
    gives, value = typed["gives"], typed["value"].replace(",", ".")
    terms = Terms(
        title=typed["title"],
        percent=value if gives == "percent" else None,
        off=_sum(form, "value") if gives == "off" else None,
        price=_sum(form, "value") if gives == "price" else None,
        skus=goods,
        least_total=_sum(form, "least_total") or 0,
        most_off=_sum(form, "most_off") if typed["most_off"] else None,
    )
    new = NewVoucher(
        terms=terms,
        actor=actor,
        member=_member(form, region, at),
        valid_until=None if until is None else term_end(until, 0, zone),
    )
    n = int(typed["n"]) if typed["n"].isascii() and typed["n"].isdecimal() else 0
    return None if form.errors else (new, min(n, 10**6))


def segment_of(form: VoucherForm) -> UUID | None:
    """Give the segment that was chosen; None is none, and then it is for bearers, or a member.

    Of both a segment and a member ``errors`` then says that it is one too many.
    """
    told = form.typed["segment"]
    if not told:
        return None
    if form.typed["member"]:
        form.errors["member"] = _("Choose a segment or a member, not both.")
    return uuid_of(told) or NOBODY


def mark(form: VoucherForm, wrong: BadField) -> None:
    """Say beside its field what the domain refused."""
    place = _PLACES.get(wrong.path, wrong.path)
    form.errors[place if place in WORDS else "title"] = WORDS.get(place, WORDS["title"])()


def _sum(form: VoucherForm, name: str) -> int | None:
    if not form.typed[name]:
        return None
    try:
        return read_hundredths(form.typed[name])
    except ValueError:
        form.errors[name] = WORDS[name]()
        return None


def _day(form: VoucherForm) -> dt.date | None:
    if not form.typed["until"]:
        return None
    try:
        return dt.date.fromisoformat(form.typed["until"])
    except ValueError:
        form.errors["until"] = WORDS["until"]()
        return None


def _member(form: VoucherForm, region: str, at: dt.datetime) -> UUID | None:
    told = form.typed["member"]
    if not told:
        return None
    for kind in ("phone", "card"):
        try:
            locator = read_locator(kind, told, region=region, path="member")
            return identify(locator=locator, at=at)
        except (BadField, MemberUnknown):
            continue
    form.errors["member"] = WORDS["member"]()
    return None
