"""A campaign in words, as members read it: when, for whom, what for, what it gives."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from msgspec import UNSET

from plushka.domain.campaigns.document import Budget, Campaign
from plushka.domain.campaigns.queries import in_force
from plushka.domain.campaigns.reading import Read, plain, read
from plushka.domain.programmes.document import Programme
from plushka.domain.programmes.telling.rules import ToldRule, tell_rules
from plushka.domain.rules.conditions.telling import told
from plushka.domain.rules.fields.circumstances import WEEKDAY_WORDS, WEEKDAYS
from plushka.domain.rules.naming import named, names_of
from plushka.domain.rules.words import Words, spoken
from plushka.lib import money
from plushka.lib.plural import plural

_FROM = Words("С {starts}.", "З {starts}.", "From {starts}.")
_SPAN = Words("С {starts} по {last}.", "З {starts} по {last}.", "From {starts} until {last}.")
_DAYS = Words("Дни: {days}.", "Дні: {days}.", "On: {days}.")
_HOURS = Words("Часы: {hours}.", "Години: {hours}.", "Hours: {hours}.")
_OUTLETS = Words("Где: {outlets}.", "Де: {outlets}.", "Where: {outlets}.")
_AUDIENCE = Words("Для тех, у кого {who}.", "Для тих, у кого {who}.", "For those whose {who}.")
_PRODUCTS = Words(
    "За товары, у которых {what}.", "За товари, у яких {what}.", "For goods whose {what}."
)
_LASTS = Words(
    "Пока не исчерпан бюджет акции.",
    "Поки не вичерпано бюджет акції.",
    "As long as the campaign’s budget lasts.",
)
_ONE_GETS = Words(
    "Одному участнику {each} — не больше {most}.",
    "Одному учаснику {each} — не більше {most}.",
    "One member gets at most {most} {each}.",
)
_EACH: Mapping[str, Words] = {
    "campaign": Words("за всю акцию", "за всю акцію", "in all"),
    "day": Words("в день", "на день", "a day"),
    "week": Words("в неделю", "на тиждень", "a week"),
    "month": Words("в месяц", "на місяць", "a month"),
}
_MONEY = Words("{sum} скидки", "{sum} знижки", "{sum} off")
# After «не больше»: 1 раза, 2 раз, 5 раз, 1,5 бонуса; all but one and a part are alike.
_POINT = Words("{sum} бонуса", "{sum} бонуса", "{sum} point")
_POINTS = Words("{sum} бонусов", "{sum} бонусів", "{sum} points")
_PART = Words("{sum} бонуса", "{sum} бонуса", "{sum} points")
_USE = Words("{sum} раза", "{sum} разу", "{sum} time")
_USES = Words("{sum} раз", "{sum} разів", "{sum} times")
_MIDNIGHT = "00:00"


@dataclass(frozen=True, slots=True)
class ToldCampaign:
    """A campaign: its name, the sentences around its rules, and the rules."""

    code: str
    name: str
    about: tuple[str, ...]
    rules: tuple[ToldRule, ...]

    @property
    def promises(self) -> tuple[ToldRule, ...]:
        """The rules that promise members something."""
        return tuple(rule for rule in self.rules if rule.promise)


def tell(
    found: Read, programme: Programme, language: str, *, outlets: Mapping[str, str]
) -> ToldCampaign:
    """Tell a campaign beside the programme whose tiers and money it speaks of."""
    language = spoken(language)
    return ToldCampaign(
        code=found.document.code,
        name=found.document.name.said_in(language),
        about=tuple(_about(found, programme, language, outlets)),
        rules=tell_rules(found.rules, programme, language, outlets=outlets),
    )


def tell_running(
    at: dt.datetime, programme: Programme, language: str, *, outlets: Mapping[str, str]
) -> list[ToldCampaign]:
    """Tell the campaigns in force at a moment that promise members something."""
    told = [
        tell(read(plain(one.document)), programme, language, outlets=outlets)
        for one in in_force(at)
    ]
    return [one for one in told if one.promises]


def _about(
    found: Read, programme: Programme, language: str, outlets: Mapping[str, str]
) -> Iterator[str]:
    document, currency = found.document, programme.money.currency
    yield _term(document, language)
    if document.weekdays:
        days = [
            WEEKDAY_WORDS[day].said_in(language) for day in WEEKDAYS if day in document.weekdays
        ]
        yield _DAYS.said_in(language).format(days=", ".join(days))
    if document.hours:
        hours = ", ".join(f"{one.from_}–{one.upto}" for one in document.hours)
        yield _HOURS.said_in(language).format(hours=hours)
    if document.outlets:
        shown = ", ".join(outlets.get(code, code) for code in document.outlets)
        yield _OUTLETS.said_in(language).format(outlets=shown)
    tiers = {tier.code: tier.name.said_in(language) for tier in programme.tiers}
    if found.audience is not None:
        tree = named(found.audience, names_of(tiers=tiers, outlets=outlets))
        who = told(tree, language, currency=currency)
        yield _AUDIENCE.said_in(language).format(who=who)
    if found.products is not None:
        what = told(found.products, language, currency=currency)
        yield _PRODUCTS.said_in(language).format(what=what)
    yield from _limits(document.budgets, currency, language)


def _limits(budgets: tuple[Budget, ...], currency: str, language: str) -> Iterator[str]:
    """What one member gets at most is told in numbers; what all get is the company's own."""
    for budget in budgets:
        if budget.per == "member":
            yield _ONE_GETS.said_in(language).format(
                each=_EACH[budget.each].said_in(language), most=_most(budget, currency, language)
            )
    if any(budget.per != "member" for budget in budgets):
        yield _LASTS.said_in(language)


def _most(budget: Budget, currency: str, language: str) -> str:
    hundredths = money.parse(budget.most)
    plain = money.localised(hundredths, language).removesuffix(",00").removesuffix(".00")
    form = plural(hundredths, language)
    match budget.of:
        case "money":
            return _MONEY.said_in(language).format(
                sum=money.priced(hundredths, currency, language)
            )
        case "points":
            words = _POINT if form == "one" else _PART if hundredths % 100 else _POINTS
        case _:
            words = _USE if form == "one" else _USES
    return words.said_in(language).format(sum=plain)


def _term(document: Campaign, language: str) -> str:
    starts = _moment(document.starts, language)
    if document.ends is UNSET:
        return _FROM.said_in(language).format(starts=starts)
    return _SPAN.said_in(language).format(starts=starts, last=_last(document.ends, language))


def _last(text: str, language: str) -> str:
    """Tell an end, which is exclusive: midnight ends the day before."""
    if not text.endswith(_MIDNIGHT):
        return _moment(text, language)
    day = dt.date.fromisoformat(text[:10]) - dt.timedelta(days=1)
    return _day(day, language)


def _moment(text: str, language: str) -> str:
    day = _day(dt.date.fromisoformat(text[:10]), language)
    return day if text.endswith(_MIDNIGHT) else f"{day} {text[11:]}"


def _day(day: dt.date, language: str) -> str:
    return day.isoformat() if language == "en" else f"{day:%d.%m.%Y}"
