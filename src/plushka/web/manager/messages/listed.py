"""All that a company says, subject by subject."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from plushka.domain.messaging import templates
from plushka.domain.messaging.kinds.kind import Kind
from plushka.domain.messaging.kinds.kinds import KINDS, TOPICS
from plushka.domain.messaging.models import Template
from plushka.domain.messaging.templates import Asked
from plushka.domain.messaging.wording import Case
from plushka.web.manager.messages.preview import Preview, look
from plushka.web.manager.messages.speaking import Speaking
from plushka.web.manager.messages.words import CLASSES


@dataclass(frozen=True, slots=True)
class Line:
    """One kind: what is said in the language that was chosen."""

    code: str
    name: str
    cls: Any | Promise
    is_advertising: bool
    is_on: bool
    is_own: bool
    #: Other words of the company's: for tiers, ways and languages.
    n_others: int
    preview: Preview


def lines(language: str, *, shown_in: str, speaking: Speaking) -> list[tuple[str, list[Line]]]:
    """Give every kind with words of its own, by topics; names are in the reader's language."""
    kinds = [kind for kind in KINDS.values() if kind.texts is not None]
    found = templates.find(Asked(kind.code, language) for kind in kinds)
    cases: dict[str, int] = {}
    for code in Template.objects.values_list("kind", flat=True):
        cases[code] = cases.get(code, 0) + 1
    return [
        (
            topic_words.said_in(shown_in),
            [
                _line(kind, found[Asked(kind.code, language)], cases, shown_in, speaking, language)
                for kind in kinds
                if kind.topic == topic
            ],
        )
        for topic, topic_words in TOPICS.items()
        if any(kind.topic == topic for kind in kinds)
    ]


def _line(
    kind: Kind,
    chosen: templates.Chosen,
    cases: dict[str, int],
    shown_in: str,
    speaking: Speaking,
    language: str,
) -> Line:
    return Line(
        code=kind.code,
        name=kind.words.said_in(shown_in),
        cls=CLASSES[chosen.cls],
        is_advertising=chosen.cls == "ADVERTISING",
        is_on=chosen.is_on,
        is_own=chosen.is_own,
        n_others=cases.get(kind.code, 0) - chosen.is_own,
        preview=look(
            Case(kind.code, language), text=chosen.text, subject=chosen.subject, speaking=speaking
        ),
    )
