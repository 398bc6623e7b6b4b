"""What programs may ask: one file a subject, one line a method in its table."""

from plushka.web.api.endpoint import Endpoint
from plushka.web.api.endpoints import sales

TABLE: tuple[Endpoint, ...] = sales.ENDPOINTS
