"""An outside system says that something happened to a member (R19). Once an id of its own."""

from plushka.domain.rules.fields.happened import DATA, happened
from plushka.domain.rules.triggers.trigger import Trigger
from plushka.domain.rules.values.texts import TEXT
from plushka.domain.rules.words import Words

_SOURCE = happened(
    "event.source", TEXT, Words("источник события", "джерело події", "source of the event")
)
_TYPE = happened("event.type", TEXT, Words("тип события", "тип події", "type of the event"))
_ID = happened("event.id", TEXT, Words("номер события", "номер події", "id of the event"))

EXTERNAL = Trigger(
    "external",
    "R19",
    Words("внешнее событие", "зовнішня подія", "outside event"),
    own=(_SOURCE, _TYPE, _ID),
    families=(DATA,),
    key=(_SOURCE, _TYPE, _ID),
)
