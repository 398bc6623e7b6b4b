"""Who gets to the till."""

from collections.abc import Callable

from django.test import Client

from plushka.domain.tenants.models import Staff
from plushka.web.ui.throttle import TRIES_OF_PERSON
from tests.web.conftest import PASSWORD, Shop
from tests.web.till.people import Cashier, text_of

WRONG = "The e-mail or the password is wrong. Check both and try again."
ENGLISH = {"accept-language": "en"}


def sign_in(client: Client, email: str, password: str, **more: str):
    sent = {"email": email, "password": password, **more}
    return client.post("/till/sign-in", sent, headers=ENGLISH)


def test_signing_in_leads_to_the_till(shop: Shop):
    client = Client()

    answer = sign_in(client, shop.cashier.email.upper(), PASSWORD)

    assert (answer.status_code, answer["Location"]) == (302, "/till/")
    assert client.get("/till/").status_code == 200


def test_signing_in_goes_on_where_one_wanted_to_but_only_here(shop: Shop):
    wanted = sign_in(Client(), shop.cashier.email, PASSWORD, next="/mailbox/")
    elsewhere = sign_in(Client(), shop.cashier.email, PASSWORD, next="//evil.example/")

    assert (wanted["Location"], elsewhere["Location"]) == ("/mailbox/", "/till/")


def test_a_wrong_password_and_an_unknown_person_hear_the_same(shop: Shop):
    wrong = sign_in(Client(), shop.cashier.email, "no")
    unknown = sign_in(Client(), "nobody@shop.example", "no")

    assert (wrong.status_code, unknown.status_code) == (422, 422)
    assert WRONG in text_of(wrong)
    assert WRONG in text_of(unknown)


def test_a_form_without_a_password_says_what_is_missing(shop: Shop):
    answer = sign_in(Client(), shop.cashier.email, "")

    assert answer.status_code == 422
    assert "Enter the e-mail and the password." in text_of(answer)


def test_who_guesses_has_to_pause(shop: Shop):
    client = Client()
    for _ in range(TRIES_OF_PERSON):
        sign_in(client, shop.cashier.email, "guess")

    paused = sign_in(client, shop.cashier.email, PASSWORD)
    other = sign_in(client, shop.owner.email, "guess")

    assert (paused.status_code, other.status_code) == (429, 422)


def test_nobody_signed_in_is_led_to_the_sign_in():
    whole = Client().get("/till/sales/find?receipt=1")
    part = Client().get("/till/", headers={"hx-request": "true"})

    assert whole["Location"] == "/till/sign-in?next=%2Ftill%2Fsales%2Ffind%3Freceipt%3D1"
    assert part["HX-Redirect"] == "/till/sign-in?next=%2Ftill%2F"


def test_a_marketer_has_no_till(shop: Shop, seat: Callable[[Staff], Cashier]):
    answer = seat(shop.marketer).get("")

    assert answer.status_code == 403
    assert "The till is not for your role" in text_of(answer)


def test_signing_out_forgets_the_person(petro: Cashier):
    petro.post("sign-out")

    assert petro.get("").status_code == 302


def test_somebody_let_go_is_out_at_once(shop: Shop, seat: Callable[[Staff], Cashier]):
    leaver = seat(shop.cashier)
    Staff.objects.using("owner").filter(id=shop.cashier.id).update(is_active=False)

    gone = leaver.get("")
    Staff.objects.using("owner").filter(id=shop.cashier.id).update(is_active=True)

    assert gone.status_code == 302


def test_a_form_without_its_token_is_refused(shop: Shop):
    strict = Client(enforce_csrf_checks=True, headers=ENGLISH)
    strict.force_login(shop.cashier)

    answer = strict.post("/till/sales", {"total": "10", "receipt": "R"})

    assert answer.status_code == 403
    assert "Go back to the till and try again: nothing was recorded." in text_of(answer)


def test_a_cashier_stays_in_the_outlet_and_an_owner_chooses(
    shop: Shop, petro: Cashier, seat: Callable[[Staff], Cashier]
):
    owner = seat(shop.owner)

    asked = owner.get("")
    unknown = owner.post("outlet", outlet="nowhere")
    chosen = owner.post("outlet", outlet="market")
    bound = petro.post("outlet", outlet="market")

    assert asked["Location"] == "/till/outlet"
    assert "You cannot sell in the outlet “nowhere”. Choose another one." in text_of(unknown)
    assert "Рынок" in text_of(chosen)
    assert "Рынок" not in text_of(bound)
