"""Two people have the same form open: the second to save it is told, and overwrites nothing.

Every form that one types into is an edit, which is tried here, or listed with the reason why two
people do not meet in it; so a new form cannot pass unseen.
"""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.urls import resolve

from tests.web.conftest import Shop, open_shop
from tests.web.twice.edits import EDITS, SWAP, Edit, edited_pages
from tests.web.twice.nobody_meets import NOBODY_MEETS
from tests.web.twice.reading import Button, Form, forms_of
from tests.web.twice.state import changed, state_of

pytestmark = pytest.mark.slow

REFUSED = 422
MEANWHILE = ("meanwhile", "while you were editing", "changed elsewhere")


@pytest.fixture(autouse=True)
def _database(committed: None) -> Iterator[None]:
    cache.clear()
    return iter([None])


@pytest.fixture(scope="module")
def willow(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Shop:
    """A company of these tests alone."""
    with django_db_blocker.unblock():
        return open_shop("Ива")


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.name)
def test_the_second_of_two_is_told_and_overwrites_nothing(edit: Edit, willow: Shop):
    client, path = edited_pages()[edit.page].open_(willow)
    one, other = _opened(client, path, edit), _opened(client, path, edit)
    before = state_of(willow.tenant.id)

    first = _send(client, one, edit.first)
    between = state_of(willow.tenant.id)
    second = _send(client, other, edit.second)

    assert first.status_code == 302
    assert changed(before, between) != {}
    assert second.status_code == REFUSED
    assert changed(between, state_of(willow.tenant.id)) == {}
    assert any(words in second.content.decode() for words in MEANWHILE)


@pytest.mark.parametrize(
    ("edit", "action"),
    [
        ("manager-draft-tier", "manager-draft-publish"),
        ("manager-campaign", "manager-campaign-launch"),
    ],
)
def test_nobody_puts_in_force_what_they_have_not_seen(edit: str, action: str, willow: Shop):
    changing = next(one for one in EDITS if one.action == edit)
    client, path = edited_pages()[changing.page].open_(willow)
    launching = Edit(changing.page, action, {}, {})
    one, other = _opened(client, path, changing), _opened(client, path, launching)

    _send(client, one, changing.second)
    between = state_of(willow.tenant.id)
    second = _send(client, other, {})

    assert second.status_code == REFUSED
    assert changed(between, state_of(willow.tenant.id)) == {}
    assert any(words in second.content.decode() for words in MEANWHILE)


def test_every_form_is_tried_or_nobody_meets_in_it(willow: Shop):
    found = {
        _address(form, button)
        for page in edited_pages().values()
        for form in _forms(*page.open_(willow))
        if form.typed or form.boxes
        for button in form.buttons
    }

    assert sorted(found - {edit.action for edit in EDITS}) == sorted(NOBODY_MEETS)


def _opened(client: Client, path: str, edit: Edit) -> tuple[Form, Button]:
    return next(
        (form, button)
        for form in _forms(client, path)
        for button in form.buttons
        if _address(form, button) == edit.action and button.value == edit.do
    )


def _forms(client: Client, path: str) -> list[Form]:
    answer = client.get(path, headers={"accept-language": "en"})
    is_page = answer.status_code == 200 and "text/html" in answer["Content-Type"]
    return forms_of(answer.content.decode(), path, is_untouched=True) if is_page else []


def _address(form: Form, button: Button) -> str:
    action = button.action or form.action
    return resolve(action.partition("?")[0]).url_name or action


def _send(client: Client, opened: tuple[Form, Button], typed: dict[str, str]) -> HttpResponse:
    form, button = opened
    sent = form.sent(button, {}, {})
    for name, value in typed.items():
        assert name in form.typed | form.boxes, (name, form.typed, form.boxes)
        was, new = value.split(SWAP) if SWAP in value else ("", value)
        old = sent.pop(name, [""])[0]
        assert was in old
        if new:
            sent[name] = [old.replace(was, new, 1) if was else new]
    return client.post(button.action or form.action, sent, headers={"accept-language": "en"})
