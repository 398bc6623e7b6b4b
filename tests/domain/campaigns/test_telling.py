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
                "Одному участнику в месяц — не больше 50,50 ₽ скидки.",
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
                "Одному учаснику на місяць — не більше 50,50 ₽ знижки.",
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


@pytest.mark.parametrize(
    ("of", "most", "said"),
    [
        ("uses", "1", ("1 раза", "1 разу", "1 time")),
        ("uses", "4", ("4 раз", "4 разів", "4 times")),
        ("uses", "21", ("21 раза", "21 разу", "21 times")),
        ("points", "1", ("1 бонуса", "1 бонуса", "1 point")),
        ("points", "2.50", ("2,50 бонуса", "2,50 бонуса", "2.50 points")),
        ("points", "300", ("300 бонусов", "300 бонусів", "300 points")),
    ],
    ids=["once", "few", "one-and-twenty", "point", "part", "points"],
)
def test_what_one_member_gets_at_most_is_counted_in_the_right_form(of, most, said):
    limit = {"of": of, "most": most, "per": "member", "each": "day"}
    found = read(FULL | {"budgets": [limit]})
    ru, uk, en = (
        tell(found, PROGRAMME, language, outlets={}).about[-1] for language in ("ru", "uk", "en")
    )

    assert ru == f"Одному участнику в день — не больше {said[0]}."
    assert uk == f"Одному учаснику на день — не більше {said[1]}."
    assert en == f"One member gets at most {said[2]} a day."
