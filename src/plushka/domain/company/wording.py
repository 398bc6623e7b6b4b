"""What points are called, and in which money: words of the programme that the settings show.

A version of the programme never changes, so other words are another version. What rules now and
what was planned for later are both published anew, each for its own moment, and an open draft
goes on from there: nobody loses anything by a word.
"""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

import msgspec

from plushka.domain.company.editing import Wrong, fault_of
from plushka.domain.programmes import files
from plushka.domain.programmes.document import EnglishForms, SlavicForms
from plushka.domain.programmes.models import Draft, Version
from plushka.domain.programmes.operations import publish, wait_for_others
from plushka.domain.programmes.queries import newest_version, version_at

FORMS: dict[str, tuple[str, ...]] = {
    "ru": SlavicForms.__struct_fields__,
    "uk": SlavicForms.__struct_fields__,
    "en": EnglishForms.__struct_fields__,
}
"""Which forms of the word each language needs: 1 бонус, 2 бонуса, 5 бонусов, 1,5 бонуса."""

LONGEST = 30

type Unit = dict[str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Reworded:
    """What was another word before, as the record of changes has it; nothing where none was."""

    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.after)


def faults(unit: Unit) -> Wrong:
    """Name the forms that are empty, too long or no words."""
    return [
        (f"unit.{language}.{form}", fault)
        for language, forms in FORMS.items()
        for form in forms
        if (fault := fault_of(unit.get(language, {}).get(form, ""), most=LONGEST))
    ]


def differs(*, unit: Unit, currency: str, at: dt.datetime) -> bool:
    """Tell whether the programme in force says something else."""
    return bool(_changes(version_at(at), unit, currency))


def reword(*, unit: Unit, currency: str, actor: str, at: dt.datetime) -> Reworded:
    """Publish the programme with other words for points, or in other money, where they differ."""
    wait_for_others()
    ruling = version_at(at)
    changes = _changes(ruling, unit, currency)
    if not changes:
        return Reworded()
    words = _words(unit)
    newest = newest_version().number
    planned = Version.objects.filter(number__gt=ruling.number, valid_from__gt=at)
    for version in (ruling, *planned.order_by("number")):
        said = publish(
            programme=files.read(_with(version.document, words, currency)),
            actor=actor,
            at=at,
            valid_from=max(version.valid_from, at),
        )
    _bring_draft(words, currency, seen=newest, now=said.number)
    return Reworded(
        {name: was for name, (was, _) in changes.items()},
        {name: now for name, (_, now) in changes.items()},
    )


def _words(unit: Unit) -> Unit:
    return {language: {f: unit[language][f] for f in forms} for language, forms in FORMS.items()}


def _changes(ruling: Version, unit: Unit, currency: str) -> dict[str, tuple[Any, Any]]:
    """Give what would be another one, with what it was."""
    sides = {
        "unit": (ruling.document["unit"], _words(unit)),
        "currency": (ruling.document["money"]["currency"], currency),
    }
    return {name: (was, now) for name, (was, now) in sides.items() if was != now}


def _bring_draft(words: Unit, currency: str, *, seen: int, now: int) -> None:
    """Let a draft of the newest version stand on the one that has only other words."""
    draft: Draft | None = Draft.objects.filter(based_on=seen).first()
    if draft is not None:
        draft.document = _with(draft.document, words, currency)
        draft.based_on = now
        draft.save(update_fields=["document", "based_on"])


def _with(document: dict[str, Any], words: Unit, currency: str) -> dict[str, Any]:
    copy = msgspec.json.decode(msgspec.json.encode(document))
    copy["unit"] = words
    copy["money"]["currency"] = currency
    return dict(copy)
