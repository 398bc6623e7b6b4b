"""The alias of a customer who asks for it: it goes to their phone, and no till shows it."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from plushka.domain.enrolment.alias_sending import send_alias
from plushka.domain.tenants.context import tenant_context
from plushka.lib.refusal import Refusal
from plushka.web.till.desk import Desk, at_desk
from plushka.web.till.draft import NOBODY, Draft
from plushka.web.till.posting import posted_only
from plushka.web.till.screen import REFUSED, receipt_screen
from plushka.web.ui.clock import now
from plushka.web.ui.middleware import opens_its_own
from plushka.web.ui.refusals import sentence


@posted_only
@at_desk
@opens_its_own
def send(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Send the alias; the receipt that was begun stays as it is."""
    draft = Draft.posted(request.POST)
    told: dict[str, Any] = {}
    try:
        with tenant_context(desk.place.id):
            told["alias_sent"] = send_alias(
                member_id=draft.member or NOBODY, actor=desk.actor, at=now()
            )
    except Refusal as refusal:
        told["alias_refused"] = sentence(refusal)
    status = REFUSED if "alias_refused" in told else 200
    with tenant_context(desk.place.id):
        return receipt_screen(request, desk, draft, status=status, **told)
