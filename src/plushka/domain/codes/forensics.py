"""What became of codes: of one that was found, of a batch by place and time (B30). Reads alone."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, Q, Sum
from django.db.models.functions import TruncHour
from msgspec import Struct

from plushka.domain.codes.alphabets import is_right
from plushka.domain.codes.keys import company_key, id_of
from plushka.domain.codes.models import Activation, Batch, Code, Policy, Tally
from plushka.domain.codes.refusals import CodeMistyped, CodeUnknown
from plushka.domain.codes.spelling import one_code


class FoundCode(Struct, frozen=True):
    """A code that somebody found: of which batch, which one, and who activated it when."""

    batch: Batch
    number: int
    activated_at: dt.datetime | None
    activation: UUID | None
    member: UUID | None
    source: str
    place: str


class Part(NamedTuple):
    """So many activations of a kind, at a place, within an hour."""

    label: str
    n: int


class Hour(NamedTuple):
    """So many tries within an hour."""

    hour: dt.datetime
    n: int


class Counts(Struct, frozen=True):
    """What tries of a batch came to, by outcome, by channel and by place, the most first."""

    n_activated: int
    n_members: int
    points: int
    outcomes: Sequence[Part]
    sources: Sequence[Part]
    places: Sequence[Part]
    hours: Sequence[Hour]


MOST_PLACES = 50


def find(*, code: str) -> FoundCode:
    """Look a code up for support, as it was typed or photographed; counts as no try.

    Refuses ``CodeMistyped``, and ``CodeUnknown`` where the company never made it.
    """
    plain = one_code(code)
    policy = Policy.objects.first()
    if not is_right(plain):
        raise CodeMistyped
    if policy is None:
        raise CodeUnknown
    row = Code.objects.select_related("batch").filter(id=id_of(company_key(policy.key), plain))
    found: Code | None = row.first()
    if found is None:
        raise CodeUnknown
    made: Activation | None = Activation.objects.filter(code_id=found.id).first()
    if made is None:
        return FoundCode(found.batch, found.number, None, None, None, "", "")
    return FoundCode(
        *(found.batch, found.number, made.at, made.id, made.member_id, made.source, made.place)
    )


def counts(*, batch_id: UUID) -> Counts:
    """Say what became of a batch: activations by channel, place and hour, and refused tries."""
    own = Activation.objects.filter(batch_id=batch_id)
    total = own.aggregate(
        n=Count("id"), members=Count("member_id", distinct=True), points=Sum("points")
    )
    tallies = Tally.objects.filter(batch_id=batch_id)
    by_hour = own.annotate(hour=TruncHour("at")).values("hour").annotate(k=Count("id"))
    return Counts(
        n_activated=total["n"],
        n_members=total["members"],
        points=total["points"] or 0,
        outcomes=_summed(tallies, "outcome"),
        sources=_counted(own, "source"),
        places=_counted(own.exclude(place=""), "place"),
        hours=[Hour(*row) for row in by_hour.order_by("hour").values_list("hour", "k")],
    )


def wrong_by_hour(*, since: dt.datetime, prefix: str | None = None) -> list[Hour]:
    """Say how many codes were tried that nobody made, by hour; of one prefix, or of all."""
    found = Tally.objects.filter(hour__gte=since, outcome=CodeUnknown.code)
    if prefix is not None:
        found = found.filter(prefix=prefix)
    rows = found.values("hour").annotate(k=Sum("n")).order_by("hour")
    return [Hour(*row) for row in rows.values_list("hour", "k")]


def wrong_by_prefix(*, since: dt.datetime) -> list[Part]:
    """Say which prefixes the codes begin with that nobody made, the most first."""
    found = Tally.objects.filter(hour__gte=since, outcome=CodeUnknown.code)
    return _summed(found, "prefix")


def tried_early(*, since: dt.datetime) -> list[tuple[UUID, int]]:
    """Say of which batches codes were tried before they were active: scan before sale."""
    found = Tally.objects.filter(Q(hour__gte=since), outcome="code_not_active")
    rows = found.values("batch_id").annotate(k=Sum("n")).order_by("-k", "batch_id")
    return list(rows.values_list("batch_id", "k"))


def activations_of(
    *, batch_id: UUID, limit: int = 50, after: UUID | None = None
) -> list[Activation]:
    """Give the activations of a batch, newest first; those after one of them."""
    found = Activation.objects.filter(batch_id=batch_id)
    if after is not None:
        found = found.filter(id__lt=after)
    return list(found.order_by("-id")[:limit])


def _counted(rows: object, by: str) -> list[Part]:
    found = rows.values(by).annotate(k=Count("id")).order_by("-k", by)  # type: ignore[attr-defined]
    return [Part(*row) for row in found.values_list(by, "k")[:MOST_PLACES]]


def _summed(rows: object, by: str) -> list[Part]:
    found = rows.values(by).annotate(k=Sum("n")).order_by("-k", by)  # type: ignore[attr-defined]
    return [Part(*row) for row in found.values_list(by, "k")[:MOST_PLACES]]
