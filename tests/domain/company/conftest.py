"""Who changes the company."""

from typing import Any

from plushka.domain.audit.models import Record

OWNER = "staff:0196a000-0000-7000-8000-000000000001"


def recorded() -> list[tuple[str, dict[str, Any], dict[str, Any]]]:
    """Give what was recorded: actions with what was before and after, oldest first."""
    rows = Record.objects.order_by("at", "id")
    return [(one.action, one.before, one.after) for one in rows]
