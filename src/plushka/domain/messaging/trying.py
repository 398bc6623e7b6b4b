"""A message that the company sends itself, to see what it looks like on a phone."""

import datetime as dt

from plushka.domain.members.models import Contact
from plushka.domain.messaging import operations as messaging
from plushka.domain.messaging import opting
from plushka.domain.messaging.models import Message
from plushka.domain.tenants.context import current_tenant
from plushka.lib.db.connection import raw
from plushka.lib.db.statements import Statement, load, run
from plushka.lib.refusal import Refusal

KIND = "test"
"""One of ``policy.UNASKED``: a phone that said STOP is not written to."""
MOST_AN_HOUR = 20
"""Of a company: whoever types phones of strangers gets no further."""


class TriedOnUnwilling(Refusal):
    """Who has this phone wants no advertising; a test may be nothing else."""

    code = "test_refused"

    def __init__(self) -> None:
        super().__init__("The owner of this phone wants no advertising: nothing is tried on them.")


class TooManyTests(Refusal):
    """So many test messages were sent within an hour already."""

    code = "too_many_tests"

    def __init__(self) -> None:
        super().__init__(f"At most {MOST_AN_HOUR} test messages are sent an hour.")


def send_test(*, text: str, phone: str, at: dt.datetime) -> None:
    """Send a text to a phone, in E.164; the same again within a minute is a double click.

    Refuses ``TooManyTests``, and ``TriedOnUnwilling`` for who said STOP.
    """
    if opting.has_refused(phone=phone, at=at):
        raise TriedOnUnwilling
    # Before the count, or two who press at once would both be the twentieth.
    lock = load(__package__, "lock_tests")
    run(raw(), [Statement("lock_tests", lock, {"tenant": current_tenant()})])
    sent = Message.objects.filter(kind=KIND, created_at__gt=at - dt.timedelta(hours=1))
    if sent.count() >= MOST_AN_HOUR:
        raise TooManyTests
    Contact.objects.bulk_create(
        [Contact(tenant_id=current_tenant(), phone=phone, created_at=at)], ignore_conflicts=True
    )
    contact = Contact.objects.select_for_update(no_key=True).get(phone=phone)
    just_now = sent.filter(created_at__gt=at - dt.timedelta(minutes=1))
    if just_now.filter(contact_id=contact.id, text=text).exists():
        return
    messaging.enqueue(kind=KIND, text=text, at=at, contact_id=contact.id)
