"""What programs may ask: one file a subject, one line a method in its table."""

from plushka.web.api.endpoint import Endpoint
from plushka.web.api.endpoints import (
    adjustments,
    campaigns,
    certificates,
    claims,
    codes,
    drafts,
    events,
    invitations,
    members,
    movements,
    points,
    programme,
    replays,
    returning,
    sales,
    segments,
    trials,
    worked,
)

TABLE: tuple[Endpoint, ...] = (
    *sales.ENDPOINTS,
    *returning.ENDPOINTS,
    *claims.ENDPOINTS,
    *codes.ENDPOINTS,
    *members.ENDPOINTS,
    *invitations.ENDPOINTS,
    *segments.ENDPOINTS,
    *movements.ENDPOINTS,
    *certificates.ENDPOINTS,
    *points.ENDPOINTS,
    *adjustments.ENDPOINTS,
    *programme.ENDPOINTS,
    *drafts.ENDPOINTS,
    *worked.ENDPOINTS,
    *trials.ENDPOINTS,
    *replays.ENDPOINTS,
    *campaigns.ENDPOINTS,
    *events.ENDPOINTS,
)
