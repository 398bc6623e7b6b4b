"""Codes are asked for as the programme has it: how long, how long-lived, in which words."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from msgspec import UNSET

from plushka.domain.confirmations import operations as confirmations
from plushka.domain.confirmations.operations import CodeTerms, Purpose
from plushka.domain.members.locator import Locator
from plushka.domain.programmes import queries as programmes
from plushka.domain.programmes.compiled import Compiled
from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.queries import get_place


def ask_code(
    *,
    locator: Locator,
    purpose: Purpose,
    outlet_id: UUID,
    at: dt.datetime,
    amount: int | None = None,
    address: str = "",
) -> None:
    """Send a code by the programme in force; see ``confirmations.operations.ask``."""
    place = get_place(current_tenant())
    programme = programmes.rules(zone=place.zone).at(at)
    confirmations.ask(
        locator=locator,
        purpose=purpose,
        outlet_id=outlet_id,
        at=at,
        amount=amount,
        terms=_terms(programme, purpose, place.language),
        address=address,
    )


@dataclass(frozen=True, slots=True)
class Shown:
    """A code that its member sees; it is of use for so many minutes."""

    code: str
    minutes: int


def show_code(*, member_id: UUID, outlet_id: UUID, at: dt.datetime) -> Shown | None:
    """Show a member a code to pay with; None where the programme asks for none."""
    place = get_place(current_tenant())
    programme = programmes.rules(zone=place.zone).at(at)
    if not programme.document.confirmations.redeem:
        return None
    terms = _terms(programme, "REDEEM", place.language)
    code = confirmations.show(member_id=member_id, outlet_id=outlet_id, at=at, terms=terms)
    return Shown(code, terms.ttl_minutes)


def _terms(programme: Compiled, purpose: Purpose, language: str) -> CodeTerms:
    asked, messages = programme.document.confirmations, programme.document.messages
    code = f"code_{purpose.lower()}"
    text = None if messages is UNSET else messages.get(code)
    return CodeTerms(
        digits=asked.digits,
        ttl_minutes=asked.ttl_minutes,
        tries=asked.tries,
        text=text.said_in(language) if text else None,
        text_version=f"{code}-{language}-{programme.version}",
    )
