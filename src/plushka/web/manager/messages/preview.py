"""How a message will look, how long it is and what it costs, while it is typed."""

from collections.abc import Mapping
from dataclasses import dataclass

from plushka.domain.messaging import wording
from plushka.domain.messaging.kinds.kind import Given
from plushka.domain.messaging.kinds.kinds import KINDS
from plushka.domain.messaging.pricing import parts_of
from plushka.domain.messaging.segments import Segments, count
from plushka.domain.messaging.texts import TextInvalid, render
from plushka.domain.messaging.wording import Case
from plushka.lib.refusal import BadField
from plushka.web.manager.messages.speaking import Speaking
from plushka.web.manager.messages.words import fault, sentence

OF_SMS = frozenset({"", "SMS"})
WITH_SUBJECT = frozenset({"", "EMAIL", "PUSH"})


@dataclass(frozen=True, slots=True)
class Preview:
    """A message with examples in the place of its values, or why it cannot be sent."""

    said: str = ""
    subject: str = ""
    #: Of SMS alone.
    segments: Segments | None = None
    #: Kopecks; None where so much has no price.
    price: int | None = 0
    error: str = ""
    error_field: str = ""

    @property
    def length(self) -> int:
        """How many letters are said."""
        return len(self.said)


def examples(code: str, speaking: Speaking) -> Mapping[str, Given]:
    """Give an example of every value of a kind, as this company has them."""
    return {
        **KINDS[code].samples(speaking.today),
        **({"company": speaking.place.name} if "company" in KINDS[code].values else {}),
    }


def look(case: Case, *, text: str, subject: str, speaking: Speaking) -> Preview:
    """Look at words as they stand; nothing is kept."""
    kind = KINDS[case.kind]
    try:
        wording.check(case, text=text, subject=subject)
    except TextInvalid as refused:
        return Preview(error=fault(refused, kind), error_field=refused.field)
    except BadField as refused:
        return Preview(error=sentence(refused), error_field=refused.path)
    values, voice = examples(case.kind, speaking), speaking.voice(case.language)
    said = render(kind, text, values=values, voice=voice)
    titled = subject or kind.subject.said_in(case.language)
    way = case.way or "SMS"
    return Preview(
        said=said,
        subject=render(kind, titled, values=values, voice=voice)
        if case.way in WITH_SUBJECT
        else "",
        segments=count(said) if case.way in OF_SMS else None,
        price=speaking.prices.price(way=way, to=speaking.phone, n_parts=parts_of(way, said)),
    )
