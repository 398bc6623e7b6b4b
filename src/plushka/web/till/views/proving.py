"""The second proof of who came by a phone that was silent for long (T43)."""

import datetime as dt
import re

from django.http import HttpRequest, HttpResponse

from plushka.domain.access import proofs
from plushka.domain.access.proofs import Told
from plushka.domain.tenants.context import tenant_context
from plushka.lib.refusal import Refusal
from plushka.web.till.desk import Desk, at_desk
from plushka.web.till.draft import NOBODY, Draft
from plushka.web.till.posting import posted_only
from plushka.web.till.screen import REFUSED, receipt_screen
from plushka.web.ui.clock import now
from plushka.web.ui.middleware import opens_its_own
from plushka.web.ui.refusals import sentence

_LONGEST = 40
_DAY = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})", re.ASCII)


@posted_only
@at_desk
@opens_its_own
def prove(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Take the card or the birth date; what is wrong is counted, and told."""
    draft = Draft.posted(request.POST)
    told = read(request.POST.get("proof", "")[:_LONGEST])
    draft.focus = "redeem"
    try:
        with tenant_context(desk.place.id):
            proofs.prove_at_till(
                member_id=draft.member or NOBODY, told=told, actor=desk.actor, at=now()
            )
    except Refusal as refusal:
        draft.errors["proof"], draft.focus = sentence(refusal), "proof"
    with tenant_context(desk.place.id):
        status = REFUSED if draft.errors else 200
        return receipt_screen(request, desk, draft, status=status)


def read(text: str) -> Told:
    """Read a day as people write it, else the number of a card."""
    text = text.strip()
    if found := _DAY.fullmatch(text):
        day, month, year = map(int, found.groups())
        try:
            return Told(birth_date=dt.date(year, month, day))
        except ValueError:
            return Told()
    try:
        return Told(birth_date=dt.date.fromisoformat(text))
    except ValueError:
        return Told(card=text)
