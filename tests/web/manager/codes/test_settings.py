"""What the company wants of its codes, on its page."""

import re

import pytest

from plushka.domain.codes.policies import Wishes, wishes
from plushka.domain.tenants.context import tenant_context
from tests.web.conftest import Shop, hire
from tests.web.manager.conftest import Person
from tests.web.till.people import text_of

FORM = {"enrols": "", "most_a_day": "7", "alarm_at": "20"}


def of(shop: Shop) -> Wishes:
    with tenant_context(shop.tenant.id):
        return wishes()


def seen(owner: Person) -> str:
    page = owner.get("codes/settings").content.decode()
    return re.findall(r'name="seen" value="([0-9a-f]+)"', page)[0]


def test_settings_are_shown_set_and_shown_again(newcomer: tuple[Person, Shop]):
    owner, shop = newcomer
    page = owner.get("codes/settings").content.decode()

    answer = owner.post("codes/settings", **FORM, seen=seen(owner))

    assert 'value="50"' in page
    assert 'value="100"' in page
    assert answer["Location"] == "/manage/codes/settings?just=saved"
    assert of(shop) == Wishes(enrols=False, most_a_day=7, alarm_at=20)
    assert "Saved. It holds from now on." in text_of(owner.get("codes/settings", just="saved"))


@pytest.mark.parametrize("typed", ["0", "-1", "1001", "7.5", "много", "", "9" * 40], ids=str)
def test_what_cannot_be_meant_is_told_beside_its_field(newcomer: tuple[Person, Shop], typed: str):
    owner, shop = newcomer

    page = owner.post("codes/settings", **FORM | {"most_a_day": typed}, seen=seen(owner))

    assert page.status_code == 422
    assert "Type a whole number from 1 to 1000." in text_of(page)
    assert f'value="{typed}"' in page.content.decode()
    assert of(shop) == Wishes()


def test_whoever_comes_second_is_told(newcomer: tuple[Person, Shop]):
    owner, shop = newcomer
    both = seen(owner)
    owner.post("codes/settings", **FORM, seen=both)

    page = owner.post("codes/settings", **FORM | {"alarm_at": "30"}, seen=both)

    assert page.status_code == 422
    assert "Somebody changed these settings meanwhile." in text_of(page)
    assert of(shop).alarm_at == 20


def test_tab_is_there_for_who_may_change_codes(newcomer: tuple[Person, Shop], enter):
    owner, shop = newcomer
    analyst = enter(hire(shop.tenant, "Майя", "ANALYST"))

    assert "codes/settings" in owner.get("codes").content.decode()
    assert "codes/settings" not in analyst.get("codes").content.decode()
