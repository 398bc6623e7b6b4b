"""What holds for every page."""

import re
from collections.abc import Callable, Iterator

import pytest
from django.test import Client, RequestFactory
from django.views.defaults import server_error
from pytest_django import Settings

from tests.web.conftest import Shop
from tests.web.till.people import join, new_receipt

INLINE = re.compile(r"(?i)<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=|javascript:")
FIELD = re.compile(r"<(?:input|select|textarea)\b[^>]*>")
ELSEWHERE = re.compile(r"""(?:src|href|action)=["']?(?:https?:)?//""")

CABINET = (
    "",
    "programme",
    "programme/draft",
    "programme/draft/rates",
    "programme/draft/terms",
    "programme/draft/rules",
    "programme/draft/rule?trigger=purchase",
    "programme/draft/examples",
    "campaigns",
    "campaigns/new",
    "campaigns/calendar",
    "settings",
    "settings/company",
    "outlets",
    "outlets/new",
    "keys",
    "keys/new",
    "audit",
    "security",
    "security/password",
    "staff",
    "staff/invite",
    "devices",
    "devices/enrol",
)


@pytest.fixture(autouse=True)
def _database(committed: None) -> Iterator[None]:
    return iter([None])


@pytest.fixture
def pages(shop: Shop, settings: Settings) -> Callable[[str], dict[str, str]]:
    """Open every page there is, in a language."""
    settings.PLUSHKA_DEMO = True

    def opened(language: str) -> dict[str, str]:
        client = Client(headers={"accept-language": language})
        stranger = {
            path: client.get(path)
            for path in ("/", "/till/sign-in", "/manage/sign-in", "/nowhere")
        }
        client.force_login(shop.cashier)
        anna = join(shop, points=1_000)
        sold = {"member": anna, "receipt": new_receipt(), "total": "10"}
        done = client.post("/till/sales", sold, follow=True)
        [(sale, _)] = done.redirect_chain
        lines = {"itemised": "1", "name": "", "category": "", "quantity": "", "discount": ""}
        answers = stranger | {
            "empty": client.get("/till/"),
            "member": client.get(f"/till/?member={anna}"),
            "enrol": client.get("/till/members"),
            "nobody": client.post("/till/find", {"find": "незабудка"}),
            "quote": client.post("/till/quote", {"member": anna, "total": "5", "redeem": "5"}),
            "lines": client.post("/till/sales", {"price": "x", **lines}),
            "done": done,
            "story": client.get(sale.partition("?")[0]),
            "returned": client.get(f"{sale.partition('?')[0]}?just=returned"),
            "mailbox": client.get("/mailbox/"),
        }
        client.force_login(shop.owner)
        answers["outlet"] = client.get("/till/outlet")
        client.post("/manage/programme/draft/open")
        for path in CABINET:
            answers[f"cabinet/{path}"] = client.get(f"/manage/{path}")
        answers["rules"] = client.get(f"/rules/{shop.tenant.slug}")
        for name, answer in answers.items():
            assert answer.status_code < 500, name
        return {name: answer.content.decode() for name, answer in answers.items()}

    return opened


def test_no_page_has_a_script_or_a_style_in_it(pages: Callable[[str], dict[str, str]]):
    found = {name: INLINE.findall(page) for name, page in pages("en").items()}

    assert {name: inline for name, inline in found.items() if inline} == {}


def test_no_page_loads_from_another_host(pages: Callable[[str], dict[str, str]]):
    found = {name: ELSEWHERE.findall(page) for name, page in pages("en").items()}

    assert {name: elsewhere for name, elsewhere in found.items() if elsewhere} == {}


def test_every_field_has_a_label(pages: Callable[[str], dict[str, str]]):
    bare = {}
    for name, page in pages("en").items():
        labelled = set(re.findall(r'<label[^>]*\bfor="([^"]+)"', page))
        fields = [one for one in FIELD.findall(page) if 'type="hidden"' not in one]
        in_labels = re.findall(r"<label[^>]*>\s*(<input[^>]*>)", page)
        for field in fields:
            named = re.search(r'\bid="([^"]+)"', field)
            is_named = named is not None and named[1] in labelled
            if not is_named and field not in in_labels and "aria-label" not in field:
                bare[name] = field

    assert bare == {}


def test_no_id_stands_twice_on_a_page(pages: Callable[[str], dict[str, str]]):
    twice = {}
    for name, page in pages("en").items():
        ids = re.findall(r'\sid="([^"]+)"', page)
        twice[name] = {one for one in ids if ids.count(one) > 1}

    assert {name: ids for name, ids in twice.items() if ids} == {}


@pytest.mark.parametrize(("language", "word"), [("ru", "Касса"), ("uk", "Каса"), ("en", "Till")])
def test_every_page_speaks_the_language_asked_for(
    pages: Callable[[str], dict[str, str]], language: str, word: str
):
    opened = pages(language)

    assert all(f'<html lang="{language}">' in page for page in opened.values())
    assert word in opened["empty"]


def test_the_switch_of_languages_is_remembered():
    client = Client(headers={"accept-language": "ru"})

    switched = client.post("/language", {"language": "uk"}, headers={"referer": "/till/sign-in"})

    assert switched["Location"] == "/till/sign-in"
    assert '<html lang="uk">' in client.get("/till/sign-in").content.decode()


def test_the_switch_of_languages_leads_nowhere_else():
    switched = Client().post("/language", {"language": "uk", "next": "https://evil.example/"})

    assert switched["Location"] == "/"


def test_pages_may_run_only_our_own_scripts(shop: Shop):
    policy = Client().get("/")["Content-Security-Policy"]

    assert "default-src 'self'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize(
    ("address", "way"),
    [("/till/nothing", "/till/"), ("/m/nobody/nothing", "/"), ("/nobody/c/X", "/")],
    ids=["till", "member", "stranger"],
)
def test_who_is_lost_is_led_back_to_where_they_came_from(committed: None, address: str, way: str):
    answer = Client().get(address)

    assert answer.status_code == 404
    assert f'<a class="btn btn-primary" href="{way}">' in answer.content.decode()


def test_a_fault_is_told_in_words_that_need_nothing_to_work():
    answer = server_error(RequestFactory().get("/"))

    assert answer.status_code == 500
    assert "<html" in answer.content.decode()
