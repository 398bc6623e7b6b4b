"""What a member agreed to, as a file for whoever asks for proof (U27, T29)."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from plushka.domain.members.proofs import export_proofs
from plushka.domain.tenants.rights import Right
from plushka.lib.spreadsheets import harmless
from plushka.web.manager.cabinet import Cabinet, in_cabinet
from plushka.web.manager.lab.tables import written
from plushka.web.manager.members import story
from plushka.web.ui.clock import now


@never_cache
@require_safe
@in_cabinet(Right.EXPORT)
def proofs(request: HttpRequest, cabinet: Cabinet, member_id: UUID) -> HttpResponse:
    """Give every consent with its text's version, moment and proof, as CSV; it is recorded."""
    del request
    member = story.profile_of(member_id).id
    heads = (
        _("When"),
        _("Consent"),
        _("Given or withdrawn"),
        _("Version of the text"),
        _("Channel"),
        _("Proof"),
        _("Whose phone or card it fits"),
        _("Address it came from"),
    )
    rows = [
        (
            one.at.isoformat(),
            one.kind,
            _("withdrawn") if one.is_withdrawn else _("given"),
            one.version,
            one.channel,
            one.proof,
            # Without its plus a phone is no formula, and is read all the same.
            one.owner.removeprefix("+"),
            one.address,
        )
        for one in export_proofs(member_id=member, actor=cabinet.actor, at=now())
    ]
    # A byte order mark lets spreadsheets know that it is UTF-8.
    text = "\ufeff" + written([harmless(cell) for cell in row] for row in (heads, *rows))
    answer = HttpResponse(text, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="consents-{member}.csv"'
    return answer
