"""What codes cost a company, before they are sent: nobody makes it pay for a flood (E22, E23)."""

import datetime as dt

from plushka.domain.limits import windows
from plushka.domain.limits.kinds import Kind
from plushka.domain.limits.windows import Taken
from plushka.domain.members.models import Contact
from plushka.domain.members.queries import find_profiles
from plushka.domain.messaging import policy, pricing
from plushka.domain.messaging.saying import Saying, Worded, write
from plushka.domain.tenants.context import current_tenant


def take_address(address: str, *, at: dt.datetime) -> None:
    """Count a code that was asked for from an address, or a chat; refuses ``CodeLimitReached``.

    Before anybody is looked for, and before any member is locked.
    """
    if address:
        windows.take(taken=[Taken(Kind.ADDRESS_CODES, who=address)], at=at)


def take_code(one: Saying, *, at: dt.datetime) -> None:
    """Count a code that is about to be sent, and its price; refuses ``CodeLimitReached``."""
    words = write(sayings=[one]).get(one.id)
    cost = 0 if words is None else _price(one, words)
    windows.take(taken=[Taken(Kind.CODES), Taken(Kind.CODE_COST, cost)], at=at)


def _price(one: Saying, words: Worded) -> int:
    """Give the kopecks of a code as an SMS, the dearest it can be: it may go a cheaper way."""
    rules, _ = policy.get_rules()
    if "SMS" not in policy.ways_for(rules, kind=one.kind, nature=words.nature):
        return 0
    text = words.by_way.get("SMS", words.text)
    prices, _ = pricing.get_prices()
    price = prices.price(way="SMS", to=_phone(one), n_parts=pricing.parts_of("SMS", text))
    return price or 0


def _phone(one: Saying) -> str:
    if one.member_id is not None:
        found = find_profiles(member_ids=[one.member_id]).get(one.member_id)
        return (found.phone or "") if found else ""
    phones = Contact.objects.filter(tenant_id=current_tenant(), id=one.contact_id)
    return phones.values_list("phone", flat=True).first() or ""
