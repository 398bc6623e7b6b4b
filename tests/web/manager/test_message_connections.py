"""What messages are sent by, in the cabinet: set up, tried, put in order, taken away."""

import re
from uuid import UUID

import pytest

from plushka.domain.audit.models import Record
from plushka.domain.messaging import connecting
from plushka.domain.messaging.models import Connection
from plushka.domain.tenants.context import tenant_context
from plushka.integrations.providers import PROVIDERS, provider
from plushka.web.manager.messages import setting_form, setting_words
from plushka.web.manager.messages.connected import told_address
from plushka.web.manager.messages.troubles import words_of
from tests.web.conftest import Shop
from tests.web.manager.conftest import Person
from tests.web.till.people import now

SMSC = {"login": "lipa", "password": "sesame", "sender": "LIPA", "hook_secret": "w0rd"}
HERE = "https://lipa.example/hooks/lipa/1"
NOWHERE = "http://127.0.0.1:9/cgi-bin/sendsms"


def key_of(page: str) -> str:
    return re.search(r'name="key" value="([^"]+)"', page).group(1)


def kept(shop: Shop) -> list[Connection]:
    with tenant_context(shop.tenant.id):
        return connecting.standing()


def secrets(shop: Shop, row: Connection) -> dict[str, str]:
    with tenant_context(shop.tenant.id):
        return connecting.secrets_of(row)


def set_up(shop: Shop, provider: str = "console", **settings: str) -> UUID:
    with tenant_context(shop.tenant.id):
        return connecting.add(
            way="SMS",
            provider=provider,
            settings=settings,
            secrets={},
            actor="system:test",
            at=now(),
        )


@pytest.mark.parametrize("one", PROVIDERS, ids=lambda one: one.code)
def test_every_setting_of_every_provider_has_a_name(one):
    names = {field.name for field in setting_form.shown(one, {}, version=0, is_new=True).fields}

    assert names <= set(setting_words.NAMES)
    assert "hook_url" not in names


def test_provider_is_set_up(newcomer: tuple[Person, Shop]):
    person, shop = newcomer
    page = person.get("messages/connections/new/smsc_ru").content.decode()

    answer = person.post("messages/connections/new/smsc_ru", **SMSC, key=key_of(page))

    [row] = kept(shop)
    assert answer["Location"] == f"/manage/messages/connections/{row.id}?just=added"
    address = f"http://testserver/hooks/{shop.tenant.slug}/{row.id}"
    assert (row.way, row.sender, row.settings) == (
        "SMS",
        "LIPA",
        {"login": "lipa", "sender": "LIPA", "hook_url": address},
    )
    assert secrets(shop, row) == {"password": "sesame", "hook_secret": "w0rd"}
    page = person.get(answer["Location"].removeprefix("/manage/")).content.decode()
    assert f"{address}?charset=utf-8&amp;secret=" in page
    assert "sesame" not in page
    assert "w0rd" not in page


@pytest.mark.parametrize(
    ("code", "told"),
    [("smsc_voice", f"{HERE}?charset=utf-8&secret="), ("twilio_voice", HERE)],
    ids=["smsc", "twilio"],
)
def test_providers_of_calls_are_told_an_address_too(code, told):
    assert told_address(provider(code), HERE) == told


@pytest.mark.parametrize(
    ("code", "given", "said"),
    [
        ("7", "smsc_voice", "There is no such phone."),
        ("21211", "twilio_voice", "There is no such phone."),
        ("no-answer", "twilio_voice", "Nobody took the call."),
    ],
    ids=["smsc", "twilio", "not-taken"],
)
def test_why_nobody_was_called_is_said_as_of_a_text(code, given, said):
    assert words_of(code, given) == said


def test_form_sent_twice_sets_one_up(newcomer: tuple[Person, Shop]):
    person, shop = newcomer
    sent = {**SMSC, "key": "01890000-0000-7000-8000-000000000001"}

    places = {
        person.post("messages/connections/new/smsc_ru", **sent)["Location"] for _ in range(2)
    }

    assert len(kept(shop)) == len(places) == 1
    with tenant_context(shop.tenant.id):
        assert Record.objects.filter(action="connection_added").count() == 1


@pytest.mark.parametrize(
    ("provider", "wrong", "said"),
    [
        ("smsc_ru", {"login": ""}, "Fill this in."),
        ("smsc_ru", {"password": ""}, "Fill this in."),
        ("smsc_ru", {"sender": "Липа"}, "Use up to 11 Latin letters"),
        ("smsc_ru", {"sender": "TWELVELETTER"}, "Use up to 11 Latin letters"),
        ("smsc_ru", {"url": "smsc"}, "Type an address that begins with https://"),
        ("smpp", {"port": "70000"}, "This number cannot be used."),
        ("smpp", {"port": "много"}, "This number cannot be used."),
        ("telegram", {"token": "sesame"}, "Copy it from the provider once more."),
    ],
    ids=["login", "password", "cyrillic", "long", "url", "port", "word", "token"],
)
def test_what_cannot_be_used_is_told_and_nothing_is_kept(
    newcomer: tuple[Person, Shop], provider, wrong, said
):
    person, shop = newcomer
    sent = {**SMSC, "host": "smsc.example", "system_id": "lipa", **wrong}

    answer = person.post(f"messages/connections/new/{provider}", **sent)

    assert answer.status_code == 422
    page = answer.content.decode()
    assert said in page
    assert "sesame" not in page
    assert kept(shop) == []


