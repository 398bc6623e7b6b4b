"""The settings of a company as a form."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from plushka.domain.company import wording
from plushka.domain.company.settings import (
    CURRENCIES,
    LANGUAGES,
    Known,
    Settings,
    available_zones,
)
from plushka.domain.tenants.queries import OWN_COLOUR
from plushka.lib.colours import BLACK, WHITE
from plushka.web.manager.company.words import sentence
from plushka.web.manager.forms.inputs import Choices, Input, Shown
from plushka.web.ui.templatetags.ui import SYMBOLS

_TONGUES = {"ru": "Русский", "uk": "Українська", "en": "English"}
_LONGEST_DAYS = 4
PLAIN = ("name", "language", "region", "timezone", "currency")


@dataclass(frozen=True, slots=True)
class SettingsForm:
    """What the page shows, section by section."""

    edition: int
    plain: list[Shown]
    colours: list[Shown]
    words: list[tuple[str, str, list[Shown]]]
    logo_error: str


def read(known: Known) -> SettingsForm:
    """Show the settings as they are."""
    return _shown(known.settings, known.edition, {})


def sent(values: Mapping[str, str]) -> tuple[Settings, int]:
    """Read what was sent: settings as typed, and the edition the author saw."""
    unit = {
        language: {form: _text(values, f"unit.{language}.{form}") for form in forms}
        for language, forms in wording.FORMS.items()
    }
    has_colour = bool(values.get("has_colour"))
    settings = Settings(
        **{name: _text(values, name) for name in PLAIN},
        colour=_text(values, "colour") if has_colour else "",
        text_colour=_text(values, "text_colour") if has_colour else "",
        unit=unit,
        silence_days=_days(values.get("silence_days", "")),
    )
    edition = values.get("edition", "")
    return settings, int(edition) if edition.isdecimal() and edition.isascii() else -1


def again(settings: Settings, edition: int, wrong: Mapping[str, str]) -> SettingsForm:
    """Show what was typed, with what is wrong beside it."""
    return _shown(settings, edition, wrong)


def _days(text: str) -> int:
    """Read a number of days; 0, which is refused, where it is none."""
    plain = "".join(text.split())
    is_number = plain.isascii() and plain.isdecimal() and len(plain) <= _LONGEST_DAYS
    return int(plain) if is_number else 0


def _text(values: Mapping[str, str], name: str) -> str:
    return " ".join(values.get(name, "").split())[:2000]


def _shown(settings: Settings, edition: int, wrong: Mapping[str, str]) -> SettingsForm:
    said = {field: sentence(field, fault) for field, fault in wrong.items()}

    def one(field: Input, text: str, choices: Choices = ()) -> Shown:
        return Shown(field, field.name, text, said.get(field.name, ""), choices=choices)

    plain = [
        one(
            field,
            str(getattr(settings, field.name)),
            _with(choices, str(getattr(settings, field.name))),
        )
        for field, choices in _plain()
    ]
    has_own = Input("has_colour", "flag", _("Colours of our own"))
    colour = Input("colour", "colour", _("Colour of bars and buttons"))
    text = Input("text_colour", "choice", _("Text on it"))
    texts = (("", _("What reads better")), (WHITE, _("White")), (BLACK, _("Black")))
    return SettingsForm(
        edition=edition,
        plain=plain,
        colours=[
            one(has_own, "yes" if settings.colour else ""),
            one(colour, settings.colour or OWN_COLOUR),
            one(text, settings.text_colour if settings.colour else "", texts),
        ],
        words=[
            (language, name, [one(*field) for field in _forms(language, settings)])
            for language, name in _TONGUES.items()
        ],
        logo_error=said.get("logo", ""),
    )


def _with(choices: Choices, chosen: str) -> Choices:
    """Offer what is chosen already too."""
    if not choices or any(chosen == code for code, _name in choices):
        return choices
    return [*choices, (chosen, chosen)]


def _plain() -> list[tuple[Input, Choices]]:
    return [
        (
            Input("name", "text", _("Name of the company"), _("Members read it on every page.")),
            (),
        ),
        (
            Input("language", "choice", _("Language of messages")),
            [(code, _TONGUES[code]) for code in LANGUAGES],
        ),
        (
            Input(
                "region", "choice", _("Country"), _("Phones without a country code belong there.")
            ),
            _regions(),
        ),
        (
            Input("timezone", "choice", _("Time zone"), _("A day of yours begins by it.")),
            [(zone, zone.replace("_", " ")) for zone in available_zones()],
        ),
        (
            Input(
                "currency", "choice", _("Currency"), _("It stays once something has been sold.")
            ),
            [
                (code, f"{code} {SYMBOLS[code]}" if code in SYMBOLS else code)
                for code in CURRENCIES
            ],
        ),
        (
            Input(
                "silence_days",
                "whole",
                _("Days until a silent phone is no proof"),
                _("Phones are given to others. After so long points take a card or a birth date."),
            ),
            (),
        ),
    ]


def _forms(language: str, settings: Settings) -> list[tuple[Input, str]]:
    labels = {
        "one": _("After 1"),
        "few": _("After 2, 3 and 4"),
        "many": _("After 5 and 11"),
        "other": _("After 2 and 5") if language == "en" else _("After 1.5"),
    }
    words = settings.unit.get(language, {})
    return [
        (Input(f"unit.{language}.{form}", "text", labels[form]), words.get(form, ""))
        for form in wording.FORMS[language]
    ]


def _regions() -> Choices:
    return sorted(
        (
            ("RU", _("Russia")),
            ("UA", _("Ukraine")),
            ("BY", _("Belarus")),
            ("KZ", _("Kazakhstan")),
            ("UZ", _("Uzbekistan")),
            ("KG", _("Kyrgyzstan")),
            ("TJ", _("Tajikistan")),
            ("AM", _("Armenia")),
            ("AZ", _("Azerbaijan")),
            ("GE", _("Georgia")),
            ("MD", _("Moldova")),
            ("PL", _("Poland")),
            ("DE", _("Germany")),
            ("CZ", _("Czechia")),
            ("LT", _("Lithuania")),
            ("LV", _("Latvia")),
            ("EE", _("Estonia")),
            ("BG", _("Bulgaria")),
            ("RS", _("Serbia")),
            ("TR", _("Türkiye")),
            ("IL", _("Israel")),
            ("GB", _("United Kingdom")),
            ("US", _("United States")),
        ),
        key=lambda one: str(one[1]),
    )
