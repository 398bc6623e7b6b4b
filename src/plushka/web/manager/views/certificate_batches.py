"""Certificates issued together: the form, the batch, its files for the printer (D33)."""

from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plushka.domain.certificates import batches as domain
from plushka.domain.certificates.models import CertificateBatch
from plushka.domain.certificates.refusals import CertificateUnknown
from plushka.domain.tenants.rights import Right
from plushka.lib import letters
from plushka.lib.ids import new_id
from plushka.lib.refusal import BadField
from plushka.web.manager.cabinet import Cabinet, in_cabinet
from plushka.web.manager.certificates import files
from plushka.web.manager.certificates import form as forms
from plushka.web.manager.certificates.form import Typed
from plushka.web.ui.certificates import STATES, state_now
from plushka.web.ui.clock import now
from plushka.web.ui.form_keys import key_of

REFUSED = 422


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@in_cabinet(Right.PRINT_CODES)
def batches(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """List what was issued together, and issue more; pressed twice, it is issued once."""
    if request.method != "POST":
        return _list(request, cabinet, Typed(), key=new_id())
    typed, key = forms.posted(request.POST.dict()), key_of(request)
    new = forms.read(typed, zone=cabinet.place.zone, actor=cabinet.actor)
    if new is not None:
        try:
            with transaction.atomic():
                row = domain.issue(new, batch_id=key, at=now())
            return redirect("manager-certificate-batch", row.id)
        except BadField as wrong:
            forms.mark(typed, wrong)
    return _list(request, cabinet, typed, key=key)


@never_cache
@require_safe
@in_cabinet(Right.PRINT_CODES)
def batch(request: HttpRequest, cabinet: Cabinet, batch_id: UUID) -> HttpResponse:
    """Show a batch: its certificates, and its files as long as codes can be read."""
    known, at = _known(batch_id), now()
    context = {
        "cabinet": cabinet,
        "here": "certificates",
        "batch": known,
        "rows": [
            (
                one.certificate,
                letters.grouped(one.code) if one.code else f"•••• {one.certificate.ending}",
                STATES[state_now(one.certificate, at=at)],
            )
            for one in domain.readable(known.id)
        ],
        "is_open": known.state != CertificateBatch.State.HANDED_OVER,
        "papers": files.PAPERS,
    }
    return render(request, "manager/certificates/batch.html", context)


@never_cache
@require_POST
@in_cabinet(Right.PRINT_CODES)
def fetch(request: HttpRequest, cabinet: Cabinet, batch_id: UUID) -> HttpResponse:
    """Send the codes, as a table or as sheets to print; who fetches them is on record."""
    known = _known(batch_id)
    sold = [one for one in domain.readable(known.id) if one.code]
    if not sold:
        return redirect("manager-certificate-batch", batch_id)
    form = "pdf" if request.POST.get("form") == "pdf" else "csv"
    language = get_language() or "en"
    domain.record_fetched(known, form=form, actor=cabinet.actor, at=now())
    if form == "csv":
        content, media_type = files.table(sold, language=language), "text/csv; charset=utf-8"
    else:
        paper = request.POST.get("paper", "")
        content = files.sheet(
            known,
            sold,
            paper=paper if paper in files.PAPERS else files.PAPERS[0],
            company=cabinet.place.name,
            currency=cabinet.place.currency,
            language=language,
        )
        media_type = "application/pdf"
    answer = HttpResponse(content, content_type=media_type)
    answer["Content-Disposition"] = f'attachment; filename="certificates.{form}"'
    return answer


@require_POST
@in_cabinet(Right.PRINT_CODES)
def hand_over(request: HttpRequest, cabinet: Cabinet, batch_id: UUID) -> HttpResponse:
    """Forget the codes of a batch: they are in the right hands by now."""
    del request
    _known(batch_id)
    domain.hand_over(batch_id=batch_id, actor=cabinet.actor, at=now())
    return redirect("manager-certificate-batch", batch_id)


def _list(request: HttpRequest, cabinet: Cabinet, typed: Typed, *, key: UUID) -> HttpResponse:
    context = {
        "cabinet": cabinet,
        "here": "certificates",
        "form": typed,
        "key": key,
        "batches": domain.find_batches(),
    }
    status = REFUSED if typed.errors else 200
    return render(request, "manager/certificates/batches.html", context, status=status)


def _known(batch_id: UUID) -> CertificateBatch:
    try:
        return domain.get_batch(batch_id)
    except CertificateUnknown:
        raise Http404 from None
