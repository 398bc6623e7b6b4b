"""Owners hear once that little is left for messages, and again after more was put in."""

import datetime as dt
from uuid import UUID

import pytest
from django.core import mail as django_mail

from plushka.config.warnings import (
    warn_of_activations,
    warn_of_codes,
    warn_of_funds,
    warn_of_stock,
)
from plushka.domain.codes.models import Alarm
from plushka.domain.limits import operations as limits
from plushka.domain.limits import windows
from plushka.domain.limits.kinds import Kind, Limit
from plushka.domain.limits.refusals import CodeLimitReached
from plushka.domain.limits.windows import Taken
from plushka.domain.messaging import funds
from plushka.domain.rewards import catalogue
from plushka.domain.rewards.described import Terms
from plushka.domain.tenants import operations as tenants
from plushka.domain.tenants.models import Staff, Tenant
from plushka.web.ui import mail
from tests.conftest import NOON
from tests.domain.sales import cast as sales

LATER = NOON + dt.timedelta(hours=1)


def put_in(kopecks: int, number: int) -> None:
    funds.put_in(amount=kopecks, payment_id=UUID(int=number), actor="staff:1", at=NOON)


@pytest.fixture
def owner(lipa: Tenant) -> str:
    """The address of the one who founded the shop."""
    found: str = Staff.objects.get(tenant=lipa, role=Staff.Role.OWNER).email
    return found


def letters() -> list[tuple[str, list[str]]]:
    mail.wait()
    return [(letter.body, letter.to) for letter in django_mail.outbox]


def test_owners_are_told_once_when_little_is_left(owner: str, settings):
    settings.PLUSHKA_DEMO = True
    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
    put_in(50_000, 1)
    assert warn_of_funds(NOON) == 0
    funds.warn_below(sum_=60_000, actor="staff:1", at=NOON)

    assert [warn_of_funds(NOON), warn_of_funds(LATER)] == [1, 0]
    [(text, to)] = letters()
    assert to == [owner]
    assert text == "«Липа»: на сообщения осталось 500 ₽. Пополните."


def test_whoever_topped_up_is_warned_anew(owner: str):
    put_in(50_000, 1)
    funds.warn_below(sum_=60_000, actor="staff:1", at=NOON)
    warn_of_funds(NOON)
    put_in(20_000, 2)
    assert warn_of_funds(LATER) == 0
    put_in(-20_000, 3)
    assert warn_of_funds(LATER) == 1


def test_a_company_that_counts_no_money_is_told_nothing(owner: str):
    assert warn_of_funds(NOON) == 0


def test_owners_are_written_once_an_hour_that_codes_stopped(owner: str, settings):
    settings.PLUSHKA_DEMO = True
    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
    limits.change(
        limits={Kind.CODES: Limit(None, 0)}, based_on=None, actor="system:tests", at=NOON
    )
    assert warn_of_codes(NOON) == 0
    for at in (NOON, NOON + dt.timedelta(minutes=1), LATER):
        with pytest.raises(CodeLimitReached):
            windows.take(taken=[Taken(Kind.CODES)], at=at)

    assert [warn_of_codes(LATER), warn_of_codes(LATER)] == [2, 0]
    [(text, to), _] = letters()
    assert to == [owner]
    assert text == ("«Липа»: коды больше не отправляются. Лимит исчерпан: Отправлено кодов, 0.")


def test_owners_are_told_of_an_alarm_about_codes_once(lipa: Tenant, owner: str, settings):
    settings.PLUSHKA_DEMO = True
    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
    Alarm.objects.create(tenant=lipa, kind="WRONG_RATE", day=NOON.date(), n=120, at=NOON)

    assert [warn_of_activations(NOON), warn_of_activations(LATER)] == [1, 0]
    [(text, to)] = letters()
    assert to == [owner]
    assert text == "«Липа»: неверных кодов за час: 120. Их подбирают."


def test_owners_and_marketers_are_told_once_of_rewards_that_are_nearly_gone(
    lipa: Tenant, owner: str, settings
):
    settings.PLUSHKA_DEMO = True
    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
    sales.promise()
    for name, role in (("mark", Staff.Role.MARKETER), ("nina", Staff.Role.SUPPORT)):
        address = f"{name}@lipa.example"
        tenants.add_staff(
            tenant=lipa, email=address, name=name, role=role, password="pass-words", at=NOON
        )
    for code, pieces in (("mug", 2), ("plaid", 3)):
        terms = Terms(code=code, names={"ru": f"Подарок {code}"}, points=100, low=2)
        catalogue.add(terms=terms, actor="system:tests", at=NOON, pieces=pieces)

    assert [warn_of_stock(NOON), warn_of_stock(LATER)] == [2, 0]
    told = letters()
    assert sorted(to for _, to in told) == sorted([[owner], ["mark@lipa.example"]])
    assert told[0][0] == "«Липа»: подарков осталось мало: Подарок mug: 2."
