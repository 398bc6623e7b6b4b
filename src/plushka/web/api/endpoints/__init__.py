"""What programs may ask: one file a subject, one line a method in its table."""

from plushka.web.api.endpoint import Endpoint
from plushka.web.api.endpoints import adjustments, members, movements, points, sales

TABLE: tuple[Endpoint, ...] = (
    *sales.ENDPOINTS,
    *members.ENDPOINTS,
    *movements.ENDPOINTS,
    *points.ENDPOINTS,
    *adjustments.ENDPOINTS,
)
