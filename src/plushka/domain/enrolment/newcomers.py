"""Who wants to join, as a caller tells it; read and checked before anything is written."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from plushka.domain.members import person, tagging
from plushka.domain.members.identifiers import check_own
from plushka.domain.members.locator import Locator
from plushka.domain.members.operations import NewConsent, NewMember, read_consents
from plushka.domain.members.queries import find_profiles, locate
from plushka.domain.programmes.compiled import Compiled
from plushka.lib.refusal import BadField


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A person who wants to join.

    ``identifiers`` are one or more of a phone, a card and an alias, one of
    each. ``referrer`` is whatever finds the member who brought them; a
    member's referral code is their card number or their alias.
    """

    identifiers: tuple[Locator, ...]
    name: str = ""
    birth_date: dt.date | None = None
    attributes: Mapping[str, object] = field(default_factory=dict)
    referrer: Locator | None = None
    consents: tuple[NewConsent, ...] = ()
    outlet_id: UUID | None = None
    surname: str = ""
    patronymic: str = ""
    #: FEMALE, MALE or empty.
    sex: str = ""
    email: str = ""
    note: str = ""
    #: The tier they had elsewhere, and begin in as if purchases led to it today; empty: the first.
    tier: str = ""
    tags: tuple[str, ...] = ()
    #: The token of the invitation they come by.
    invitation: str | None = None

    @property
    def phone(self) -> Locator | None:
        """The phone among the identifiers."""
        return next((found for found in self.identifiers if found.kind == "PHONE"), None)


@dataclass(frozen=True, slots=True)
class Referrers:
    """Those who are said to have brought somebody: by name, and who of them may."""

    known: Mapping[Locator, UUID]
    active: frozenset[UUID]


def find_referrers(newcomers: Sequence[Newcomer], *, at: dt.datetime) -> Referrers:
    """Look up everybody who is said to have brought somebody; two statements, or none."""
    named = [new.referrer for new in newcomers if new.referrer is not None]
    if not named:
        return Referrers({}, frozenset())
    known = locate(locators=named, at=at)
    profiles = find_profiles(member_ids=list(known.values()))
    return Referrers(known, frozenset(id_ for id_, who in profiles.items() if not who.blocked_at))


_KEYS: Mapping[str, frozenset[str]] = {
    "PHONE": frozenset({"phone"}),
    "CARD": frozenset({"card"}),
    # A word or a QR code stands for either; the id is how programs name a member.
    "ALIAS": frozenset({"phone", "card"}),
    "TOKEN": frozenset({"phone", "card"}),
}


def may_be_named(referrer: Locator, *, programme: Compiled) -> bool:
    """Tell whether newcomers may name who brought them like that (E14).

    Where the programme says nothing of recommendations, anything that finds a member will do.
    """
    part = programme.referral(programme.base_tier.code)
    if part is None or referrer.kind not in _KEYS:
        return True
    return not _KEYS[referrer.kind].isdisjoint(part.keys)


def read_newcomer(
    new: Newcomer,
    *,
    programme: Compiled,
    referrers: Referrers,
    at: dt.datetime,
    today: dt.date,
    is_moving_in: bool = False,
) -> NewMember:
    """Check what a newcomer says; refuses what is not acceptable by the caller's field.

    Of those who move in, another system said who brought them, whichever way that was.
    """
    named = new.referrer
    if named is not None and not is_moving_in and not may_be_named(named, programme=programme):
        raise BadField("referrer", "who brings friends is not named like this here")
    kinds = [found.kind for found in new.identifiers]
    if not kinds:
        raise BadField("phone", "a phone, a card or an alias is needed")
    if len(set(kinds)) < len(kinds) or not set(kinds) <= {"PHONE", "CARD", "ALIAS"}:
        raise BadField("phone", "use one phone, one card, one alias")
    for one in new.identifiers:
        check_own(one)
    ladder = programme.ladder
    tier = new.tier or programme.base_tier.code
    if tier not in ladder.places:
        raise BadField("tier", "the programme has no such tier")
    is_climbed = tier != programme.base_tier.code
    return NewMember(
        tier=tier,
        tier_since=at if is_climbed else None,
        tier_until=ladder.window.held_until(at) if is_climbed and ladder.window else None,
        tags=tuple(sorted(tagging.read_tags(new.tags))),
        identifiers=new.identifiers,
        name=person.read_name(new.name, path="name"),
        surname=person.read_name(new.surname, path="surname"),
        patronymic=person.read_name(new.patronymic, path="patronymic"),
        sex=person.read_sex(new.sex, path="sex"),
        email=person.read_email(new.email, path="email"),
        note=person.read_note(new.note, path="note"),
        birth_date=person.read_birth_date(new.birth_date, today=today, path="birth_date"),
        attributes=person.read_attributes(new.attributes, path="attributes"),
        outlet_id=new.outlet_id,
        referrer_id=_read_referrer(new, referrers),
        consents=tuple(read_consents(new.consents)),
    )


def _read_referrer(new: Newcomer, referrers: Referrers) -> UUID | None:
    if new.referrer is None:
        return None
    if new.referrer in new.identifiers:
        raise BadField("referrer", "nobody brings themselves")
    found = referrers.known.get(new.referrer)
    if found is None:
        raise BadField("referrer", "there is no such member")
    if found not in referrers.active:
        raise BadField("referrer", "this member may not bring others")
    return found
