"""A member lets nobody spend their points for a while; earning goes on (B12)."""

import datetime as dt
from uuid import UUID

from plushka.domain.access import codes
from plushka.domain.audit import operations as audit
from plushka.domain.confirmations import operations as confirmations
from plushka.domain.events import operations as events
from plushka.domain.ledger import operations as ledger
from plushka.domain.ledger import queries as accounts
from plushka.domain.members.locator import Locator
from plushka.domain.members.models import Member
from plushka.domain.members.queries import MemberUnknown


def freeze(*, member_id: UUID, actor: str, at: dt.datetime) -> None:
    """Refuse every redemption from now on; who is frozen already stays so.

    Waits for a sale that is being recorded: it comes before, or is refused.
    """
    _set(member_id, at, actor=actor, at=at)


def ask_code(*, member_id: UUID, at: dt.datetime, address: str = "") -> None:
    """Send the code that lets points go again; ``address`` is where it was asked for."""
    codes.ask(Locator("ID", str(member_id)), purpose="UNFREEZE", at=at, address=address)


def unfreeze(*, member_id: UUID, code: str, actor: str, at: dt.datetime) -> None:
    """Let points go again; refuses ``ConfirmationWrong``, which is remembered."""
    confirmations.check_own(whom=member_id, purpose="UNFREEZE", code=code, at=at)
    _set(member_id, None, actor=actor, at=at)


def _set(member_id: UUID, wanted: dt.datetime | None, *, actor: str, at: dt.datetime) -> None:
    account = accounts.accounts_of(members=[member_id]).get(member_id)
    if account is None:
        raise MemberUnknown
    # The account's lock comes before the member's, as everywhere.
    ledger.open_book(accounts=[account], moment=at)
    changed = Member.objects.filter(
        id=member_id, erased_at=None, frozen_at__isnull=wanted is not None
    ).update(frozen_at=wanted)
    if not changed:
        return
    action = "spending_frozen" if wanted else "spending_unfrozen"
    audit.write(
        actor=actor,
        action=action,
        subject_kind="member",
        subject_id=member_id,
        at=at,
        before={"frozen": wanted is None},
        after={"frozen": wanted is not None},
    )
    events.write(events=[events.NewEvent(action, at, member_id)])
