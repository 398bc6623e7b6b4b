"""A member signs in: by a code that goes to their phone (U32).

Nobody learns here whether a phone or a card is known: asked for a code, the
answer is always the same; told a wrong one, too.
"""

import datetime as dt

from plushka.domain.access import codes, sessions
from plushka.domain.access.counting import Limit, count
from plushka.domain.access.sessions import Opened
from plushka.domain.confirmations import operations as confirmations
from plushka.domain.confirmations.refusals import ConfirmationWrong, TooManyCodes
from plushka.domain.confirmations.spending import take_address
from plushka.domain.limits import windows
from plushka.domain.limits.refusals import CodeLimitReached
from plushka.domain.members.locator import Locator
from plushka.domain.members.queries import find_profiles, get_profile, locate
from plushka.lib.network import household
from plushka.lib.refusal import BadField

ASKED_AN_HOUR = 10
"""Codes that one phone or card may be asked for."""

TRIED_AN_HOUR = 20
"""Codes that may be typed for one phone or card."""

FROM_ONE_ADDRESS = 100
"""The same from one address, which a whole shop or house may share. Codes asked for from there
are counted by the company's limits."""


def ask(*, locator: Locator, address: str, at: dt.datetime) -> None:
    """Send the code to the phone of whoever this phone or card belongs to.

    Where that is nobody, or somebody without a phone, nothing is sent, and
    nothing says so. Refuses ``TooManyTries`` and ``CodeLimitReached``, counted
    before anybody is looked for.
    """
    _check(locator)
    windows.check_open(at=at)
    count([Limit("ask", _name(locator), ASKED_AN_HOUR)], at=at)
    take_address(address, at=at)
    found = locate(locators=[locator], at=at).get(locator)
    known = find_profiles(member_ids=[found] if found else [])
    if found not in known or not known[found].phone:
        return
    try:
        codes.ask(Locator("ID", str(found)), purpose="SIGN_IN", at=at)
    except (TooManyCodes, CodeLimitReached):
        # Asked for by another name of the same member, of which the count above knows nothing; or
        # the company's last code went to somebody else meanwhile. It must not look otherwise.
        return


def sign_in(
    *, locator: Locator, code: str, mark: str, label: str, address: str, at: dt.datetime
) -> Opened:
    """Let in whoever tells the code that was sent; ``mark`` and ``label`` are the device's.

    Refuses ``ConfirmationWrong``, which is remembered, also where nobody is
    known by this name; and ``TooManyTries``.
    """
    _check(locator)
    _count("sign_in", locator, TRIED_AN_HOUR, address, at=at)
    found = locate(locators=[locator], at=at).get(locator)
    if found is None:
        raise ConfirmationWrong
    confirmations.check_own(whom=found, purpose="SIGN_IN", code=code, at=at)
    return sessions.open_(get_profile(member_id=found), mark=mark, label=label, at=at)


def _check(locator: Locator) -> None:
    if locator.kind not in {"PHONE", "CARD"}:
        raise BadField("who", "name a phone or a card")


def _count(what: str, locator: Locator, most: int, address: str, *, at: dt.datetime) -> None:
    from_there = Limit(f"{what}_from", household(address), FROM_ONE_ADDRESS)
    count([Limit(what, _name(locator), most), from_there], at=at)


def _name(locator: Locator) -> str:
    return f"{locator.kind}:{locator.value}"
