"""Which campaigns run now, so that who joins or activates a code finds their conditions (U7)."""

from django.utils.translation import get_language

from plushka.domain.campaigns.telling import ToldCampaign, tell_running
from plushka.domain.programmes.document import Programme
from plushka.domain.tenants.queries import outlet_names
from plushka.web.ui.clock import now


def running(programme: Programme) -> list[ToldCampaign]:
    """Tell the campaigns of the company in context that promise members something now."""
    return tell_running(now(), programme, get_language() or "en", outlets=outlet_names())
