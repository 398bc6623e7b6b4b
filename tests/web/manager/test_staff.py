"""Staff are listed, invited, changed, let go and taken back in the cabinet."""

import re
from collections.abc import Callable

import pytest
from django.core import mail as django_mail
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from plushka.domain.staffing.changing import stamp_of
from plushka.domain.tenants.models import Staff
from plushka.lib.ids import new_id
from plushka.web.ui import mail
from tests.web.access.staff_things import a_cashier
from tests.web.conftest import PASSWORD, Shop, hire
from tests.web.manager.conftest import Person
from tests.web.manager.test_security import LOCMEM, set_up, sign_in
from tests.web.till.people import text_of

LONG = "Очень длинное имя <b>🥐</b> " * 7


def invite(owner: Person, **sent: str) -> str:
    """Invite as the owner does; gives the link that is shown."""
    told = {"form": str(new_id()), "email": f"{new_id().hex}@shop.example", "role": "CASHIER"}
    answer = owner.post("staff/invite", **{**told, **sent})
    assert answer.status_code == 302, text_of(answer)
    page = owner.client.get(answer["Location"]).content.decode()
    return re.search(r"http://testserver(/manage/invited/[^\s<]+)", page)[1]


def test_an_invited_cashier_chooses_a_name_and_a_password_and_is_at_the_till(
    newcomer: tuple[Person, Shop],
):
    owner, shop = newcomer
    link = invite(owner, outlet=str(shop.outlet.id))
    client = Client(headers={"accept-language": "en"})

    page = client.get(link, follow=True)
    taken = client.post("/manage/invited", {"name": "Петро", "password": PASSWORD})
    again = Client(headers={"accept-language": "en"}).get(link, follow=True)

    assert "Welcome to Берёза" in text_of(page)
    assert taken["Location"] == "/till/"
    assert client.get("/till/").status_code == 200
    assert (again.status_code, "This invitation is over" in text_of(again)) == (410, True)
    assert "Петро" in text_of(owner.get("staff"))


def test_a_bad_password_is_said_and_what_was_typed_stays(newcomer: tuple[Person, Shop]):
    link = invite(newcomer[0])
    client = Client(headers={"accept-language": "en"})

    client.get(link)
    refused = client.post("/manage/invited", {"name": LONG[:200], "password": "short"})

    assert refused.status_code == 422
    assert "This password is too short." in text_of(refused)
    assert "&lt;b&gt;🥐" in refused.content.decode()
    assert 'value="short"' not in refused.content.decode()


def test_a_withdrawn_link_and_a_made_up_one_open_nothing(newcomer: tuple[Person, Shop]):
    owner, _ = newcomer
    link = invite(owner)
    [one] = re.findall(
        r"staff/invitations/([0-9a-f-]+)/withdraw", owner.get("staff").content.decode()
    )

    owner.post(f"staff/invitations/{one}/withdraw")

    late = Client()
    assert late.get(link, follow=True).status_code == 410
    sent = {"name": "Петро", "password": PASSWORD}
    assert late.post("/manage/invited", sent).status_code == 410
    assert late.get("/manage/invited/1.2:x", follow=True).status_code == 410
    assert Client().get("/manage/invited").status_code == 410


def test_an_invitation_is_mailed_in_the_language_of_the_company(
    newcomer: tuple[Person, Shop], settings: Settings
):
    settings.MAILERS, settings.ALLOWED_HOSTS = LOCMEM, ["testserver"]

    link = invite(newcomer[0], email="petro@shop.example")
    mail.wait()

    [letter] = django_mail.outbox
    assert letter.to == ["petro@shop.example"]
    assert letter.subject == "«Берёза» приглашает вас в Plushka"
    assert link in letter.body


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"email": "x"}, "Type a whole e-mail address."),
        ({"role": "KING"}, "Choose one of the roles."),
        ({"outlet": "7"}, "Choose one of the outlets."),
        ({"role": "OWNER", "outlet": "first"}, "An owner works in every outlet."),
    ],
)
def test_what_is_wrong_with_an_invitation_is_said(
    newcomer: tuple[Person, Shop], sent: dict[str, str], said: str
):
    owner, shop = newcomer
    if sent.get("outlet") == "first":
        sent = {**sent, "outlet": str(shop.outlet.id)}

    told = {"email": "petro@shop.example", "role": "CASHIER", **sent}
    refused = owner.post("staff/invite", **told)

    assert (refused.status_code, said in text_of(refused)) == (422, True)


def test_two_who_change_one_person_are_told_of_one_another(newcomer: tuple[Person, Shop]):
    owner, shop = newcomer
    path = f"staff/{shop.marketer.id}"
    sent = {"stamp": stamp_of(shop.marketer), "name": "Ольга", "role": "ANALYST"}

    first = owner.post(path, **sent)
    second = owner.post(path, **{**sent, "role": "SUPPORT"})

    assert first["Location"] == "/manage/staff"
    assert second.status_code == 422
    assert "Somebody changed this person meanwhile." in text_of(second)
    assert Staff.objects.get(id=shop.marketer.id).role == "ANALYST"


def test_the_last_owner_is_told_why_they_stay(newcomer: tuple[Person, Shop]):
    owner, shop = newcomer

    gone = owner.post(f"staff/{shop.owner.id}/let-go")
    less = owner.post(
        f"staff/{shop.owner.id}", stamp=stamp_of(shop.owner), name="Я", role="ANALYST"
    )

    assert [gone.status_code, less.status_code] == [422, 422]
    assert "A company keeps an owner." in text_of(gone)


def test_who_is_let_go_is_out_everywhere_at_once_and_a_taken_back_one_signs_in_anew(
    newcomer: tuple[Person, Shop], enter: Callable[[Staff], Person]
):
    owner, shop = newcomer
    marketer = enter(shop.marketer)
    before = marketer.get().status_code

    owner.post(f"staff/{shop.marketer.id}/let-go")
    gone = marketer.get().status_code
    refused = sign_in(Client(), shop.marketer).status_code
    owner.post(f"staff/{shop.marketer.id}/take-back")

    assert (before, gone, refused) == (200, 302, 422)
    assert marketer.get().status_code == 302
    assert sign_in(Client(), shop.marketer)["Location"] == "/manage/"


def test_codes_of_who_lost_the_phone_are_forgotten_by_the_owner(
    newcomer: tuple[Person, Shop], enter: Callable[[Staff], Person]
):
    owner, shop = newcomer
    set_up(enter(shop.marketer))

    owner.post(f"staff/{shop.marketer.id}/factors")

    assert sign_in(Client(), shop.marketer)["Location"] == "/manage/"


def test_a_link_to_another_password_is_made_for_staff_and_not_for_owners(
    newcomer: tuple[Person, Shop],
):
    owner, shop = newcomer
    other = hire(shop.tenant, "Ян", Staff.Role.OWNER)

    page = owner.post(f"staff/{shop.marketer.id}/password").content.decode()
    link = re.search(r"http://testserver(/manage/password/new/[^\s<]+)", page)[1]
    client = Client()

    assert client.get(client.get(link)["Location"]).status_code == 200
    assert owner.post(f"staff/{other.id}/password").status_code == 404


@pytest.mark.parametrize("people", [1, 3])
def test_the_list_asks_as_much_for_many_as_for_one(
    newcomer: tuple[Person, Shop],
    people: int,
    django_assert_num_queries: DjangoAssertNumQueries,
):
    owner, shop = newcomer
    for _ in range(people):
        a_cashier(shop)
        invite(owner, outlet=str(shop.outlet.id))

    with django_assert_num_queries(10):
        owner.get("staff")
