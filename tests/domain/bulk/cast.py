"""Something is done for many, from asking to its end, said shortly."""

from plushka.domain.bulk import operations, running, undoing
from plushka.domain.bulk.audience import of_members
from plushka.domain.bulk.deed import Deed
from plushka.domain.bulk.models import Bulk
from plushka.domain.ledger import queries
from plushka.domain.tasks import working
from plushka.domain.tenants.context import current_tenant
from plushka.lib.ids import new_id
from tests.conftest import NOON

OLYA = "staff:00000000-0000-7000-8000-000000000001"
IRA = "staff:00000000-0000-7000-8000-000000000002"
GIFT = Deed("ACCRUE", points=10_000)


def ask(members, deed=GIFT, *, actor=OLYA, at=NOON, **more) -> Bulk:
    """Ask for something for chosen members."""
    more.setdefault("audience", of_members(members))
    return operations.ask(
        id_=new_id(), deed=deed, reason="Извинения за сбой", actor=actor, at=at, **more
    )


def work(*, at=NOON) -> None:
    """Do all that waits, as the worker does it, in this transaction."""
    kinds = {"bulk_run": running.step, "bulk_undo": undoing.step}
    while (begun := working._begin(kinds, at=at)) is not None:
        working._do(begun, kinds[begun.kind], at=at)


def spendable(*members) -> list[int]:
    """What members may spend, in hundredths."""
    found = queries.accounts_of(members=members)
    return [queries.balance(account=found[one], at=NOON).spendable for one in members]


def tenant() -> int:
    """The company at work."""
    return current_tenant()
