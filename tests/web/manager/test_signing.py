"""Who gets into the cabinet."""

from collections.abc import Callable

import pytest
from django.test import Client

from plushka.domain.tenants.models import Staff
from plushka.web.ui.throttle import TRIES_OF_PERSON
from tests.web.conftest import PASSWORD, Shop, open_shop
from tests.web.manager.conftest import Person
from tests.web.till.people import text_of

WRONG = "The e-mail or the password is wrong. Check both and try again."
NEW = "зелёная-роща-9"


def sign_in(client: Client, email: str, password: str, **more: str):
    sent = {"login": email, "password": password, **more}
    return client.post("/manage/sign-in", sent, headers={"accept-language": "en"})


def test_signing_in_leads_to_the_overview(shop: Shop):
    client = Client()

    answer = sign_in(client, shop.marketer.email.upper(), PASSWORD)

    assert (answer.status_code, answer["Location"]) == (302, "/manage/")
    assert client.get("/manage/").status_code == 200


def test_a_cashier_is_led_to_the_till(shop: Shop):
    client = Client()

    answer = sign_in(client, shop.cashier.email, PASSWORD)

    assert answer["Location"] == "/till/"
    assert client.get("/manage/").status_code == 403


def test_signing_in_goes_on_where_one_wanted_to_but_only_here(shop: Shop):
    wanted = sign_in(Client(), shop.marketer.email, PASSWORD, next="/manage/programme")
    elsewhere = sign_in(Client(), shop.marketer.email, PASSWORD, next="//evil.example/")

    assert (wanted["Location"], elsewhere["Location"]) == ("/manage/programme", "/manage/")


def test_the_page_keeps_where_one_wanted_to(shop: Shop):
    asked = Client().get("/manage/programme")
    page = Client().get(asked["Location"])

    assert asked["Location"] == "/manage/sign-in?next=%2Fmanage%2Fprogramme"
    assert 'value="/manage/programme"' in page.content.decode()


def test_a_part_of_a_page_leads_the_whole_browser_to_the_sign_in():
    part = Client().get("/manage/programme", headers={"hx-request": "true"})

    assert part["HX-Redirect"] == "/manage/sign-in?next=%2Fmanage%2Fprogramme"


def test_a_stranger_and_somebody_let_go_hear_what_a_wrong_password_hears(shop: Shop):
    leaver = open_shop("Клён").marketer
    Staff.objects.using("owner").filter(id=leaver.id).update(is_active=False)

    answers = [
        sign_in(Client(), shop.marketer.email, "no"),
        sign_in(Client(), "nobody@shop.example", "no"),
        sign_in(Client(), leaver.email, PASSWORD),
    ]

    assert [answer.status_code for answer in answers] == [422] * 3
    told = {text_of(answer).replace(email, "") for answer, email in zip(
        answers, (shop.marketer.email, "nobody@shop.example", leaver.email), strict=True
    )}  # fmt: skip
    assert len(told) == 1
    assert WRONG in told.pop()


def test_a_form_without_a_password_says_what_is_missing(shop: Shop):
    answer = sign_in(Client(), shop.marketer.email, "")

    assert answer.status_code == 422
    assert "Enter the e-mail and the password." in text_of(answer)


def test_who_guesses_has_to_pause_at_both_doors_and_others_need_not(shop: Shop):
    client = Client()
    for _ in range(TRIES_OF_PERSON):
        sign_in(client, shop.marketer.email, "guess")

    paused = sign_in(client, shop.marketer.email, PASSWORD)
    at_till = client.post("/till/sign-in", {"email": shop.marketer.email, "password": PASSWORD})
    elsewhere = Client(REMOTE_ADDR="10.0.0.9")
    sign_in(elsewhere, shop.marketer.email, PASSWORD)

    assert "Too many wrong tries. Wait five minutes, then try again." in text_of(paused)
    assert at_till.status_code == 429
    assert elsewhere.get("/manage/").status_code == 200


def test_a_storm_of_tries_is_answered_without_a_look(shop: Shop):
    client = Client()
    statuses = [
        sign_in(client, f"nobody{number}@shop.example", "no").status_code for number in range(31)
    ]

    assert statuses == [422] * 30 + [429]


def test_nobody_can_sign_up_or_ask_for_a_password_by_mail():
    paths = ("signup", "sign-up", "password/reset", "email")

    assert {Client().get(f"/manage/{path}").status_code for path in paths} == {404}


@pytest.mark.parametrize(
    ("language", "words"),
    [("ru", "Вход в кабинет"), ("uk", "Вхід до кабінету"), ("en", "Sign in to the cabinet")],
)
def test_the_sign_in_speaks_the_language_asked_for(language: str, words: str):
    page = Client().get("/manage/sign-in", headers={"accept-language": language})

    assert words in text_of(page)


def test_signing_out_forgets_the_person(owner: Person):
    owner.post("sign-out")

    assert owner.get().status_code == 302


def test_signing_out_needs_a_form(owner: Person):
    assert owner.get("sign-out").status_code == 405


def test_another_password_signs_others_out_and_oneself_not(
    enter: Callable[[Staff], Person], newcomer: tuple[Person, Shop]
):
    person, shop = newcomer
    marketer, elsewhere = enter(shop.marketer), enter(shop.marketer)

    sent = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    answer = marketer.post("security/password", **sent)

    assert answer["Location"] == "/manage/security?just=password"
    assert "The password is another one now." in text_of(marketer.get("security?just=password"))
    assert elsewhere.get().status_code == 302
    assert sign_in(Client(), shop.marketer.email, NEW)["Location"] == "/manage/"
    assert person.get().status_code == 200


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"oldpassword": "x"}, "This is not the password you have now."),
        ({"password2": "другое"}, "You must type the same password each time."),
        (
            {"password1": "коротко", "password2": "коротко"},
            "This password is too short. It must contain at least 10 characters.",
        ),
    ],
)
def test_a_password_that_will_not_do_is_refused_beside_its_field(
    enter: Callable[[Staff], Person], shop: Shop, sent: dict[str, str], told: str
):
    marketer = enter(shop.marketer)
    right = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}

    answer = marketer.post("security/password", **right | sent)

    assert answer.status_code == 422
    assert told in text_of(answer)
    assert sign_in(Client(), shop.marketer.email, PASSWORD)["Location"] == "/manage/"
