"""Whoever proves an e-mail founds a company; nobody learns whether an e-mail is known."""

import re

import pytest
from django.core import mail as django_mail
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client

from plushka.domain.audit.models import Record
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.models import ApiKey, Staff
from plushka.web.landing.register import LETTERS_OF_EMAIL
from plushka.web.ui import mail
from tests.web.conftest import Shop
from tests.web.manager.test_security import LOCMEM
from tests.web.till.people import new_phone

PASSWORD = "вишнёвый-сад-7"


@pytest.fixture(autouse=True)
def _open(committed: None, settings) -> None:
    cache.clear()
    settings.PLUSHKA_REGISTRATION = True
    settings.MAILERS = LOCMEM
    settings.ALLOWED_HOSTS = ["testserver"]
    django_mail.outbox = []


def stranger(language: str = "en") -> Client:
    return Client(headers={"accept-language": language})


def new_email() -> str:
    return f"a{new_phone()[1:]}@shop.example"


def text(answer: HttpResponse) -> str:
    return answer.content.decode()


def letters_to(email: str) -> list[str]:
    mail.wait()
    return [one.body for one in django_mail.outbox if one.to == [email]]


def proved(client: Client, email: str) -> str:
    """Ask for the letter, and open its link; give where it leads."""
    client.post("/register", {"email": email})
    link = re.search(r"http://testserver(\S+)", letters_to(email.lower())[-1])
    assert link
    return client.get(link[1])["Location"]


def named(**other: str) -> dict[str, str]:
    return {"company": "Липа и Ко", "person": "Оля", "password": PASSWORD} | other


def test_a_stranger_proves_an_e_mail_and_owns_a_company():
    client, email = stranger("uk"), new_email()

    assert proved(client, email.upper().strip()) == "/register/company"
    done = client.post("/register/company", named())

    assert done["Location"] == "/manage/first-hour"
    owner = Staff.objects.select_related("tenant").get(email=email)
    assert (owner.name, owner.role, owner.tenant.name) == ("Оля", "OWNER", "Липа и Ко")
    assert (owner.tenant.timezone, owner.tenant.language) == ("Europe/Kyiv", "uk")
    assert owner.tenant.slug.startswith("lipa-i-ko")
    with tenant_context(owner.tenant_id):
        assert Record.objects.filter(action="company_founded").count() == 1
        assert not ApiKey.objects.filter(tenant_id=owner.tenant_id).exists()
    assert client.get("/manage/first-hour").status_code == 200


def test_a_link_founds_one_company_however_often_it_is_pressed():
    client, email = stranger(), new_email()
    proved(client, email)
    token = client.session["registration"]

    client.post("/register/company", named())
    session = client.session
    session["registration"] = token
    session.save()
    again = client.post("/register/company", named(company="Другая"))

    assert again["Location"] == "/manage/"
    assert Staff.objects.filter(email=email).count() == 1


def test_an_e_mail_that_is_known_gets_another_letter_and_the_page_is_the_same(shop: Shop):
    client, unknown = stranger(), new_email()

    pages = [client.post("/register", {"email": one}) for one in (shop.owner.email, unknown)]

    plain = [re.sub(r'n" value="\w{64}"', "", text(page)) for page in pages]
    assert plain[0].replace(shop.owner.email, "") == plain[1].replace(unknown, "")
    [known] = letters_to(shop.owner.email)
    assert "http://testserver/manage/\n" in known
    assert "/register/" not in known


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"company": " "}, "Type the name of the company"),
        ({"company": "ъ" * 201}, "Type the name of the company"),
        ({"person": ""}, "Type your name"),
        ({"password": "короткий"}, "Take another password"),
        ({"password": "1234567890"}, "Take another password"),
    ],
    ids=str,
)
def test_what_cannot_be_taken_is_told_and_nothing_is_founded(wrong: dict[str, str], told: str):
    client, email = stranger(), new_email()
    proved(client, email)

    answer = client.post("/register/company", named(**wrong))

    assert answer.status_code == 422
    assert told in text(answer)
    assert PASSWORD not in text(answer)
    assert not Staff.objects.filter(email=email).exists()


@pytest.mark.parametrize("email", ["", "anna", "anna@", "a b@shop.example"])
def test_what_is_no_e_mail_gets_no_letter(email: str):
    answer = stranger().post("/register", {"email": email})

    mail.wait()
    assert answer.status_code == 422
    assert django_mail.outbox == []


def test_letters_to_one_e_mail_are_few():
    client, email = stranger(), new_email()

    answers = [client.post("/register", {"email": email}) for _ in range(LETTERS_OF_EMAIL + 1)]

    assert [one.status_code for one in answers] == [200] * LETTERS_OF_EMAIL + [429]
    assert len(letters_to(email)) == LETTERS_OF_EMAIL


@pytest.mark.parametrize("token", ["x", "Imh0dHBzIg:1abc:zzz"])
def test_a_link_that_is_not_ours_founds_nothing(token: str):
    client = stranger()
    client.get(f"/register/{token}")

    assert client.get("/register/company").status_code == 410
    assert client.post("/register/company", named()).status_code == 410


@pytest.mark.parametrize("name", ["PLUSHKA_REGISTRATION", "MAILERS"])
def test_nobody_registers_where_it_is_not_wanted_or_no_letter_can_be_sent(settings, name: str):
    assert "/register" in text(stranger().get("/"))
    setattr(settings, name, None)

    assert "/register" not in text(stranger().get("/"))
    for path in ("/register", "/register/company", "/register/x"):
        assert stranger().get(path).status_code == 404
    assert stranger().post("/register", {"email": new_email()}).status_code == 404
