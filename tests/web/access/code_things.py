"""Batches of codes, and their files, that addresses name."""

from uuid import UUID

from plushka.config.task_kinds import KINDS
from plushka.domain.codes import batches
from plushka.domain.codes.giving import Fixed, Gives
from plushka.domain.codes.terms import NewBatch, Terms
from plushka.domain.tasks.working import carry_on
from plushka.domain.tenants.context import tenant_context
from plushka.lib.ids import new_id
from plushka.web.manager.codes import files
from plushka.web.manager.codes.file_forms import Wanted
from tests.web.conftest import Shop
from tests.web.till.people import now


def a_batch(shop: Shop, *, name: str = "Крышки", n_codes: int = 30, is_made: bool = True) -> UUID:
    """Make a batch of codes, and their digests."""
    with tenant_context(shop.tenant.id):
        row = batches.make(
            new=NewBatch(Terms(name, Gives(Fixed(1000))), n_codes),
            actor=f"staff:{shop.owner.id}",
            at=now(),
        )
    if is_made:
        work(shop)
    batch_id: UUID = row.id
    return batch_id


def work(shop: Shop) -> None:
    """Do all that waits of a company."""
    while carry_on(tenant_id=shop.tenant.id, kinds=KINDS, clock=now):
        pass


def a_file(shop: Shop, batch_id: UUID) -> UUID:
    """Have a CSV of a batch made."""
    wanted = Wanted(str(batch_id), "csv", False, "en", "https://lipa.example", "Липа")
    with tenant_context(shop.tenant.id):
        task_id, _password = files.ask(
            batch_id=batch_id, wanted=wanted, actor="system:test", at=now(), id_=new_id()
        )
    work(shop)
    return task_id
