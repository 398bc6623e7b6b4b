"""Keys in the cabinet."""

import re
from typing import Any

from plushka.domain.tenants.models import ApiKey
from plushka.domain.tenants.queries import bearer_of, hash_of
from tests.web.conftest import Shop
from tests.web.manager.conftest import Person
from tests.web.till.people import text_of

SHOWN = re.compile(r"plk_[\w-]{43}")


def ready(person: Person) -> dict[str, Any]:
    """Open the form and fill it in."""
    context: Any = person.get("keys/new").context
    return {"ready": context["form"].ready, "name": "Касса <b>", "scopes": ["read", "sales"]}


def test_a_key_is_made_shown_once_and_works(newcomer: tuple[Person, Shop]):
    person, shop = newcomer

    answer = person.post("keys/new", **ready(person), outlet=str(shop.outlet.id), rate="60")

    [key] = SHOWN.findall(answer.content.decode())
    bearer = bearer_of(hash_of(key))
    assert bearer is not None
    assert (bearer.tenant_id, bearer.scopes) == (shop.tenant.id, frozenset({"read", "sales"}))
    assert (bearer.outlet_id, bearer.rate_per_minute) == (shop.outlet.id, 60)
    listed = person.get("keys").content.decode()
    assert "Касса &lt;b&gt;" in listed
    assert not SHOWN.findall(listed)


def test_a_double_click_makes_one_key_and_shows_it_both_times(newcomer: tuple[Person, Shop]):
    person, shop = newcomer
    sent = ready(person)

    shown = [SHOWN.findall(person.post("keys/new", **sent).content.decode()) for _ in range(2)]

    assert shown[0] == shown[1]
    assert ApiKey.objects.filter(tenant=shop.tenant).count() == 2


def test_what_is_wrong_stands_beside_its_field(newcomer: tuple[Person, Shop]):
    person, shop = newcomer
    sent = ready(person) | {"name": "", "scopes": [], "outlet": "x", "rate": "много"}

    answer = person.post("keys/new", **sent)

    said = text_of(answer)
    assert answer.status_code == 422
    assert "Fill this in." in said
    assert "Choose at least one thing that the key may do." in said
    assert "There is no such outlet any more." in said
    assert "Type a whole number of requests, or nothing." in said
    assert ApiKey.objects.filter(tenant=shop.tenant).count() == 1


def test_a_key_that_somebody_made_up_is_not_taken(newcomer: tuple[Person, Shop]):
    person, shop = newcomer

    answer = person.post("keys/new", **ready(person) | {"ready": "plk_abc"})

    assert answer.status_code == 422
    assert "This form was open for too long." in text_of(answer)
    assert ApiKey.objects.filter(tenant=shop.tenant).count() == 1


def test_a_revoked_key_opens_nothing(newcomer: tuple[Person, Shop]):
    person, shop = newcomer
    key = ApiKey.objects.get(tenant=shop.tenant)

    answer = person.post(f"keys/{key.id}/revoke")

    assert answer["Location"] == "/manage/keys?just=revoked"
    assert ApiKey.objects.get(id=key.id).revoked_at is not None


def test_the_neighbours_key_is_not_there(owner: Person, oak: Shop):
    key = ApiKey.objects.filter(tenant=oak.tenant).earliest("created_at")

    assert owner.post(f"keys/{key.id}/revoke").status_code == 404

    assert ApiKey.objects.get(id=key.id).revoked_at is None
    assert oak.tenant.name not in text_of(owner.get("keys"))
