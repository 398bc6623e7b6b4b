"""A member's browsers say yes to notices, and no again."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from plushka.domain.messaging import addresses
from plushka.domain.tenants.context import tenant_context
from plushka.integrations.webpush import subscriptions
from plushka.web.member import notices
from plushka.web.member.views.wishes import wishes_page
from plushka.web.member.visit import Visit, acting, label_of


@acting
def notices_on(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Keep the browser's subscription; refuses one that no push service of a browser gave."""
    member_id = visit.visitor.member_id
    with tenant_context(visit.place.id):
        found = notices.of_member(member_id)
        try:
            told = request.POST.get("subscription", "")
            read = subscriptions.read(told, services=found.services if found else ())
        except subscriptions.BadSubscription:
            return wishes_page(
                request, visit, refused=_("This browser cannot be sent notices. Try another one.")
            )
        addresses.add(
            member_id=member_id,
            way=notices.WAY,
            value=read.kept,
            at=visit.at,
            label=label_of(request),
        )
    return redirect(f"{visit.address('member-wishes')}?just=saved#notices")


@acting
def notices_off(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Send no more notices to one of the member's browsers."""
    wanted = request.POST.get("browser", "")
    with tenant_context(visit.place.id):
        for one in addresses.find(member_id=visit.visitor.member_id):
            if one.way == notices.WAY and str(one.id) == wanted:
                addresses.remove(way=one.way, value=one.value)
    return redirect(f"{visit.address('member-wishes')}?just=saved#notices")
