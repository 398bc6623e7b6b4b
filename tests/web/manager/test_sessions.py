"""Sign-ins of staff that ran out are forgotten; passkeys have names of one's own."""

import datetime as dt

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client

from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.models import Staff
from plushka.web.ui.signed_in import forget_all_ended
from tests.web.conftest import PASSWORD, Shop, hire, open_shop
from tests.web.till.people import now, text_of


def come_in(staff: Staff) -> str:
    """Sign in as people do; give the key of the session."""
    client = Client(headers={"accept-language": "en"})
    client.post("/manage/sign-in", {"login": staff.email, "password": PASSWORD})
    return client.session.session_key


def known_of(staff: Staff) -> set[str]:
    return set(UserSession.objects.filter(user=staff).values_list("session_key", flat=True))


def test_sign_ins_that_ran_out_are_forgotten_and_others_stay(oak: Shop):
    shop = open_shop("Клён")
    petro, neighbour = (hire(one.tenant, "Петро", "MARKETER") for one in (shop, oak))
    over, alive, theirs = come_in(petro), come_in(petro), come_in(neighbour)
    at = now()
    Session.objects.filter(session_key__in=[over, theirs]).update(expire_date=at)

    with tenant_context(shop.tenant.id):
        assert forget_all_ended(at=at - dt.timedelta(seconds=1)) == 0
        assert forget_all_ended(at=at) >= 3

    assert known_of(petro) == {alive}
    assert known_of(neighbour) == {theirs}  # forgotten in their own company's turn
    assert not Session.objects.filter(session_key__in=[over, theirs]).exists()
    assert Session.objects.filter(session_key=alive).exists()


def test_a_passkey_is_called_something_else_by_its_owner_alone(oak: Shop):
    petro, neighbour = (hire(open_shop("Клён").tenant, "Петро", "MARKETER"), oak.marketer)
    data = {"name": "Телефон", "credential": {}}
    own, theirs = (
        Authenticator.objects.create(user=who, type=Authenticator.Type.WEBAUTHN, data=data)
        for who in (petro, neighbour)
    )
    client = Client(headers={"accept-language": "en"})
    client.post("/manage/sign-in", {"login": petro.email, "password": PASSWORD})
    client.force_login(petro)
    name = "Мой <b>телефон</b>"

    asked = client.post(f"/manage/security/passkeys/{own.pk}/name", {"name": name})
    assert asked["Location"].startswith("/manage/security/again?")
    client.post("/manage/security/again", {"password": PASSWORD})
    empty = client.post(f"/manage/security/passkeys/{own.pk}/name", {"name": "x" * 61})
    strange = client.post(f"/manage/security/passkeys/{theirs.pk}/name", {"name": name})
    done = client.post(f"/manage/security/passkeys/{own.pk}/name", {"name": name})

    assert (empty.status_code, strange.status_code) == (422, 404)
    assert done["Location"] == "/manage/security"
    assert name in text_of(client.get("/manage/security"))
    assert Authenticator.objects.get(pk=theirs.pk).data["name"] == "Телефон"
