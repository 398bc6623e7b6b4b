"""When and where it happens, and who serves: of a moment only."""

from plushka.domain.rules.fields.field import Field
from plushka.domain.rules.values.numbers import NUMBER
from plushka.domain.rules.values.texts import TEXT
from plushka.domain.rules.values.times import DATE, MOMENT, TIME
from plushka.domain.rules.words import Words

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WEEKDAY_WORDS = {
    "mon": Words("понедельник", "понеділок", "Monday"),
    "tue": Words("вторник", "вівторок", "Tuesday"),
    "wed": Words("среда", "середа", "Wednesday"),
    "thu": Words("четверг", "четвер", "Thursday"),
    "fri": Words("пятница", "пʼятниця", "Friday"),
    "sat": Words("суббота", "субота", "Saturday"),
    "sun": Words("воскресенье", "неділя", "Sunday"),
}

FIELDS = (
    Field(
        "time.at",
        MOMENT,
        Words("момент", "момент", "moment"),
        lambda facts: facts.at,
    ),
    Field(
        "time.date",
        DATE,
        Words("дата", "дата", "date"),
        lambda facts: facts.local.date(),
    ),
    Field(
        "time.of_day",
        TIME,
        Words("время", "час", "time of day"),
        lambda facts: facts.local.hour * 60 + facts.local.minute,
    ),
    Field(
        "time.weekday",
        TEXT,
        Words("день недели", "день тижня", "weekday"),
        lambda facts: WEEKDAYS[facts.local.weekday()],
        choices=WEEKDAYS,
        choice_words=WEEKDAY_WORDS,
    ),
    Field(
        "time.day_of_month",
        NUMBER,
        Words("число месяца", "число місяця", "day of the month"),
        lambda facts: facts.local.day,
    ),
    Field(
        "outlet.code",
        TEXT,
        Words("торговая точка", "торгова точка", "outlet"),
        lambda facts: facts.outlet or None,
    ),
    Field(
        "staff.name",
        TEXT,
        Words("сотрудник", "співробітник", "staff"),
        lambda facts: facts.staff or None,
    ),
)
