"""What the demo's company promises besides is in force, also for the last part of its year."""

import datetime as dt

import pytest

from plushka.config.demo import promises
from plushka.domain.campaigns.queries import in_force
from plushka.domain.campaigns.telling import tell_running
from plushka.domain.programmes import files
from plushka.domain.programmes.telling.whole import tell
from tests.conftest import NOON
from tests.domain.campaigns.cast import used
from tests.domain.sales import cast

pytestmark = [pytest.mark.django_db]
TUESDAY = dt.datetime(2026, 11, 17, 12, 0, tzinfo=dt.UTC)


def test_a_regular_gets_both_and_a_newcomer_none(lipa):
    cast.promise()
    promises.launch_all(at=NOON, zone="Europe/Moscow")
    cast.join(cast.ANNA)

    told = [
        cast.sell(cast.asked(f"R-{number}", *[20_000] * 5, at=at))
        for number, at in enumerate([TUESDAY - dt.timedelta(days=1)] * 3 + [TUESDAY])
    ]

    assert [one.discount for one in told] == [0, 0, 0, 50_00]
    assert [one.accrued for one in told[2:]] == [50_00, 47_50]
    assert [one.points for one in told[3].gifts] == [5_00]
    assert used()["points:campaign::"] == 5_00


@pytest.mark.usefixtures("lipa")
def test_both_run_today_and_stopped_nowhere_before():
    cast.promise()
    promises.launch_all(at=NOON, zone="Europe/Moscow")

    assert [one.code for one in in_force(NOON)] == ["quiet_hours", "regulars"]
    assert in_force(NOON - dt.timedelta(days=61)) == ()
    assert in_force(NOON + dt.timedelta(days=31)) == ()


@pytest.mark.usefixtures("lipa")
@pytest.mark.parametrize(
    ("language", "rule", "campaign"),
    [
        (
            "ru",
            "Подписка на рассылку, если канал рассылки: «email»: 30 бонусов, срок: 30 дней",
            "Покупка, если число позиций: не меньше 5: 5 бонусов, срок: 60 дней",
        ),
        (
            "uk",
            "Підписка на розсилку, якщо канал розсилки: «email»: 30 бонусів, строк: 30 днів",
            "Покупка, якщо кількість позицій: не менше 5: 5 бонусів, строк: 60 днів",
        ),
        (
            "en",
            (
                "Newsletter subscription, if channel of the newsletter is “email”:"
                " 30 points, valid for 30 days"
            ),
            "Purchase, if number of lines is at least 5: 5 points, valid for 60 days",
        ),
    ],
)
def test_its_promises_are_told(language: str, rule: str, campaign: str):
    cast.promise()
    promises.launch_all(at=NOON, zone="Europe/Moscow")
    plain = files.plain(files.preset("bonusplus")) | {"rules": list(promises.RULES)}
    programme = files.read(plain)

    told = tell(programme, language)
    running = tell_running(NOON, programme, language, outlets={})

    assert told.promises[1].promise == rule
    assert running[1].promises[0].promise == campaign
