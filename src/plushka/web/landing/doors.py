"""Where strangers come in: by a company's address, an outlet's poster, a friend's link."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404, HttpRequest
from django.urls import reverse

from plushka.domain.members import locator as names
from plushka.domain.members.locator import Locator
from plushka.domain.members.queries import locate
from plushka.domain.referrals.joining import Found
from plushka.domain.tenants.models import Outlet
from plushka.domain.tenants.queries import Place, open_outlets
from plushka.lib.refusal import BadField
from plushka.web.ui.clock import now


@dataclass(frozen=True, slots=True)
class Door:
    """Where somebody comes in: a company, an outlet of its own, and who brought them."""

    place: Place
    outlet: Outlet
    #: As the address has it: empty where it names no outlet.
    code: str
    referrer: Locator | None
    #: As it was typed, also where nobody is found by it.
    ref: str
    #: Of the link they came by, and what is found by it.
    token: str = ""
    invitation: Found | None = None

    @property
    def is_invited(self) -> bool:
        """Whether they came by an invitation that is good."""
        return self.invitation is not None and self.invitation.is_good

    @property
    def address(self) -> str:
        """Where the form is sent: the same address, with who brought them."""
        if self.token:
            return reverse("invited", args=[self.token])
        args = [self.place.slug, self.code] if self.code else [self.place.slug]
        address = reverse("join-outlet" if self.code else "join", args=args)
        return f"{address}?{urlencode({'ref': self.ref})}" if self.ref else address


def door_of(request: HttpRequest, place: Place, code: str) -> Door:
    """Give the door of an address; an outlet that is closed has none."""
    found = open_outlets()
    outlet = found.filter(code=code).first() if code else found.order_by("code").first()
    if outlet is None:
        raise Http404
    ref = request.GET.get("ref", "").strip()[:100]
    return Door(place, outlet, code, _referrer(place, ref), ref)


def _referrer(place: Place, ref: str) -> Locator | None:
    """Read who brought them; nobody where the link names nobody we know."""
    if not ref:
        return None
    try:
        read = names.read("code", ref, region=place.region, path="referrer")
    except BadField:
        return None
    return read if locate(locators=[read], at=now()) else None
