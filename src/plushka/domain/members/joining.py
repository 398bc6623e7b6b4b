"""People become members, many at once."""

import datetime as dt
import json
import secrets
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from plushka.domain.members import card, digests, naming
from plushka.domain.members.consent_models import ConsentAddress
from plushka.domain.members.identifiers import claim_statement, claims_of
from plushka.domain.members.locator import Locator
from plushka.domain.members.person import Attribute
from plushka.domain.tenants.context import current_tenant
from plushka.lib.db.connection import raw
from plushka.lib.db.statements import Statement, load, run
from plushka.lib.ids import new_id
from plushka.lib.network import shortened

_SALT_BYTES = 16


@dataclass(frozen=True, slots=True)
class NewConsent:
    """What somebody agrees to: ``kind`` is DATA, ADVERTISING or TRANSFER.

    ``address`` is where they did, on a page; the same said from elsewhere is the same.
    """

    kind: str
    version: str
    channel: str = ""
    address: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Given:
    """A consent that is written, with its row's id."""

    member_id: UUID
    consent_id: UUID
    consent: NewConsent


@dataclass(frozen=True, slots=True)
class NewMember:
    """A person about to become a member, everything read and normalised.

    Without a card among the identifiers one is made.
    """

    tier: str
    identifiers: tuple[Locator, ...]
    name: str = ""
    birth_date: dt.date | None = None
    attributes: Mapping[str, Attribute] = field(default_factory=dict)
    outlet_id: UUID | None = None
    referrer_id: UUID | None = None
    consents: tuple[NewConsent, ...] = ()
    surname: str = ""
    patronymic: str = ""
    #: FEMALE, MALE or empty.
    sex: str = ""
    email: str = ""
    note: str = ""
    #: When they reached the tier, and when it has to be met anew; None for the first, never.
    tier_since: dt.datetime | None = None
    tier_until: dt.datetime | None = None
    #: As they are spelt.
    tags: tuple[str, ...] = ()
    id: UUID = field(default_factory=new_id)


def add(
    *,
    newcomers: Sequence[NewMember],
    at: dt.datetime,
    next_card: Callable[[], str] = card.next_card,
) -> set[UUID]:
    """Write newcomers with identifiers, summaries and consents; give the ids of who lost.

    Who wants an identifier that somebody has, or takes at this moment, loses:
    of them nothing is written. The statements are as many for a thousand
    newcomers as for one, but for a made card number that somebody has.
    """
    if not newcomers:
        return set()
    claims = [claim for new in newcomers for claim in claims_of(new.id, new.identifiers)]
    _, rows = run(raw(), [_members(newcomers, at), claim_statement(claims=claims, at=at)])
    got = {identifier_id for (identifier_id,) in rows}
    lost = {member_id for identifier_id, member_id, _ in claims if identifier_id not in got}
    if lost:
        run(raw(), [_drop(lost)])
    joined = [new for new in newcomers if new.id not in lost]
    given = [Given(new.id, new_id(), one) for new in joined for one in new.consents]
    run(raw(), [_summaries(joined), _consents(joined, given, at), _words(joined)])
    keep_addresses(given)
    _give_cards(joined, at, next_card)
    return lost


def _give_cards(
    joined: Sequence[NewMember], at: dt.datetime, next_card: Callable[[], str]
) -> None:
    without = [
        new.id for new in joined if all(locator.kind != "CARD" for locator in new.identifiers)
    ]
    while without:
        claims = [
            claim
            for member_id in without
            for claim in claims_of(member_id, [Locator("CARD", next_card())])
        ]
        [rows] = run(raw(), [claim_statement(claims=claims, at=at)])
        got = {identifier_id for (identifier_id,) in rows}
        without = [member_id for identifier_id, member_id, _ in claims if identifier_id not in got]


def _members(newcomers: Sequence[NewMember], at: dt.datetime) -> Statement:
    return Statement(
        name="add_members",
        sql=load(__package__, "add_members"),
        values={
            "tenant": current_tenant(),
            "at": at,
            "ids": [new.id for new in newcomers],
            "names": [new.name for new in newcomers],
            "surnames": [new.surname for new in newcomers],
            "patronymics": [new.patronymic for new in newcomers],
            "ordered": [_ordered(new) for new in newcomers],
            "sexes": [new.sex for new in newcomers],
            "emails": [new.email for new in newcomers],
            "notes": [new.note for new in newcomers],
            "birth_dates": [new.birth_date for new in newcomers],
            "attributes": [json.dumps(dict(new.attributes)) for new in newcomers],
            "outlets": [new.outlet_id for new in newcomers],
            "referrers": [new.referrer_id for new in newcomers],
            "salts": [secrets.token_bytes(_SALT_BYTES) for _ in newcomers],
        },
        rows=len(newcomers),
    )


def _ordered(new: NewMember) -> str:
    return naming.ordered(surname=new.surname, name=new.name, patronymic=new.patronymic)


def _words(joined: Sequence[NewMember]) -> Statement:
    found = [
        (new.id, word)
        for new in joined
        for word in naming.words((new.surname, new.name, new.patronymic))
    ]
    return Statement(
        name="add_name_words",
        sql=load(__package__, "add_name_words"),
        values={
            "tenant": current_tenant(),
            "members": [member_id for member_id, _ in found],
            "words": [word for _, word in found],
        },
        rows=len(found),
    )


def _drop(lost: Collection[UUID]) -> Statement:
    return Statement(
        name="drop_members",
        sql=load(__package__, "drop_members"),
        values={"tenant": current_tenant(), "ids": list(lost)},
        rows=len(lost),
    )


def _summaries(joined: Sequence[NewMember]) -> Statement:
    return Statement(
        name="add_summaries",
        sql=load(__package__, "add_summaries"),
        values={
            "tenant": current_tenant(),
            "ids": [new_id() for _ in joined],
            "members": [new.id for new in joined],
            "tiers": [new.tier for new in joined],
            "since": [new.tier_since for new in joined],
            "until": [new.tier_until for new in joined],
        },
        rows=len(joined),
    )


def keep_addresses(given: Iterable[Given]) -> None:
    """Write where people agreed from, where that is known."""
    tenant_id = current_tenant()
    rows = [
        ConsentAddress(
            tenant_id=tenant_id,
            member_id=one.member_id,
            consent_id=one.consent_id,
            address=address,
        )
        for one in given
        if (address := shortened(one.consent.address))
    ]
    if rows:
        ConsentAddress.objects.bulk_create(rows)


def _consents(joined: Sequence[NewMember], given: Sequence[Given], at: dt.datetime) -> Statement:
    people = {new.id: new for new in joined}
    return Statement(
        name="add_consents",
        sql=load(__package__, "add_consents"),
        values={
            "tenant": current_tenant(),
            "at": at,
            "ids": [one.consent_id for one in given],
            "members": [one.member_id for one in given],
            "kinds": [one.consent.kind for one in given],
            "versions": [one.consent.version for one in given],
            "channels": [one.consent.channel for one in given],
            "proofs": [_proof(people[one.member_id], one.consent) for one in given],
        },
        rows=len(given),
    )


def _proof(new: NewMember, consent: NewConsent) -> bytes:
    return digests.of_consent(
        tenant_id=current_tenant(),
        identifier=new.identifiers[0].value,
        kind=consent.kind,
        version=consent.version,
    )
