"""Changes in words: «Золотая: начисление 10 % → 12 %»."""

import re
from typing import Any

import msgspec

from plushka.domain.programmes.diff.texts import en, ru, uk
from plushka.domain.programmes.diff.walking import Change
from plushka.domain.programmes.diff.words import COUNTED
from plushka.domain.programmes.document import Programme
from plushka.domain.programmes.texts.wording import currency_symbol
from plushka.domain.rules.naming import names_of
from plushka.domain.rules.rule import read, told
from plushka.lib import money
from plushka.lib.plural import plural

_PLACES = re.compile(r"\[\d+\]")
_TIER = re.compile(r"^tiers\[\d+\](\.|$)")
_LONGEST = 60
_WORDS = {"ru": ru.WORDS, "uk": uk.WORDS, "en": en.WORDS}


def say(change: Change, *, old: Programme, new: Programme, language: str) -> str:
    """Say one change in a sentence; in English where we do not speak the language."""
    return _Teller(old, new, language if language in _WORDS else "en").say(change)


class _Teller:
    """Who knows the two programmes and the reader's language."""

    def __init__(self, old: Programme, new: Programme, language: str) -> None:
        self.language = language
        self.new = new
        self.names = {
            tier.code: tier.name.said_in(language) for side in (old, new) for tier in side.tiers
        }
        self.words = _WORDS[language]
        self.sentences = self.words.sentences

    def say(self, change: Change) -> str:
        name = self.names.get(change.tier or "", change.tier or "")
        match change:
            case Change(kind="moved"):
                order = ", ".join(self.names.get(code, code) for code in change.after)
                return self.sentences["moved"].format(after=order)
            case Change(kind="added" | "removed") if _TIER.sub("", change.path) == "":
                return self.sentences[f"tier {change.kind}"].format(name=name)
            case Change(path=path) if path.startswith("rules["):
                return self._rule(change)
        field = _PLACES.sub("", _TIER.sub("", change.path))
        words = {"place": name or self.sentences["programme"], "what": self._what(field)}
        if "exclusions" in field.split("."):
            return self._categories(change, words)
        words |= {
            "before": self._value(field, change.before, change.after),
            "after": self._value(field, change.after, change.before),
        }
        return self.sentences[change.kind].format_map(words)

    def _rule(self, change: Change) -> str:
        before, after = (self._told(one) for one in (change.before, change.after))
        return self.sentences[f"rule {change.kind}"].format(before=before, after=after)

    def _told(self, document: dict[str, Any] | None) -> str:
        if document is None:
            return ""
        rule = read(document)
        names = names_of(tiers=self.names, outlets={})
        said = told(rule, self.language, currency=self.new.money.currency, names=names)
        return self.sentences["rule"].format(name=rule.name, said=said)

    def _what(self, field: str) -> str:
        if field in self.words.fields:
            return self.words.fields[field]
        part, _, code = field.partition(".")
        if part == "messages" and code:
            return self.sentences["message"].format(code=code)
        return f"«{field}»" if self.language != "en" else f"“{field}”"

    def _categories(self, change: Change, words: dict[str, str]) -> str:
        before, after = change.before or [], change.after or []
        words["added"] = ", ".join(one for one in after if one not in before)
        words["removed"] = ", ".join(one for one in before if one not in after)
        if words["added"] and words["removed"]:
            return self.sentences["more and fewer"].format_map(words)
        return self.sentences["more" if words["added"] else "fewer"].format_map(words)

    def _value(self, field: str, value: Any, other: Any) -> str:
        counted = COUNTED.get(field)
        match value:
            case None | bool():
                return self._flag(value, counted)
            case dict() if value.keys() == _WORDS.keys():
                return self._text(value, other)
            case dict() if counted in {"rate", "days"}:
                return self._rate(value) if counted == "rate" else self._term(value)
            case list() if counted in {"list", "rate"}:
                return self._parts(value)
            case str() | int() if counted:
                return self._number(counted, str(value))
        known = self.words.values.get(value) if isinstance(value, str) else None
        return known or _short(value)

    def _flag(self, value: bool | None, counted: str | None) -> str:  # noqa: FBT001
        if value is None:
            return self.sentences["never" if counted == "days" else "none"]
        return self.sentences["yes" if value else "no"]

    def _number(self, counted: str, value: str) -> str:
        match counted:
            case "percent":
                return f"{value}%" if self.language == "en" else f"{value.replace('.', ',')} %"
            case "money":
                symbol = currency_symbol(self.new.money.currency)
                return f"{self._plain(value)} {symbol}"
            case "points":
                forms = getattr(self.new.unit, self.language)
                form = plural(money.parse(value), self.language)
                return f"{self._plain(value)} {getattr(forms, form)}"
        form = plural(int(value) * 100, self.language)
        return self.words.days[form].format(n=value)

    def _plain(self, value: str) -> str:
        written = money.localised(money.parse(value), self.language)
        return written.removesuffix(",00").removesuffix(".00")

    def _text(self, value: dict[str, str], other: Any) -> str:
        """Show the reader's language, or one in which the words differ."""
        shown = self.language
        if isinstance(other, dict) and other.get(shown) == value[shown]:
            shown = next((one for one in _WORDS if other.get(one) != value[one]), shown)
        return f"«{_short(value[shown])}»"

    def _rate(self, rate: dict[str, Any]) -> str:
        match rate:
            case {"percent": str(percent)}:
                return self._number("percent", percent)
            case {"bands": list(bands)} | {"days_since": {"bands": list(bands)}}:
                return self._parts(bands)
        steps = rate["per_full"]
        return self.sentences["per_full"].format(
            points=self._number("points", steps["points"]),
            sum=self._number("money", steps["each"]),
        )

    def _term(self, term: dict[str, Any]) -> str:
        match term:
            case {"mode": "days", "days": days}:
                return self._number("days", str(days))
            case {"mode": "date", "date": str(date)}:
                return date
            case {"mode": str(mode), "after_months": int(months)} if months:
                return self.sentences["after_months"].format(
                    end=self.words.values[mode], months=months
                )
        return self.words.values[str(term["mode"])]

    def _parts(self, bands: list[dict[str, Any]]) -> str:
        return ", ".join(map(self._band, bands))

    def _band(self, band: dict[str, Any]) -> str:
        percent = self._number("percent", str(band["percent"]))
        match band.get("upto"):
            case None:
                return self.sentences["above"].format(percent=percent)
            case int(days):
                shown = self._number("days", str(days))
                return self.sentences["upto days"].format(days=shown, percent=percent)
            case upto:
                shown = self._number("money", str(upto))
                return self.sentences["upto"].format(sum=shown, percent=percent)


def _short(value: object) -> str:
    text = value if isinstance(value, str) else msgspec.json.encode(value).decode()
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
