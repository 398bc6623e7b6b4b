"""Activations in a list, newest first, a page at a time.

A page looks at a bounded number of them, so that a rare filter takes no longer among millions.
"""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from plushka.domain.codes.models import Activation
from plushka.domain.members.queries import of_one

PAGE = 50
MOST_LOOKED = 20_000
"""Activations that are looked at for one page of a channel, which no index knows."""


@dataclass(frozen=True, slots=True)
class AskedActivations:
    """Which activations are listed; half-open in time. What is left out narrows nothing."""

    batch: UUID | None = None
    source: str = ""
    since: dt.datetime | None = None
    until: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class ActivationsPage:
    """Some activations with their batches; ``after`` is which the next page comes after."""

    rows: tuple[Activation, ...]
    after: UUID | None
    looked: int


def find_activations(
    asked: AskedActivations, *, after: UUID | None = None, limit: int = PAGE
) -> ActivationsPage:
    """Give the next activations of a list, newest first, after one of them."""
    found = _narrowed(asked)
    if after is not None:
        place = Activation.objects.filter(id=after).values_list("at", "id").first()
        if place is None:
            return ActivationsPage((), None, 0)
        at, id_ = place
        found = found.filter(Q(at__lt=at) | Q(at=at, id__lt=id_))
    found = found.order_by("-at", "-id")
    most = MOST_LOOKED if asked.source else limit + 1
    looked = list(found.values_list("id", "source")[:most])
    fitting = [id_ for id_, source in looked if asked.source in {"", source}]
    shown = fitting[:limit]
    rows = Activation.objects.filter(id__in=shown).select_related("batch")
    ordered = tuple(rows.order_by("-at", "-id"))
    if len(fitting) > limit:
        return ActivationsPage(ordered, shown[-1], len(looked))
    is_short = bool(asked.source) and len(looked) == most
    return ActivationsPage(ordered, looked[-1][0] if is_short else None, len(looked))


def activations_of_member(
    *, member_id: UUID, limit: int = PAGE, after: UUID | None = None
) -> list[Activation]:
    """Give what a member activated with its batches, newest first; those after one of them.

    With what they activated on accounts that were merged into theirs (T33).
    """
    found = Activation.objects.filter(of_one(member_id))
    if after is not None:
        found = found.filter(id__lt=after)
    return list(found.select_related("batch").order_by("-id")[:limit])


def batch_names(*, activations: Collection[UUID]) -> dict[UUID, str]:
    """Give what the batches of activations are called; by the activation."""
    if not activations:
        return {}
    found = Activation.objects.filter(id__in=activations)
    return dict(found.values_list("id", "batch__name"))


def _narrowed(asked: AskedActivations) -> "QuerySet[Activation]":
    found: QuerySet[Activation] = Activation.objects.all()
    if asked.batch is not None:
        found = found.filter(batch_id=asked.batch)
    if asked.since is not None:
        found = found.filter(at__gte=asked.since)
    if asked.until is not None:
        found = found.filter(at__lt=asked.until)
    return found
