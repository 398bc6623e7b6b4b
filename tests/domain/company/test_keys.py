"""What programs sign in with."""

import datetime as dt
from uuid import uuid4

import pytest

from plushka.domain.company import keys
from plushka.domain.company.editing import BadFields
from plushka.domain.tenants.models import ApiKey, Outlet, Tenant
from plushka.domain.tenants.queries import bearer_of, hash_of
from tests.conftest import NOON
from tests.domain.company.conftest import OWNER, recorded


def made(name: str = "Касса", scopes: tuple[str, ...] = ("sales",), **more: object) -> str:
    given = {"outlet_id": None, "rate_per_minute": None, "actor": OWNER, "at": NOON} | more
    return keys.make_key(name=name, scopes=scopes, **given)  # type: ignore[arg-type]


def test_a_key_is_made_for_an_outlet_and_recorded_without_itself(lipa: Tenant):
    outlet = Outlet.objects.get()

    key = made(outlet_id=outlet.id, rate_per_minute=60)

    bearer = bearer_of(hash_of(key))
    assert bearer is not None
    assert (bearer.scopes, bearer.outlet_id) == (frozenset({"sales"}), outlet.id)
    [(action, before, after)] = recorded()
    assert (action, before) == ("key_made", {})
    assert after == {
        "name": "Касса",
        "scopes": ["sales"],
        "outlet": str(outlet.id),
        "rate_per_minute": 60,
    }
    assert {one.key.name: one.outlet for one in keys.find_keys()} == {
        "main": "",
        "Касса": outlet.name,
    }


def test_what_is_wrong_with_a_key_is_named(lipa: Tenant):
    with pytest.raises(BadFields) as refused:
        made("", ("everything",), outlet_id=uuid4(), rate_per_minute=0)

    assert refused.value.wrong == {
        "name": "empty",
        "scopes": "unknown",
        "outlet": "unknown",
        "rate": "unreadable",
    }
    assert recorded() == []


def test_a_revoked_key_opens_nothing_and_comes_last(lipa: Tenant):
    key = made()
    key_id = ApiKey.objects.get(hash=hash_of(key)).id

    keys.revoke_key(key_id=key_id, actor=OWNER, at=NOON)
    keys.revoke_key(key_id=key_id, actor=OWNER, at=NOON + dt.timedelta(days=1))

    assert bearer_of(hash_of(key)) is None
    assert [one.key.name for one in keys.find_keys()] == ["main", "Касса"]
    assert ApiKey.objects.get(id=key_id).revoked_at == NOON
    assert [action for action, *_ in recorded()] == ["key_made", "key_revoked"]


def test_a_key_of_the_neighbour_is_not_there(lipa: Tenant, dub: Tenant):
    theirs = ApiKey.objects.get(tenant=dub)

    with pytest.raises(keys.KeyGone):
        keys.revoke_key(key_id=theirs.id, actor=OWNER, at=NOON)

    assert ApiKey.objects.get(id=theirs.id).revoked_at is None
    assert [one.key.name for one in keys.find_keys()] == ["main"]
