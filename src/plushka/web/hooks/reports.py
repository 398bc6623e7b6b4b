"""A provider's report, in the words of the queue."""

import datetime as dt

from plushka.domain.messaging.reporting import Told
from plushka.integrations.sending import Report

KEYS = frozenset("0123456789*#")


def told(report: Report, *, at: dt.datetime) -> Told:
    """Read a report; one without a time is of now."""
    return Told(
        provider_id=report.provider_id,
        state="DELIVERED" if report.state == "DELIVERED" else "FAILED",
        at=report.at or at,
        code=report.code if report.state != "EXPIRED" else report.code or "expired",
        cost=report.cost,
        gone=report.gone,
        # Telephones have ten digits, a star and a hash; anything else is rubbish.
        pressed=report.pressed if report.pressed in KEYS else "",
    )
