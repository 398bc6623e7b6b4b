"""Random members, told to both worlds: as rows, and as facts."""

import datetime as dt
import random
from collections.abc import Sequence
from uuid import UUID

from hypothesis import strategies as st

from plushka.domain.members.models import Member, MemberTag, PurchaseSummary
from plushka.domain.members.sharing_models import SharedAlias
from plushka.domain.rules import facts
from plushka.domain.tenants.models import Outlet, Tenant
from plushka.lib.ids import new_id
from tests.domain.rules.trees import BIRTHDAYS, CODES, DAYS_OF_BIRTH, MOMENTS, TAGS, TEXTS

_SUMS = (-100, 0, 1, 10_000, 33_333, 100_000, 999_999_999_999)
_COUNTS = (0, 1, 2, 3, 7)
_TIERS = ("", "gold", "silver", "Ґанок")
_SEXES = ("", "female", "male")
_OUTLETS = ("", "gold", "Ґанок")
_VALUES = (None, True, False, -5, 0, 1, 2, 2**53, "", *TEXTS)
_LASTS = (None, *MOMENTS)
_BORN = (None, *DAYS_OF_BIRTH, *BIRTHDAYS)

_summaries = st.one_of(
    st.just({}),
    st.fixed_dictionaries(
        {
            "tier": st.sampled_from(_TIERS),
            "paid_total": st.sampled_from(_SUMS),
            "n_purchases": st.sampled_from(_COUNTS),
            "last_purchase_at": st.sampled_from(_LASTS),
        }
    ),
)
persons = st.fixed_dictionaries(
    {
        "birth_date": st.sampled_from(_BORN),
        "created_at": st.sampled_from(MOMENTS),
        "is_blocked": st.booleans(),
        "is_invited": st.booleans(),
        "has_alias": st.booleans(),
        "sex": st.sampled_from(_SEXES),
        "outlet": st.sampled_from(_OUTLETS),
        "attributes": st.dictionaries(
            st.sampled_from(CODES), st.sampled_from(_VALUES), max_size=3
        ),
        "tags": st.sets(st.sampled_from(TAGS), max_size=3).map(lambda tags: tuple(sorted(tags))),
        "summary": _summaries,
    }
)
"""What may be so of a member; some have no summary, and much is missing."""


def crowd(size: int = 80) -> list[dict]:
    """The same crowd every time, in which everything that may be so of somebody is so."""
    chance = random.Random(29)
    return [
        {
            "birth_date": _BORN[place % len(_BORN)],
            "created_at": MOMENTS[place % len(MOMENTS)],
            "is_blocked": chance.random() < 0.5,
            "is_invited": chance.random() < 0.5,
            "has_alias": place % 3 == 0,
            "sex": chance.choice(_SEXES),
            "outlet": chance.choice(_OUTLETS),
            "attributes": {
                code: chance.choice(_VALUES) for code in CODES if chance.random() < 0.8
            },
            "tags": tuple(sorted(tag for tag in TAGS if chance.random() < 0.3)),
            "summary": {
                "tier": chance.choice(_TIERS),
                "paid_total": chance.choice(_SUMS),
                "n_purchases": chance.choice(_COUNTS),
                "last_purchase_at": _LASTS[place % len(_LASTS)],
            }
            if chance.random() < 0.9
            else {},
        }
        for place in range(size)
    ]


NOBODY_SPECIAL = {
    "birth_date": None,
    "created_at": MOMENTS[0],
    "is_blocked": False,
    "is_invited": False,
    "has_alias": False,
    "sex": "",
    "outlet": "",
    "attributes": {},
    "tags": (),
    "summary": {},
}
"""Of whom nothing is known, and who brought all others that were brought."""


def settle(tenant: Tenant, people: Sequence[dict]) -> dict[UUID, facts.Member]:
    """Write members as rows and give them as facts, by id."""
    outlets = {outlet.code: outlet.id for outlet in Outlet.objects.all()}
    ids = [new_id() for _ in people]
    Member.objects.bulk_create(
        Member(
            tenant=tenant,
            id=member_id,
            birth_date=person["birth_date"],
            sex=person["sex"].upper(),
            created_at=person["created_at"],
            attributes=person["attributes"],
            outlet_id=outlets.get(person["outlet"]),
            referrer_id=_referrer() if person["is_invited"] else None,
            blocked_at=MOMENTS[0] if person["is_blocked"] else None,
            block_reason="lost" if person["is_blocked"] else "",
        )
        for member_id, person in zip(ids, people, strict=True)
    )
    SharedAlias.objects.bulk_create(
        SharedAlias(
            tenant=tenant, member_id=member_id, holder_id=new_id(), agreed_at=MOMENTS[0], way="SMS"
        )
        for member_id, person in zip(ids, people, strict=True)
        if person["has_alias"]
    )
    PurchaseSummary.objects.bulk_create(
        PurchaseSummary(tenant=tenant, member_id=member_id, **person["summary"])
        for member_id, person in zip(ids, people, strict=True)
        if person["summary"]
    )
    MemberTag.objects.bulk_create(
        MemberTag(tenant=tenant, member_id=member_id, tag=tag, at=MOMENTS[0], actor="olya")
        for member_id, person in zip(ids, people, strict=True)
        for tag in person["tags"]
    )
    return {
        member_id: _known(member_id, person) for member_id, person in zip(ids, people, strict=True)
    }


def _referrer() -> UUID:
    """Whoever was there before all others."""
    return Member.objects.order_by("id").values_list("id", flat=True)[0]


def _known(member_id: UUID, person: dict) -> facts.Member:
    told = {name: value for name, value in person.items() if name != "summary"}
    return facts.Member(id=member_id, **told, **person["summary"])


def moments() -> st.SearchStrategy[tuple[dt.datetime, str]]:
    """When it is asked, and in which zone."""
    zones = st.sampled_from(("Europe/Moscow", "Europe/Kyiv", "Pacific/Auckland", "UTC"))
    return st.tuples(st.sampled_from(MOMENTS), zones)
