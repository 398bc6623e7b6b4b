"""The start page and the demo's mailbox."""

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from plushka.domain.messaging import operations as messaging
from plushka.domain.tenants.context import tenant_context
from tests.web.conftest import Shop
from tests.web.till.people import join, now, text_of

ENGLISH = {"accept-language": "en"}


@pytest.fixture(autouse=True)
def _database(committed: None) -> Iterator[None]:
    return iter([None])


@pytest.fixture
def demo(settings: Settings, tmp_path: Path) -> Path:
    """The folder of a demo that has just begun."""
    settings.PLUSHKA_DEMO = True
    settings.PLUSHKA_HOME = tmp_path
    return tmp_path


def write(path: Path, told: Any) -> None:
    path.write_text(json.dumps(told), encoding="utf-8")


def found_company(home: Path, *, slug: str = "lipa") -> None:
    write(
        home / "demo.json",
        {
            "tenant": slug,
            "cashier": {"email": "petro@lipa.example", "password": "тайна"},
            "owner": {"email": "owner@lipa.example", "password": "скрыта"},
            "key": "plk_demo",
            "colleagues": [{"role": "ANALYST", "email": "taras@lipa.example", "password": "ключ"}],
            "members": [{"name": "Анна", "phone": "+79161234567"}],
        },
    )


def import_year(home: Path, *, done: int, state: str, age: int = 0) -> None:
    moment = now() - dt.timedelta(seconds=age)
    told = {"done": done, "of": 2000, "state": state, "updated_at": moment.isoformat()}
    write(home / "demo-import.json", told)


def start() -> str:
    answer = Client(headers=ENGLISH).get("/")
    assert answer.status_code == 200
    return text_of(answer)


def test_a_stranger_is_led_to_the_till_and_the_api():
    answer = Client(headers=ENGLISH).get("/")

    assert 'href="/till/"' in answer.content.decode()
    assert 'href="/api/docs"' in answer.content.decode()
    assert "Mailbox" not in text_of(answer)
    assert "plushka tenant create" in text_of(answer)


def test_the_demo_shows_how_its_cashier_signs_in(demo: Path):
    found_company(demo)

    said = start()

    assert "petro@lipa.example" in said
    assert "тайна" in said
    assert "скрыта" not in said


def test_the_demos_till_offers_customers_to_try_but_no_other_till(
    demo: Path, shop: Shop, oak: Shop
):
    found_company(demo, slug=shop.tenant.slug)
    offered = []
    for company in (shop, oak):
        client = Client(headers=ENGLISH)
        client.force_login(company.cashier)
        offered.append("+79161234567" in text_of(client.get("/till/")))

    assert offered == [True, False]


def test_nothing_of_the_demo_is_shown_elsewhere(demo: Path, settings: Settings):
    found_company(demo)
    settings.PLUSHKA_DEMO = False

    assert "petro@lipa.example" not in start()


@pytest.mark.parametrize("told", ["", "{", "[]", '{"tenant": "lipa"}', '{"cashier": 1}'])
def test_a_demo_that_is_still_being_made_says_so(demo: Path, told: str):
    (demo / "demo.json").write_text(told)

    assert "The demo company is being made." in start()


@pytest.mark.parametrize(
    ("state", "age", "said"),
    [
        ("RUNNING", 0, "500 of 2,000 receipts are in (25 %)."),
        ("RUNNING", 120, "The import has stopped."),
        ("FAILED", 0, "The import stopped at a fault."),
        ("DONE", 120, "All 2,000 receipts are in."),
    ],
)
def test_the_demo_tells_how_far_its_year_is(demo: Path, state: str, age: int, said: str):
    found_company(demo)
    import_year(demo, done=500, state=state, age=age)

    assert said in start()


def test_progress_asks_again_only_while_there_is_some(demo: Path):
    import_year(demo, done=500, state="RUNNING")
    running = Client().get("/progress").content.decode()
    import_year(demo, done=2000, state="DONE")
    done = Client().get("/progress").content.decode()

    assert ("hx-get" in running, "hx-get" in done) == (True, False)


def test_unreadable_progress_is_none(demo: Path):
    (demo / "demo-import.json").write_text('{"done": "x", "of": 1}')

    assert Client().get("/progress").content.strip() == b""


def test_the_mailbox_is_the_demos_and_shows_only_ones_own(demo: Path, shop: Shop, oak: Shop):
    for company, text in ((shop, "Код 1234"), (oak, "Код 9876")):
        anna = join(company)
        with tenant_context(company.tenant.id):
            messaging.enqueue(kind="code_redeem", text=text, at=now(), member_id=anna)
    client = Client(headers=ENGLISH)
    nobody = client.get("/mailbox/")
    client.force_login(shop.cashier)

    said = text_of(client.get("/mailbox/"))

    assert nobody["Location"] == "/till/sign-in?next=/mailbox/"
    assert "Код 1234" in said
    assert "Код 9876" not in said


def test_there_is_no_mailbox_outside_the_demo(shop: Shop):
    client = Client()
    client.force_login(shop.cashier)

    assert client.get("/mailbox/").status_code == 404


def test_an_empty_mailbox_says_what_to_do(demo: Path, oak: Shop):
    client = Client(headers=ENGLISH)
    client.force_login(oak.owner)

    assert "Mailbox" in text_of(client.get("/mailbox/"))


def test_the_demo_opens_its_cabinet_for_each_of_its_people(demo: Path):
    found_company(demo)

    page = text_of(Client(headers=ENGLISH).get("/manage/sign-in"))

    assert "Open the cabinet as the owner" in page
    assert "Look as an analyst" in page
    assert "Look as a marketer" not in page
