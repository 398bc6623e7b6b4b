"""Codes that members are sent, and where the page says they went."""

import datetime as dt

from plushka.domain.confirmations import operations as confirmations
from plushka.domain.members import locator as names
from plushka.domain.members import phone as phones
from plushka.domain.members.locator import Locator
from plushka.domain.members.queries import get_profile
from plushka.web.till.desk import Desk
from plushka.web.till.draft import NOBODY, Draft
from plushka.web.ui.amounts import read_hundredths


def ask_to_redeem(desk: Desk, draft: Draft, *, at: dt.datetime) -> str:
    """Send the code for a redemption; give the masked phone or the card it went to.

    It confirms what stands in the form, or any sum where that is no number.
    """
    member = draft.member or NOBODY
    confirmations.ask(
        locator=Locator("ID", str(member)),
        purpose="REDEEM",
        outlet_id=desk.outlet.id,
        at=at,
        amount=_amount(draft),
    )
    profile = get_profile(member_id=member)
    return profile.masked_phone or profile.card or ""


def ask_to_enrol(desk: Desk, phone: str, *, at: dt.datetime) -> str:
    """Send the code for joining; give the masked phone it went to."""
    whom = names.read("phone", phone, region=desk.place.region, path="phone")
    confirmations.ask(locator=whom, purpose="ENROL", outlet_id=desk.outlet.id, at=at)
    return phones.mask(whom.value)


def _amount(draft: Draft) -> int | None:
    try:
        return read_hundredths(draft.redeem)
    except ValueError:
        return None