def test_empty_secret_stays_and_another_takes_its_place(newcomer: tuple[Person, Shop]):
    person, shop = newcomer
    person.post("messages/connections/new/smsc_ru", **SMSC)
    [row] = kept(shop)
    path = f"messages/connections/{row.id}"

    person.post(
        path, **SMSC | {"password": "", "login": "klen", "hook_secret": "new"}, version="1"
    )

    [row] = kept(shop)
    assert row.settings["login"] == "klen"
    assert secrets(shop, row) == {"password": "sesame", "hook_secret": "new"}


def test_second_of_two_who_change_it_is_told(newcomer: tuple[Person, Shop]):
    person, shop = newcomer
    person.post("messages/connections/new/smsc_ru", **SMSC)
    path = f"messages/connections/{kept(shop)[0].id}"
    person.post(path, **SMSC | {"login": "first"}, version="1")

    answer = person.post(path, **SMSC | {"login": "second"}, version="1")

    assert answer.status_code == 422
    assert 'value="second"' in answer.content.decode()
    assert kept(shop)[0].settings["login"] == "first"


def test_keys_of_browsers_are_made_by_us_and_stay(newcomer: tuple[Person, Shop]):
    person, shop = newcomer
    contact = {"contact": "mailto:shop@example.com"}
    person.post("messages/connections/new/webpush", **contact)
    [row] = kept(shop)
    before = secrets(shop, row)

    person.post(f"messages/connections/{row.id}", contact="https://shop.example", version="1")

    [row] = kept(shop)
    assert row.settings["contact"] == "https://shop.example"
    assert secrets(shop, row) == before != {}


def test_console_that_is_tried_works(newcomer: tuple[Person, Shop]):
    person, shop = newcomer
    connection_id = set_up(shop)

    page = person.post(f"messages/connections/{connection_id}/try").content.decode()

    assert "It works." in page
    assert kept(shop)[0].worked_at is not None


def test_provider_that_is_not_there_is_told_in_words(newcomer: tuple[Person, Shop]):
    person, shop = newcomer
    person.post(
        "messages/connections/new/kannel",
        url=NOWHERE,
        username="lipa",
        password="sesame",
    )

    page = person.post(f"messages/connections/{kept(shop)[0].id}/try").content.decode()

    assert "It does not work." in page
    assert "The provider cannot be reached: look at the address." in page
    assert "In trouble" in person.get("messages/connections").content.decode()


def test_connection_is_switched_off_and_on(newcomer: tuple[Person, Shop]):
    person, shop = newcomer
    path = f"messages/connections/{set_up(shop)}/switch"

    for is_on in ("0", "0", "1"):
        person.post(path, is_on=is_on)
        assert kept(shop)[0].is_on == (is_on == "1")

    with tenant_context(shop.tenant.id):
        assert Record.objects.filter(action="connection_changed").count() == 2


def test_the_last_is_tried_first_when_it_is_put_there(newcomer: tuple[Person, Shop]):
    person, shop = newcomer
    first, second, third = (set_up(shop) for _ in range(3))

    for _ in range(2):
        person.post(f"messages/connections/{third}/place", before=str(first))

    assert [row.id for row in kept(shop)] == [third, first, second]


def test_what_was_taken_away_is_gone_and_its_secrets_are(newcomer: tuple[Person, Shop]):
    person, shop = newcomer
    person.post("messages/connections/new/smsc_ru", **SMSC)
    [row] = kept(shop)

    for _ in range(2):
        answer = person.post(f"messages/connections/{row.id}/remove")

    assert answer["Location"] == "/manage/messages/connections?just=removed"
    assert kept(shop) == []
    assert person.get(f"messages/connections/{row.id}").status_code == 404
    with tenant_context(shop.tenant.id):
        assert connecting.secrets_of(connecting.get(row.id)) == {}
        assert Record.objects.filter(action="connection_removed").count() == 1


def test_programs_of_this_machine_are_offered_where_its_keeper_says_so(
    newcomer: tuple[Person, Shop], settings
):
    person, _ = newcomer
    assert person.get("messages/connections/new/baresip").status_code == 404

    settings.PLUSHKA_LOCAL_PROVIDERS = True

    assert person.get("messages/connections/new/baresip").status_code == 200
