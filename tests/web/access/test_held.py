"""What is sent with a sign-in that ran out waits in the page, in every cabinet."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from plushka.domain.access.models import Session
from plushka.domain.tenants.context import tenant_context
from plushka.web.ui.held import KEEPS
from tests.web.access.asking import NOT_HERE, made_up
from tests.web.access.kinds import Anybody, Row
from tests.web.access.table import ROWS, SECURITY
from tests.web.conftest import Shop
from tests.web.member.people import profile, signed_in
from tests.web.till.people import join

TYPED = '<b>"Вера"</b>'
ORIGIN = {"origin": "http://testserver"}


@pytest.fixture(autouse=True)
def _database(committed: None) -> Iterator[None]:
    cache.clear()
    return iter([None])


def _forms() -> list[Row]:
    """Give the addresses that ask for a sign-in; one's own is proved anew and holds secrets."""
    return [row for row in ROWS if row.needs != Anybody.EVERYBODY and row not in SECURITY]


def _send(client: Client, shop: Shop, row: Row) -> HttpResponse:
    values = {**row.values, **made_up(row)}
    if row.needs == Anybody.MEMBER:
        values["slug"] = shop.tenant.slug
    return client.post(reverse(row.name, kwargs=values), {"name": TYPED, "password": "тайна"})


def _leads_to_a_door(answer: HttpResponse) -> bool:
    return urlsplit(answer.headers.get("Location", "")).path.endswith("/sign-in")


@pytest.mark.slow
def test_no_form_of_any_cabinet_is_lost_by_a_sign_in_that_ran_out(shop: Shop):
    held, lost = set(), {}
    for row in _forms():
        answer = _send(Client(), shop, row)
        text = answer.content.decode()
        if 'value="&lt;b&gt;&quot;Вера&quot;&lt;/b&gt;"' in text and "тайна" not in text:
            held.add(row.name)
        elif answer.status_code != NOT_HERE and answer.headers.get("Location") != "/till/":
            lost[row.name] = answer.status_code, answer.headers.get("Location")

    assert lost == {"mailbox": (302, "/till/sign-in?next=/mailbox/")}  # it takes no form
    assert {"manager-member-new", "till-enrol", "member-profile-save"} <= held


@pytest.mark.parametrize("name", ["manager-member-new", "till-enrol", "member-profile-save"])
def test_a_browser_that_keeps_forms_itself_is_led_to_the_sign_in_at_once(shop: Shop, name: str):
    [row] = [row for row in ROWS if row.name == name]
    client = Client()
    client.cookies[KEEPS] = "1"

    assert _leads_to_a_door(_send(client, shop, row))


def test_a_button_alone_is_worth_no_page_of_its_own(shop: Shop):
    assert _leads_to_a_door(Client().post(f"/m/{shop.tenant.slug}/safety/freeze"))


def test_a_member_goes_on_where_the_form_waits(shop: Shop):
    vera = join(shop)
    phone = signed_in(shop, vera)
    token = phone.client.cookies.pop("member").value
    path = f"/m/{shop.tenant.slug}/profile/save"
    held = phone.client.post(path, {"name": "Вера", "stamp": ""})

    assert (held.status_code, held.context["address"]) == (403, path)
    assert held.context["sign_in"] == f"/m/{shop.tenant.slug}/sign-in?next=" + path.replace(
        "/", "%2F"
    )
    phone.client.cookies["member"] = token
    phone.client.post(held.context["address"], dict(held.context["fields"]))
    assert profile(shop, vera).name == "Вера"


def test_the_second_proof_leads_on_to_where_one_wanted(shop: Shop):
    phone = signed_in(shop, join(shop))
    member = phone.get("profile").context["known"].member
    with tenant_context(shop.tenant.id):
        Session.objects.filter(member_id=member.id).update(proved_at=None)
    wanted = f"/m/{shop.tenant.slug}/wishes?just=saved"

    asked = phone.client.get(wanted)
    proved = phone.client.post(asked["Location"], {"card": member.card})

    assert asked["Location"].startswith(f"/m/{shop.tenant.slug}/sign-in/proof?next=")
    assert proved["Location"] == wanted


def test_a_form_from_before_a_sign_in_is_sent_once_more_by_the_person(shop: Shop):
    """Signing in renews the seal of forms; a page from before it has the old one."""
    client = Client(enforce_csrf_checks=True, headers={"accept-language": "en"})
    client.force_login(shop.owner)
    client.get("/manage/members/new")
    typed = {"name": TYPED, "csrfmiddlewaretoken": "x" * 64}

    elsewhere = client.post(
        "/manage/members/new", typed, headers={"origin": "https://evil.example"}
    )
    ours = client.post("/manage/members/new", typed, headers=ORIGIN)
    secret = client.post("/manage/members/new", typed | {"password": "x"}, headers=ORIGIN)

    assert [answer.status_code for answer in (elsewhere, ours, secret)] == [403, 403, 403]
    assert ours.context["fields"] == [("name", TYPED)]
    assert "too old" in elsewhere.content.decode()
    assert "too old" in secret.content.decode()
    again = {"name": TYPED, "csrfmiddlewaretoken": ours.context["csrf_token"]}
    assert client.post("/manage/members/new", again, headers=ORIGIN).status_code != 403
