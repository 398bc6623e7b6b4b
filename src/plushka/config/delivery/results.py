"""What a provider said, in the words of the queue."""

import datetime as dt

from django.urls import reverse

from plushka.domain.messaging import keys, opting
from plushka.domain.messaging.handing import Due, Outcome
from plushka.domain.messaging.models import Nature
from plushka.integrations.sending import Accepted, Outgoing, Refused, Result
from plushka.integrations.speech import LONGEST
from plushka.web.ui.address import public


def outgoing(due: Due, *, tenant_id: int, sender: str) -> Outgoing:
    """Give a message to a channel as it wants it; with advertising goes the way out of it."""
    opt_out_url = ""
    if due.is_advertising and due.member_id is not None:
        token = opting.issue(tenant_id=tenant_id, member_id=due.member_id)
        opt_out_url = public(reverse("opt-out", args=[token]))
    text, is_answered = due.text, False
    if due.way == "VOICE":
        text = keys.said(text, nature=due.nature, language=due.language, longest=LONGEST)
        is_answered = keys.asks(kind=due.kind, nature=due.nature)
    return Outgoing(
        id=due.id,
        to=due.address,
        text=text,
        subject=due.subject,
        sender=sender,
        language=due.language,
        is_advertising=due.is_advertising,
        is_code=due.nature == Nature.CODE,
        opt_out_url=opt_out_url,
        is_answered=is_answered,
        valid_until=due.valid_until,
    )


def unlinked(due: Due) -> bool:
    """Tell whether a letter would advertise without a way out of it: it does not leave so.

    While ``PLUSHKA_HOSTS`` names no host, nobody could follow a link of ours.
    """
    return due.way == "EMAIL" and due.is_advertising and not public("/")


def outcome(due: Due, result: Result, *, knows_ids: bool) -> Outcome:
    """Read what a channel gave back."""
    if isinstance(result, Accepted):
        return Outcome(
            due,
            "DELIVERED" if result.is_delivered else "ACCEPTED",
            provider_id=result.provider_id,
            n_parts=result.n_parts,
            cost=result.cost,
        )
    if isinstance(result, Refused):
        pause = result.retry_after
        return Outcome(
            due,
            "FAILED",
            code=result.code,
            is_final=result.is_final,
            is_address_gone=result.is_address_gone,
            retry_after=None if pause is None else dt.timedelta(seconds=pause),
        )
    return Outcome(
        due,
        "PERHAPS",
        provider_id=result.provider_id,
        code=result.code,
        is_repeatable=knows_ids,
    )
