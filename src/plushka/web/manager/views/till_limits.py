"""How much one person may do in a day, and how many codes are sent: the limits (U31, E22)."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from plushka.domain.limits import operations as limits
from plushka.domain.limits.kinds import (
    IN_MONEY,
    IN_POINTS,
    OF_A_MEMBER,
    OF_THE_COMPANY,
    Kind,
    Limit,
)
from plushka.domain.limits.queries import get_policy
from plushka.domain.tenants.rights import Right
from plushka.lib import money
from plushka.lib.refusal import BadField, Refusal
from plushka.web.manager.cabinet import Cabinet, in_cabinet
from plushka.web.ui.amounts import read_hundredths
from plushka.web.ui.clock import now
from plushka.web.ui.refusals import sentence
from plushka.web.ui.staff_limits import NAMES

REFUSED = 422
LONGEST = 12
"""Digits of a number of times."""


@dataclass(slots=True)
class Row:
    """One kind as it stands in the form: texts, and what is wrong with them."""

    kind: Kind
    soft: str
    hard: str
    error: str = ""

    @property
    def name(self) -> str:
        """What is counted, in words."""
        return NAMES[self.kind]()

    @property
    def is_points(self) -> bool:
        """Counted in points, not in times."""
        return self.kind in IN_POINTS

    @property
    def is_money(self) -> bool:
        """Counted in money."""
        return self.kind in IN_MONEY

    @property
    def is_of_company(self) -> bool:
        """Counted of everybody together."""
        return self.kind in OF_THE_COMPANY

    @property
    def is_of_an_address(self) -> bool:
        """Counted for each address apart."""
        return self.kind is Kind.ADDRESS_CODES

    @property
    def is_of_a_member(self) -> bool:
        """Counted for each member apart."""
        return self.kind in OF_A_MEMBER

    def read(self) -> Limit:
        """Read both numbers; an empty one is no limit. Raises ``ValueError``."""
        return Limit(self._number(self.soft), self._number(self.hard))

    def _number(self, text: str) -> int | None:
        if not text:
            return None
        if self.is_points or self.is_money:
            return read_hundredths(text)
        if not text.isdecimal() or not text.isascii() or len(text) > LONGEST:
            raise ValueError(text)
        return int(text)


@dataclass(slots=True)
class Form:
    """The whole form, and when the limits were changed that it was made of."""

    based_on: str
    rows: list[Row] = field(default_factory=list)
    refused: str = ""

    @property
    def of_staff(self) -> list[Row]:
        """What is counted of each person."""
        return [row for row in self.rows if row.kind not in OF_THE_COMPANY]

    @property
    def of_company(self) -> list[Row]:
        """What is counted of everybody together."""
        return [row for row in self.rows if row.kind in OF_THE_COMPANY]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@in_cabinet(Right.CHANGE_SETTINGS)
def till_limits(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """Show the limits; sent, set them."""
    if request.method != "POST":
        return _page(request, cabinet, _stored())
    form = _posted(request)
    read = _read(form)
    if read is None:
        return _page(request, cabinet, form)
    try:
        based_on = dt.datetime.fromisoformat(form.based_on) if form.based_on else None
        limits.change(limits=read, based_on=based_on, actor=cabinet.actor, at=now())
    except BadField as wrong:
        _row(form, wrong.path).error = _("The alert comes before the stop: type less, or nothing.")
        return _page(request, cabinet, form)
    except (Refusal, ValueError) as refusal:
        form = _stored()
        form.refused = sentence(refusal) if isinstance(refusal, Refusal) else ""
        return _page(request, cabinet, form, is_refused=True)
    return redirect(f"{request.path}?just=saved")


def _stored() -> Form:
    known = get_policy()
    rows = [
        Row(kind, _written(kind, known.limits[kind].soft), _written(kind, known.limits[kind].hard))
        for kind in Kind
    ]
    return Form(known.changed_at.isoformat() if known.changed_at else "", rows)


def _written(kind: Kind, number: int | None) -> str:
    if number is None:
        return ""
    is_whole = kind not in IN_POINTS | IN_MONEY
    return str(number) if is_whole else money.show(number).removesuffix(".00")


def _posted(request: HttpRequest) -> Form:
    sent = request.POST
    rows = [
        Row(kind, sent.get(f"{kind}.soft", "").strip(), sent.get(f"{kind}.hard", "").strip())
        for kind in Kind
    ]
    return Form(sent.get("based_on", ""), rows)


def _read(form: Form) -> Mapping[Kind, Limit] | None:
    """Read all of it; None where something is wrong, which its row then says."""
    read = {}
    for row in form.rows:
        try:
            read[row.kind] = row.read()
        except ValueError:
            row.error = _("Type a whole number, or nothing for no limit.")
    return None if any(row.error for row in form.rows) else read


def _row(form: Form, path: str) -> Row:
    return next(row for row in form.rows if row.kind == path.partition(".")[0])


def _page(
    request: HttpRequest, cabinet: Cabinet, form: Form, *, is_refused: bool = False
) -> HttpResponse:
    wrong = is_refused or any(row.error for row in form.rows)
    context = {
        "cabinet": cabinet,
        "here": "alerts",
        "form": form,
        "is_saved": request.method != "POST" and request.GET.get("just") == "saved",
    }
    status = REFUSED if wrong else 200
    return render(request, "manager/till_limits.html", context, status=status)
