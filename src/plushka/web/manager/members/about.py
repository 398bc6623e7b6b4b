"""Whose story is told, and to whom."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from plushka.domain.programmes.compiled import Compiled
from plushka.domain.tenants.rights import Right
from plushka.web.manager.cabinet import Cabinet
from plushka.web.manager.members.listed import uuid_of
from plushka.web.manager.members.telling import Words


@dataclass(frozen=True, slots=True)
class About:
    """Whose story is told, to whom, and as of when; ``after`` is the last row seen."""

    member: UUID
    account: UUID
    cabinet: Cabinet
    programme: Compiled
    at: dt.datetime
    after: str = ""

    @property
    def words(self) -> Words:
        """What the company calls its points now."""
        return Words(self.programme.document.unit, self.programme.document.money.currency)

    @property
    def outlet(self) -> UUID | None:
        """The only outlet whose sales this person sees; None: they see all of them."""
        return self.cabinet.staff.outlet_id

    @property
    def after_id(self) -> UUID | None:
        """The last row seen, where rows are known by ids."""
        return uuid_of(self.after)


def sale_address(about: About, sale: UUID | None) -> str:
    """Where a sale is told; nowhere for who may not see sales."""
    if sale is None or not about.cabinet.may(Right.SEE_SALES):
        return ""
    return reverse("manager-sale", args=[sale])
