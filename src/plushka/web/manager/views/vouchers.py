"""Vouchers: issued by the form, their codes until they are handed over, and taken back."""

from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plushka.domain.members.queries import find_profiles
from plushka.domain.segments.queries import SegmentUnknown, find_segments
from plushka.domain.tasks.models import Task
from plushka.domain.tasks.operations import TooManyTasks
from plushka.domain.tenants.rights import Right
from plushka.domain.vouchers import batches, making, operations, queries
from plushka.domain.vouchers.models import Voucher, VoucherBatch
from plushka.domain.vouchers.refusals import VoucherUnknown, VoucherUsed
from plushka.domain.vouchers.terms import terms_of
from plushka.lib import letters
from plushka.lib.ids import new_id
from plushka.lib.refusal import BadField
from plushka.web.manager.cabinet import Cabinet, in_cabinet
from plushka.web.manager.exporting import csv_file
from plushka.web.manager.members.listed import uuid_of
from plushka.web.manager.vouchers import form as forms
from plushka.web.manager.vouchers.form import VoucherForm
from plushka.web.ui.clock import now
from plushka.web.ui.form_keys import key_of
from plushka.web.ui.refusals import sentence
from plushka.web.ui.vouchers import told

REFUSED = 422
PAGE = 200
NOBODY = UUID(int=0)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@in_cabinet(Right.CHANGE_PROGRAMME)
def vouchers(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """List what was issued, and issue more."""
    if request.method != "POST":
        return _list(request, cabinet, VoucherForm(), key=new_id())
    typed, at = forms.sent(request.POST.dict()), now()
    place, key = cabinet.place, key_of(request)
    read = forms.read(typed, region=place.region, zone=place.zone, actor=cabinet.actor, at=at)
    if read is not None:
        new, n = read
        segment = forms.segment_of(typed)
        if segment is not None:
            return _for_segment(request, cabinet, typed, new, segment, key=key)
        try:
            with transaction.atomic():
                batch = batches.make(batch_id=key, new=new, n=n, at=at)
            return redirect("manager-voucher-batch", batch.id)
        except BadField as wrong:
            forms.mark(typed, wrong)
    return _list(request, cabinet, typed, key=key)


@never_cache
@require_safe
@in_cabinet(Right.CHANGE_PROGRAMME)
def batch(request: HttpRequest, cabinet: Cabinet, batch_id: UUID) -> HttpResponse:
    """Show the vouchers of a batch, with their codes as long as they can be read."""
    known = _known(batch_id)
    after = uuid_of(request.GET.get("after", ""))
    found = queries.vouchers_in(known.id, after=after, limit=PAGE + 1)
    rows = found[:PAGE]
    members = find_profiles(member_ids=[row.member_id for row in rows if row.member_id])
    context = {
        "cabinet": cabinet,
        "here": "vouchers",
        "batch": known,
        "rows": [
            (row, _code(row), members.get(row.member_id or NOBODY), _state(row)) for row in rows
        ],
        "gives": told(terms_of(known.terms), currency=cabinet.place.currency),
        "until": known.valid_until,
        "is_open": known.state == VoucherBatch.State.MADE and known.audience is None,
        "task": _task(known),
        "more": rows[-1].id if len(found) > PAGE else None,
    }
    return render(request, "manager/voucher_batch.html", context)


@never_cache
@require_safe
@in_cabinet(Right.CHANGE_PROGRAMME)
def codes(request: HttpRequest, cabinet: Cabinet, batch_id: UUID) -> HttpResponse:
    """Send the codes as a table; none where they were handed over."""
    del request, cabinet
    known = _known(batch_id)
    rows = [(_code(row), _state(row)) for row in queries.vouchers_in(known.id)]
    table = csv_file.small([(_("Code"), _("State")), *rows], language=get_language() or "en")
    answer = HttpResponse(table, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="vouchers.csv"'
    return answer


@require_POST
@in_cabinet(Right.CHANGE_PROGRAMME)
def hand_over(request: HttpRequest, cabinet: Cabinet, batch_id: UUID) -> HttpResponse:
    """Forget the codes of a batch: they are in the right hands by now."""
    del request
    _known(batch_id)
    batches.hand_over(batch_id=batch_id, actor=cabinet.actor, at=now())
    return redirect("manager-voucher-batch", batch_id)


@require_POST
@in_cabinet(Right.CHANGE_PROGRAMME)
def revoke(request: HttpRequest, cabinet: Cabinet, voucher_id: UUID) -> HttpResponse:
    """Take a voucher back; one that was used meanwhile stays used, and the page shows it."""
    del request
    try:
        row = queries.get_voucher(voucher_id)
        with transaction.atomic():
            operations.revoke(voucher_id=voucher_id, actor=cabinet.actor, at=now())
    except VoucherUnknown:
        raise Http404 from None
    except VoucherUsed:
        pass
    if row.batch_id is None:
        return redirect("manager-vouchers")
    return redirect("manager-voucher-batch", row.batch_id)


def _for_segment(
    request: HttpRequest,
    cabinet: Cabinet,
    typed: VoucherForm,
    new: operations.NewVoucher,
    segment: UUID,
    *,
    key: UUID,
) -> HttpResponse:
    """Say how many members there are; whoever has seen that number has it done."""
    at = now()
    if not typed.errors:
        try:
            n = making.count(segment_id=segment, at=at)
            seen = f"{segment}:{n}"
            if n and typed.typed["seen"] != seen:
                typed.typed["seen"] = seen
                return _list(request, cabinet, typed, key=key, n_seen=n)
            with transaction.atomic():
                row = making.ask(batch_id=key, new=new, segment_id=segment, at=at)
            return redirect("manager-voucher-batch", row.id)
        except SegmentUnknown:
            forms.mark(typed, BadField("segment", "gone"))
        except TooManyTasks as refusal:
            typed.errors["title"] = sentence(refusal)
        except BadField as wrong:
            forms.mark(typed, wrong)
    return _list(request, cabinet, typed, key=key)


def _task(known: VoucherBatch) -> Task | None:
    """Give the long work that makes a batch, as long as it is not made."""
    if known.task_id is None or known.state != VoucherBatch.State.MAKING:
        return None
    row: Task | None = Task.objects.filter(id=known.task_id).first()
    return row


def _list(
    request: HttpRequest, cabinet: Cabinet, typed: VoucherForm, *, key: UUID, n_seen: int = 0
) -> HttpResponse:
    found = queries.find_batches()
    used = count(found)
    context = {
        "cabinet": cabinet,
        "here": "vouchers",
        "form": typed,
        "key": key,
        "segments": [(str(one.id), one.name) for one in find_segments()],
        "n_seen": n_seen,
        "batches": [(one, used.get(one.id, 0)) for one in found],
    }
    status = REFUSED if typed.errors else 200
    return render(request, "manager/vouchers.html", context, status=status)


def count(found: list[VoucherBatch]) -> dict[UUID, int]:
    """Count the used ones of each batch."""
    return queries.count_used([one.id for one in found])


def _known(batch_id: UUID) -> VoucherBatch:
    try:
        return batches.get_batch(batch_id)
    except VoucherUnknown:
        raise Http404 from None


def _code(row: Voucher) -> str:
    code = queries.code_of(row)
    return f"•••• {row.ending}" if code is None else letters.grouped(code)


def _state(row: Voucher) -> str:
    if row.state == Voucher.State.USED:
        return _("used")
    if row.state == Voucher.State.REVOKED:
        return _("taken back")
    if row.valid_until is not None and row.valid_until <= now():
        return _("over")
    return _("good")
