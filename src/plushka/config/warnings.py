"""What a company's own people are told by e-mail, because somebody of them has to act."""

import datetime as dt
from collections.abc import Mapping, Sequence

from django.utils import translation

from plushka.domain.codes import alarming
from plushka.domain.limits import windows
from plushka.domain.limits.kinds import IN_MONEY, Kind
from plushka.domain.messaging import funds, templates
from plushka.domain.messaging.filters import OwnUnit, Voice
from plushka.domain.messaging.kinds.kind import Given
from plushka.domain.messaging.templates import Asked
from plushka.domain.rewards import catalogue
from plushka.domain.rewards.queries import word_of
from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.models import Staff
from plushka.domain.tenants.queries import Place, get_place
from plushka.lib import money
from plushka.web.ui import mail
from plushka.web.ui.staff_limits import NAMES

FUNDS_LOW, CODES_LIMITED, STOCK_LOW = "funds_low", "codes_limited", "stock_low"

_OWNERS = (Staff.Role.OWNER,)
_KEEP_THE_SHELF = (Staff.Role.OWNER, Staff.Role.MARKETER)
_MOST_REWARDS = 20
"""So many are named in one letter."""


def warn_of_funds(at: dt.datetime) -> int:
    """Tell the owners once that little is left for messages; give how many were written to.

    Without a mail server the pages of messages say it all the same.
    """
    left = funds.take_warning(at=at)
    return 0 if left is None else _write(FUNDS_LOW, {"sum": left.balance})


def warn_of_codes(at: dt.datetime) -> int:
    """Tell the owners once an hour, or a day, that codes stopped; give how many were written to.

    The page of alerts says it all the same.
    """
    place = get_place(current_tenant())
    n_written = 0
    for kind, most in windows.take_unwritten(at=at):
        n_written += _write(CODES_LIMITED, {"limit": _told(kind, most, place)})
    return n_written


def warn_of_activations(at: dt.datetime) -> int:
    """Tell the owners of alarms about codes, each once; give how many were written to."""
    n_written = 0
    for alarm in alarming.take_untold(at=at):
        batch = f"№ {alarm.batch.number} «{alarm.batch.name}»" if alarm.batch else "—"
        n_written += _write(f"codes_{alarm.kind.lower()}", {"count": alarm.n, "batch": batch})
    return n_written


def warn_of_stock(at: dt.datetime) -> int:
    """Tell owners and marketers of rewards of which little is left; give how many were written to.

    Each once until more is put in. The catalogue's page says it all the same.
    """
    language = get_place(current_tenant()).language
    low = [
        f"{word_of(reward.names, language, own=language)}: {left}"
        for reward, left in catalogue.take_low(at=at)
    ]
    if not low:
        return 0
    told = ", ".join(low[:_MOST_REWARDS]) + (", …" if len(low) > _MOST_REWARDS else "")
    return _write(STOCK_LOW, {"rewards": told}, to=_KEEP_THE_SHELF)


def _told(kind: Kind, most: int, place: Place) -> str:
    number = money.localised(most, place.language) if kind in IN_MONEY else str(most)
    with translation.override(place.language):
        return f"{NAMES[kind]()}, {number}"


def _write(kind: str, own: Mapping[str, Given], *, to: Sequence[str] = _OWNERS) -> int:
    place = get_place(current_tenant())
    chosen = templates.find([Asked(kind, place.language)])[Asked(kind, place.language)]
    voice = Voice(place.language, OwnUnit(), place.currency)
    words = templates.write(chosen, values={**own, "company": place.name}, voice=voice)
    people = Staff.objects.filter(tenant_id=place.id, role__in=to, is_active=True).order_by("id")
    addresses = list(people.values_list("email", flat=True))
    for address in addresses:
        mail.send(to=address, subject=words.subject, text=words.text)
    return len(addresses)
