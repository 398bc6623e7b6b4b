"""How far batches are: what was activated of them, and how often what was tried in vain."""

from collections.abc import Collection, Mapping
from uuid import UUID

from django.db.models import Count, Sum
from msgspec import Struct

from plushka.domain.codes.models import Activation, Tally
from plushka.domain.codes.tallying import ACCEPTED


class Far(Struct, frozen=True):
    """Codes that were activated, members who did, and tries that were refused."""

    n_activated: int = 0
    n_members: int = 0
    n_refused: int = 0


def count_far(*, batch_ids: Collection[UUID]) -> Mapping[UUID, Far]:
    """Count it for each batch, in two statements."""
    used = Activation.objects.filter(batch_id__in=batch_ids).order_by().values("batch_id")
    rows = used.annotate(n=Count("id"), n_members=Count("member_id", distinct=True))
    activated = {row["batch_id"]: (row["n"], row["n_members"]) for row in rows}
    tried = Tally.objects.filter(batch_id__in=batch_ids).exclude(outcome=ACCEPTED)
    refused = dict(
        tried.order_by().values_list("batch_id").annotate(n=Sum("n")).values_list("batch_id", "n")
    )
    return {
        batch_id: Far(*activated.get(batch_id, (0, 0)), refused.get(batch_id, 0))
        for batch_id in batch_ids
    }
