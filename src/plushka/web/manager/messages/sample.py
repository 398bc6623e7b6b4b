"""The words in the form, sent to a phone with examples in the place of their values."""

import datetime as dt

from plushka.domain.members import phone
from plushka.domain.messaging import trying, wording
from plushka.domain.messaging.kinds.kinds import KINDS
from plushka.domain.messaging.texts import render
from plushka.domain.tenants.queries import Place
from plushka.lib.refusal import BadField
from plushka.web.manager.messages.case_form import Typed
from plushka.web.manager.messages.preview import examples
from plushka.web.manager.messages.speaking import speaking


def send(typed: Typed, place: Place, *, at: dt.datetime) -> None:
    """Send a test message; refuses words that could not be sent, and what is no phone."""
    case = typed.case
    wording.check(case, text=typed.text, subject=typed.subject)
    speaks = speaking(place, at=at)
    try:
        to = phone.normalise(typed.phone, place.region)
    except ValueError:
        raise BadField("phone", "unreadable") from None
    said = render(
        KINDS[case.kind],
        typed.text,
        values=examples(case.kind, speaks),
        voice=speaks.voice(case.language),
    )
    trying.send_test(text=said, phone=to, at=at)
