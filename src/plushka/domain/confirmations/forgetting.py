"""Codes that were used, or that nobody used, are of no use later."""

import datetime as dt

from django.db.models import Exists, OuterRef

from plushka.domain.confirmations.models import Confirmation
from plushka.domain.members.models import Contact
from plushka.domain.messaging.models import Message

KEPT = dt.timedelta(days=30)


def forget_old(*, at: dt.datetime) -> int:
    """Delete the codes of the tenant in context that ended 30 days ago; give how many."""
    n_deleted: int = Confirmation.objects.filter(expires_at__lt=at - KEPT).delete()[0]
    return n_deleted


def forget_strangers(*, at: dt.datetime) -> int:
    """Delete phones we wrote to 30 days ago whose owners never joined, with what was said.

    Whoever typed a wrong phone for a code or for a test message has left somebody else's with
    us. Codes are forgotten before; what messages cost is known without them.
    """
    since = at - KEPT
    codes = Confirmation.objects.filter(contact_id=OuterRef("id"))
    said = Message.objects.filter(contact_id=OuterRef("id"), created_at__gte=since)
    silent = Contact.objects.filter(~Exists(codes), ~Exists(said), created_at__lt=since)
    # Locked before: a code that is being asked for this moment keeps its phone.
    found = list(
        silent.select_for_update(of=("self",), skip_locked=True).values_list("id", flat=True)
    )
    kept = Contact.objects.filter(~Exists(codes), ~Exists(said), id__in=found)
    n_deleted: int = kept.delete()[1].get("members.Contact", 0)
    return n_deleted
