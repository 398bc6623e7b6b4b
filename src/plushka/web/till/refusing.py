"""A refusal at the till: what to do about it, and who has to know of it."""

from plushka.domain.limits import operations as limits
from plushka.domain.limits.refusals import StaffLimitReached
from plushka.domain.tenants.context import tenant_context
from plushka.lib.refusal import Refusal
from plushka.web.till.desk import Desk
from plushka.web.ui.clock import now
from plushka.web.ui.refusals import sentence


def told(desk: Desk, refusal: Refusal) -> str:
    """Say what to do; of a limit that stopped somebody an alert is written too.

    Not inside a transaction: the one that was refused has been taken back.
    """
    if isinstance(refusal, StaffLimitReached):
        with tenant_context(desk.place.id):
            limits.tell_block(refusal=refusal, at=now())
    return sentence(refusal)
