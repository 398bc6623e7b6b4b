"""One's own sign-in: codes of an app, recovery codes, sessions, another password by mail."""

import re
from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.usersessions.models import UserSession
from django.core import mail as django_mail
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from plushka.config.tasks import renew_password
from plushka.domain.audit.models import Record
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.models import Staff
from plushka.web.ui import mail
from plushka.web.ui.browsers import browser_name
from tests.web.conftest import PASSWORD, Shop, hire, open_shop
from tests.web.manager.conftest import Person
from tests.web.till.people import now, text_of

NEW = "зелёная-роща-9"
LOCMEM = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}


def sign_in(client: Client, staff: Staff, password: str = PASSWORD, path: str = "/manage/sign-in"):
    sent = {"login": staff.email, "email": staff.email, "password": password}
    return client.post(path, sent, headers={"accept-language": "en"})


def code(secret: str, *, ahead: int = 0) -> str:
    """The code an app shows, or the one after it."""
    return format_hotp_value(hotp_value(secret, int(now().timestamp()) // 30 + ahead))


def set_up(person: Person) -> tuple[str, list[str]]:
    """Set an app up as a person does; gives its secret and the recovery codes."""
    asked = person.get("security/app")
    assert asked["Location"] == "/manage/security/again?next=%2Fmanage%2Fsecurity%2Fapp"
    shown = person.post("security/again", password=PASSWORD, next="/manage/security/app")
    page = person.get("security/app")
    assert shown["Location"] == "/manage/security/app"
    secret = re.search(r'id="app-key">([A-Z2-7]+)<', page.content.decode())[1]
    done = person.post("security/app", code=code(secret))
    assert done["Location"] == "/manage/security/codes"
    codes = person.get("security/codes").content.decode()
    return secret, re.findall(r"<code>(\d{8})</code>", codes)


@pytest.fixture
def begun(enter: Callable[[Staff], Person]) -> tuple[Person, Staff]:
    """Somebody of «Берёза» who has just signed in."""
    staff = hire(open_shop("Берёза").tenant, "Оля", Staff.Role.MARKETER)
    return enter(staff), staff


@pytest.fixture
def post(settings: Settings) -> list[django_mail.EmailMessage]:
    """A mail server that keeps what is sent."""
    settings.MAILERS, settings.ALLOWED_HOSTS = LOCMEM, ["testserver"]
    return django_mail.outbox


def letters(post: list[django_mail.EmailMessage]) -> list[django_mail.EmailMessage]:
    mail.wait()
    return post


def test_a_code_is_asked_for_at_both_doors_and_works_once(begun: tuple[Person, Staff]):
    person, staff = begun
    secret, recovery = set_up(person)
    used = code(secret, ahead=1)

    for path in ("/manage/sign-in", "/till/sign-in"):
        client = Client()
        asked = sign_in(client, staff, path=path)
        assert asked["Location"] == "/manage/sign-in/code"
        assert client.get("/manage/").status_code == 302
    wrong = client.post("/manage/sign-in/code", {"code": "000000"})
    right = client.post("/manage/sign-in/code", {"code": used})
    again = Client()
    sign_in(again, staff)
    repeated = again.post("/manage/sign-in/code", {"code": used})
    by_recovery = again.post("/manage/sign-in/code", {"code": recovery[0]})

    assert (wrong.status_code, right.status_code, repeated.status_code) == (422, 302, 422)
    assert by_recovery["Location"] == "/manage/"
    assert "9 codes are left" in text_of(
        again.get("/manage/security", headers={"accept-language": "en"})
    )


def test_who_guesses_codes_has_to_pause(begun: tuple[Person, Staff]):
    person, staff = begun
    secret, _ = set_up(person)
    client = Client(headers={"accept-language": "en"})
    sign_in(client, staff)
    for _ in range(8):
        client.post("/manage/sign-in/code", {"code": "000000"})

    paused = client.post("/manage/sign-in/code", {"code": code(secret, ahead=1)})

    assert paused.status_code == 422
    assert "Too many wrong tries. Wait five minutes" in text_of(paused)


def test_secrets_cannot_be_read_in_the_database(begun: tuple[Person, Staff]):
    person, staff = begun
    secret, recovery = set_up(person)

    kept = str(list(Authenticator.objects.filter(user=staff).values_list("data", flat=True)))

    assert secret not in kept
    assert len(recovery) == 10
    assert not [one for one in recovery if one in kept]


def test_recovery_codes_are_shown_once(begun: tuple[Person, Staff]):
    person, _ = begun
    _, recovery = set_up(person)

    again = text_of(person.get("security/codes"))

    assert not [one for one in recovery if one in again]
    assert "10 codes are left." in again


def test_codes_are_asked_for_no_more_and_the_change_is_on_record(begun: tuple[Person, Staff]):
    person, staff = begun
    set_up(person)

    person.post("security/app/off")

    assert not Authenticator.objects.filter(user=staff).exists()
    assert sign_in(Client(), staff)["Location"] == "/manage/"
    with tenant_context(staff.tenant_id):
        told = Record.objects.filter(subject_id=staff.id, action="sign_in_changed")
        what = list(told.order_by("at", "id").values_list("after__what", flat=True))
    assert what == ["totp_activated", "totp_deactivated"]


def test_the_command_lets_in_who_lost_the_phone_and_the_codes(begun: tuple[Person, Staff]):
    person, staff = begun
    set_up(person)

    told = renew_password.run(slug=staff.tenant.slug, email=staff.email, forget_factors=True)

    assert sign_in(Client(), staff, told["password"])["Location"] == "/manage/"


def test_sessions_that_were_left_are_forgotten_at_the_next_sign_in(begun: tuple[Person, Staff]):
    _, staff = begun
    for _ in range(3):
        client = Client()
        sign_in(client, staff)
        client.post("/manage/sign-out")

    sign_in(Client(), staff)

    assert UserSession.objects.filter(user=staff).count() == 1


def test_a_session_elsewhere_is_ended_and_this_one_goes_on(begun: tuple[Person, Staff]):
    _, staff = begun
    here, there, third = Client(), Client(headers={"user-agent": "Firefox/1 Linux"}), Client()
    for client in (here, there, third):
        sign_in(client, staff)
    page = here.get("/manage/security", headers={"accept-language": "en"})
    ends = re.findall(r"/manage/security/sessions/(\d+)/end", page.content.decode())

    here.post(f"/manage/security/sessions/{ends[0]}/end")
    alive = [client.get("/manage/").status_code for client in (there, third)]
    here.post("/manage/security/sessions/end")

    assert "Firefox · Linux" in text_of(page)
    assert len(ends) == 2
    assert sorted(alive) == [200, 302]
    assert [client.get("/manage/").status_code for client in (here, there, third)] == [
        200,
        302,
        302,
    ]


@pytest.mark.parametrize("elsewhere", [1, 3])
def test_the_page_asks_as_much_for_many_sessions_as_for_one(
    begun: tuple[Person, Staff],
    elsewhere: int,
    django_assert_num_queries: DjangoAssertNumQueries,
):
    _, staff = begun
    here = Client()
    for client in (*(Client() for _ in range(elsewhere)), here):
        sign_in(client, staff)

    with django_assert_num_queries(11):
        here.get("/manage/security")


def test_another_password_comes_by_mail_and_ends_every_session(
    begun: tuple[Person, Staff], post: list[django_mail.EmailMessage]
):
    person, staff = begun
    client = Client(headers={"accept-language": "en"})

    asked = client.post("/manage/password/forgotten", {"email": staff.email.upper()})
    [letter] = letters(post)
    [link] = re.findall(r"https?://testserver(/\S+)", letter.body)
    form = client.get(client.get(link)["Location"])
    sent = {"password1": NEW, "password2": NEW}
    done = client.post(form.request["PATH_INFO"], sent)
    told = letters(post)[1:]
    used = client.get(link)

    assert (asked["Location"], letter.to) == ("/manage/password/sent", [staff.email])
    assert done["Location"] == "/manage/password/taken"
    assert person.get().status_code == 302
    assert sign_in(Client(), staff, NEW)["Location"] == "/manage/"
    assert [one.body.splitlines()[0] for one in told] == ["The password is another one now."]
    assert "This link opens nothing any more" in text_of(used)


def test_nobody_learns_whether_an_address_is_known(post: list[django_mail.EmailMessage]):
    sent = {"email": "nobody@shop.example"}

    answer = Client().post("/manage/password/forgotten", sent)

    assert answer["Location"] == "/manage/password/sent"
    assert letters(post) == []


@pytest.mark.parametrize(
    ("mailers", "hosts"),
    [({}, ["shop.example"]), (LOCMEM, ["*"]), (LOCMEM, ["shop.example", "*"])],
)
def test_without_mail_or_with_any_host_name_no_link_is_offered(
    settings: Settings, mailers: dict, hosts: list[str]
):
    settings.MAILERS, settings.ALLOWED_HOSTS = mailers, hosts
    client = Client(headers={"accept-language": "en", "host": "shop.example"})

    page = text_of(client.get("/manage/password/forgotten"))
    client.post("/manage/password/forgotten", {"email": "nobody@shop.example"})

    assert "No mail can be sent from here yet." in page
    assert letters(django_mail.outbox) == []


def test_a_passkey_that_nobody_knows_signs_nobody_in():
    client = Client(headers={"accept-language": "en"})
    options = client.get("/manage/sign-in/passkey", headers={"accept": "application/json"}).json()

    answers = [
        client.post("/manage/sign-in/passkey", {"credential": sent})
        for sent in ("", "{}", '{"id": 1}', '{"response": {"userHandle": "eA"}}')
    ]

    assert options["request_options"]["publicKey"]["userVerification"] == "required"
    assert {answer.status_code for answer in answers} == {422}
    assert "This passkey is not known here." in text_of(answers[0])


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64) Chrome/130.0 Safari/537.36", "Chrome · Linux"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/130.0 Safari/537.36 Edg/130.0", "Edge · Windows"),
        ("Mozilla/5.0 (iPhone; like Mac OS X) Version/18 Safari/604.1", "Safari · iPhone"),
        ("<b>x</b>", "bx/b"),
        ("", "?"),
    ],
)
def test_a_browser_is_named_as_people_know_it(agent: str, name: str):
    assert browser_name(agent) == name


def test_a_cashier_has_a_page_of_their_own_sign_in_and_no_cabinet(
    enter: Callable[[Staff], Person], shop: Shop
):
    cashier = enter(shop.cashier)

    page = cashier.get("security")

    assert (page.status_code, cashier.get("settings").status_code) == (200, 403)
    assert "/manage/settings" not in page.content.decode()
    assert cashier.post("security/pin", pin="2580")["Location"] == "/manage/security"
    assert "A PIN is set." in text_of(cashier.get("security"))
