"""A campaign in words, in three languages."""

import datetime as dt

import pytest

from plushka.domain.campaigns.reading import read
from plushka.domain.campaigns.telling import tell, tell_running
from plushka.domain.programmes import files
from tests.conftest import NOON
from tests.domain.campaigns.cast import campaign, launch, rule
from tests.domain.sales.cast import promise

PROGRAMME = files.preset("bonusplus")
FULL = campaign(
    starts="2026-12-01T10:00",
    ends="2027-01-01T00:00",
    weekdays=["fri", "mon"],
    hours=[{"from": "10:00", "upto": "14:00"}],
    outlets=["main"],
    audience={"field": "member.tier", "is": "gold"},
    products={"field": "line.category", "is": "кофе"},
    budgets=[
        {"of": "points", "most": "1000"},
        {"of": "money", "most": "50.50", "per": "member", "each": "month"},
    ],
)


@pytest.mark.parametrize(
    ("language", "about"),
    [
        (
            "ru",
            (
                "С 01.12.2026 10:00 по 31.12.2026.",
                "Дни: понедельник, пятница.",
                "Часы: 10:00–14:00.",
                "Где: Рынок.",
                "Для тех, у кого уровень: «Золотая».",
                "За товары, у которых категория: «кофе».",
                "Одному участнику в месяц — не больше: скидок на 50,50 ₽.",
                "Пока не исчерпан бюджет акции.",
            ),
        ),
        (
            "uk",
            (
                "З 01.12.2026 10:00 по 31.12.2026.",
                "Дні: понеділок, пʼятниця.",
                "Години: 10:00–14:00.",
                "Де: Рынок.",
                "Для тих, у кого рівень: «Золота».",
                "За товари, у яких категорія: «кофе».",
                "Одному учаснику на місяць — не більше: знижок на 50,50 ₽.",
                "Поки не вичерпано бюджет акції.",
            ),
        ),
        (
            "en",
            (
                "From 2026-12-01 10:00 until 2026-12-31.",
                "On: Monday, Friday.",
                "Hours: 10:00–14:00.",
                "Where: Рынок.",
                "For those whose tier is “Gold”.",
                "For goods whose category is “кофе”.",
                "One member gets at most 50.50 ₽ off a month.",
                "As long as the campaign’s budget lasts.",
            ),
        ),
    ],
)
def test_all_around_its_rules_is_told(language: str, about: tuple[str, ...]):
    told = tell(read(FULL), PROGRAMME, language, outlets={"main": "Рынок"})

    assert told.about == about


def test_without_an_end_only_the_start_is_told():
    told = tell(read(campaign()), PROGRAMME, "en", outlets={})

    assert told.about == ("From 2020-01-01.",)
    assert [one.promise for one in told.promises] == ["Purchase: 100 points"]


@pytest.mark.django_db
@pytest.mark.usefixtures("lipa")
def test_only_what_runs_and_promises_something_is_told():
    promise()
    launch("autumn")
    launch("later", starts="2030-01-01T00:00")
    launch("silent", rules=[rule({"effect": "tag", "tag": "метка"})])

    told = tell_running(NOON + dt.timedelta(hours=1), PROGRAMME, "en", outlets={})

    assert [one.code for one in told] == ["autumn"]
