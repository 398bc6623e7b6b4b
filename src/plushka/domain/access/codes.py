"""Codes for what members do in their own cabinet: six digits at least, whatever the till asks."""

import datetime as dt
from uuid import UUID

from plushka.domain.confirmations import operations as confirmations
from plushka.domain.confirmations.operations import CodeTerms, OwnPurpose
from plushka.domain.members.locator import Locator
from plushka.domain.programmes import queries as programmes
from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.queries import get_place

_DIGITS = 6
"""Nobody stands beside the one who types it."""


def ask(whom: Locator, *, purpose: OwnPurpose, at: dt.datetime, address: str = "") -> UUID:
    """Send a code that lives as long as the programme says; see ``confirmations.ask_own``."""
    place = get_place(current_tenant())
    asked = programmes.rules(zone=place.zone).at(at).document.confirmations
    terms = CodeTerms(
        digits=max(_DIGITS, asked.digits), ttl_minutes=asked.ttl_minutes, tries=asked.tries
    )
    return confirmations.ask_own(whom=whom, purpose=purpose, at=at, terms=terms, address=address)
