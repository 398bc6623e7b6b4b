"""The words of one case as a form: a kind in a language, for a tier, by a way."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from plushka.domain.messaging.kinds.kind import Kind, Value
from plushka.domain.messaging.kinds.kinds import KINDS
from plushka.domain.messaging.models import Manner, Template
from plushka.domain.messaging.templates import Asked, choose
from plushka.domain.messaging.texts import render
from plushka.domain.messaging.wording import Case
from plushka.web.manager.messages.preview import WITH_SUBJECT, Preview, examples, look
from plushka.web.manager.messages.speaking import Speaking
from plushka.web.manager.messages.words import CLASSES, LANGUAGES, WAYS

type Choices = list[tuple[str, Any | str | Promise]]


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the form; ``edition`` is of the words that it began with."""

    case: Case
    text: str
    subject: str
    edition: int
    #: Where a test message goes.
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """How a value is written, and what comes of it."""

    code: str
    words: str
    sample: str


@dataclass(frozen=True, slots=True)
class CaseForm:
    """What the page shows."""

    kind: Kind
    typed: Typed
    preview: Preview
    is_own: bool
    has_subject: bool
    languages: Choices
    tiers: Choices
    ways: Choices
    examples: list[Example]
    #: The company's other words for this kind, with what they are for.
    others: list[tuple[Case, str]]
    cls: Any | Promise
    is_on: bool
    is_advertising: bool
    manner_edition: int

    @property
    def may_be_off(self) -> bool:
        """Codes are always said."""
        return self.kind.cls != "CODE"

    @property
    def may_become_advertising(self) -> bool:
        """A notice with an offer in it is advertising; what is advertising stays so."""
        return self.kind.cls == "SERVICE"


def case_of(kind: str, values: Mapping[str, str], speaking: Speaking) -> Case:
    """Read which case is meant; what nobody knows is the most general one."""
    language, tier, way = (values.get(name, "") for name in ("language", "tier", "way"))
    tiers = {one.code for one in speaking.programme.tiers} if KINDS[kind].has_tiers else set()
    return Case(
        kind,
        language if language in LANGUAGES else speaking.place.language,
        tier if tier in tiers else "",
        way if way in WAYS else "",
    )


def sent(case: Case, values: Mapping[str, str]) -> Typed:
    """Read what was sent."""
    edition = values.get("edition", "")
    return Typed(
        case,
        values.get("text", "")[:5000].replace("\r\n", "\n").strip(),
        " ".join(values.get("subject", "").split())[:1000],
        int(edition) if edition.isdecimal() and edition.isascii() else -1,
        values.get("phone", "").strip()[:40],
    )


def shown(
    case: Case, *, shown_in: str, speaking: Speaking, typed: Typed | None = None
) -> CaseForm:
    """Show the words of a case: those typed, else the company's own, else what is said now."""
    kind = KINDS[case.kind]
    rows = list(Template.objects.filter(kind=case.kind).order_by("language", "tier", "way"))
    manner = Manner.objects.filter(kind=case.kind).first()
    own = next((row for row in rows if _case(row) == case), None)
    said_now = choose(
        Asked(case.kind, case.language, case.tier),
        [row for row in rows if row.language == case.language],
        manner,
    )
    current = typed or Typed(
        case,
        own.text if own else said_now.by_way.get(case.way, said_now.text),
        own.subject if own else "",
        own.edition if own else 0,
    )
    return CaseForm(
        kind=kind,
        typed=current,
        preview=look(case, text=current.text, subject=current.subject, speaking=speaking),
        is_own=own is not None,
        has_subject=case.way in WITH_SUBJECT,
        languages=list(LANGUAGES.items()),
        tiers=[("", _("All tiers")), *speaking.tiers(shown_in)] if kind.has_tiers else [],
        ways=[("", _("Every way")), *WAYS.items()],
        examples=_examples(kind, case.language, shown_in, speaking),
        others=[
            (_case(row), _told(row, speaking, shown_in)) for row in rows if _case(row) != case
        ],
        cls=CLASSES[said_now.cls],
        is_on=said_now.is_on,
        is_advertising=said_now.cls == "ADVERTISING",
        manner_edition=manner.edition if manner else 0,
    )


def _case(row: Template) -> Case:
    return Case(row.kind, row.language, row.tier, row.way)


def _told(row: Template, speaking: Speaking, shown_in: str) -> str:
    """Say what words are for: «Русский · Золотая · E-mail»."""
    tiers = dict(speaking.tiers(shown_in))
    parts = [LANGUAGES.get(row.language, row.language)]
    if row.tier:
        parts.append(tiers.get(row.tier, row.tier))
    if row.way:
        parts.append(str(WAYS.get(row.way, row.way)))
    return " · ".join(parts)


def _examples(kind: Kind, language: str, shown_in: str, speaking: Speaking) -> list[Example]:
    """Show for each value of a kind how it is written."""
    given, voice = examples(kind.code, speaking), speaking.voice(language)
    found = []
    for name, value in kind.values.items():
        for written in _ways_of_writing(name, value, language):
            sample = render(kind, written, values=given, voice=voice)
            found.append(Example(written, value.words.said_in(shown_in), sample))
    return found


def _ways_of_writing(name: str, value: Value, language: str) -> list[str]:
    if value.may_be_empty:
        friend = {"ru": "друг", "uk": "друже"}.get(language, "friend")
        return [f"{{{name}|or:{friend}}}"]
    match value.measure:
        case "points":
            return [f"{{{name}|points}}", f"{{{name}}}"]
        case "count":
            days = {"ru": "день,дня,дней", "uk": "день,дні,днів"}.get(language, "day,days")
            return [f"{{{name}}}", f"{{{name}|plural:{days}}}"]
        case "money":
            return [f"{{{name}|money}}", f"{{{name}}}"]
        case "date":
            return [f"{{{name}}}", f"{{{name}|year}}"]
        case _:
            return [f"{{{name}}}"]
