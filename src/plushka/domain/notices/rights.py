"""Vouchers and certificates that members were given, and what their certificates paid."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from plushka.domain.certificates.models import Entry
from plushka.domain.events.queries import Happened
from plushka.domain.messaging.saying import Saying
from plushka.domain.programmes.compiled import Compiled
from plushka.domain.vouchers.models import Voucher

_OF_CERTIFICATES = {
    "certificate_issued": "certificate_given",
    "certificate_spent": "certificate_spent",
    "certificate_paid_out": "certificate_spent",
}


def tell(news: Sequence[Happened], *, programme: Compiled) -> Iterator[Saying]:  # noqa: ARG001
    """Tell members of both; of a voucher that they ordered for points they know already."""
    yield from _vouchers([one for one in news if one.type == "voucher_issued"])
    yield from _certificates([one for one in news if one.type in _OF_CERTIFICATES])


def _vouchers(news: Sequence[Happened]) -> Iterator[Saying]:
    if not news:
        return
    rows = Voucher.objects.filter(
        id__in=[one.data["voucher"] for one in news], state=Voucher.State.ISSUED
    ).exclude(source_kind="REWARD")
    terms = {str(id_): told for id_, told in rows.values_list("id", "terms")}
    for one in news:
        if (told := terms.get(one.data["voucher"])) is not None:
            yield Saying(
                "voucher_given",
                {"title": told["title"]},
                member_id=one.member_id,
                cause=str(one.id),
            )


def _certificates(news: Sequence[Happened]) -> Iterator[Saying]:
    if not news:
        return
    rows = Entry.objects.filter(id__in=[UUID(one.data["entry"]) for one in news])
    left = dict(rows.values_list("id", "balance_after"))
    for one in news:
        kind = _OF_CERTIFICATES[one.type]
        values = {"sum": abs(one.data["amount"])}
        if kind == "certificate_spent":
            values["left"] = left[UUID(one.data["entry"])]
        yield Saying(kind, values, member_id=one.member_id, cause=str(one.id))
