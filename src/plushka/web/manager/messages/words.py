"""What the pages of messages call things, and what they say where something is wrong."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plushka.domain.messaging.connecting import ConnectionChanged
from plushka.domain.messaging.funds import FundsChanged
from plushka.domain.messaging.kinds.kind import Kind
from plushka.domain.messaging.pricing import PricesChanged
from plushka.domain.messaging.texts import TextInvalid, Why
from plushka.domain.messaging.trying import TooManyTests, TriedOnUnwilling
from plushka.domain.messaging.wording import TemplateChanged
from plushka.lib.refusal import BadField, Refusal
from plushka.web.manager.company.words import changed_meanwhile

CLASSES: Mapping[str, Any | Promise] = {
    "CODE": gettext_lazy("Code"),
    "SERVICE": gettext_lazy("Notice"),
    "ADVERTISING": gettext_lazy("Advertising"),
}
WAYS: Mapping[str, Any | Promise] = {
    "SMS": gettext_lazy("SMS"),
    "EMAIL": gettext_lazy("E-mail"),
    "TELEGRAM": "Telegram",
    "PUSH": gettext_lazy("Notices in the browser"),
    "VOICE": gettext_lazy("Calls"),
    "VK": gettext_lazy("VK"),
    "MAX": "MAX",
}
LANGUAGES: Mapping[str, str] = {"ru": "Русский", "uk": "Українська", "en": "English"}

_FAULTS: Mapping[Why, Callable[[], str]] = {
    "empty": lambda: _("Type what is said."),
    "unclosed": lambda: _("A brace is opened at letter %(place)s and not closed: %(piece)s"),
    "stray": lambda: _(
        "A brace is closed at letter %(place)s that was not opened. To say a brace, type it twice."
    ),
    "nameless": lambda: _("Between the braces at letter %(place)s a value is missing."),
    "doubled": lambda: _("Type one brace on each side of a value, not two: %(piece)s"),
    "unknown_value": lambda: _(
        "There is no value “%(piece)s” (letter %(place)s). This message has: %(values)s."
    ),
    "unknown_filter": lambda: _(
        "A value cannot be written as “%(piece)s” (letter %(place)s). Look at the examples."
    ),
    "unfit": lambda: _("This value cannot be written so: %(piece)s (letter %(place)s)."),
    "forms": lambda: _(
        "After “%(piece)s” (letter %(place)s) type the word as it is said with 1, 2 and 5: "
        "word,word,word; in English with 1 and 2."
    ),
    "words": lambda: _("After “%(piece)s” (letter %(place)s) nothing, or other words, belong."),
    "needed": lambda: _("This message is of no use without {%(piece)s}. Say it in the text."),
    "may_be_empty": lambda: _(
        "Not everybody has “%(piece)s” (letter %(place)s). Say what stands in its place: "
        "{%(piece)s|or:friend}."
    ),
}


def fault(refused: TextInvalid, kind: Kind) -> str:
    """Say what is wrong with a text, and where."""
    return _FAULTS[refused.why]() % {
        "place": refused.place,
        "piece": refused.piece,
        "values": ", ".join(f"{{{name}}}" for name in kind.values),
    }


_UNFIT: Mapping[tuple[str, str], Callable[[], str]] = {
    ("text", "too_long"): lambda: _("This is too long. Shorten it."),
    ("subject", "too_long"): lambda: _("This is too long. Shorten it."),
    ("text", "no_price"): lambda: _(
        "So many SMS have no price. Shorten the text, set a price of further SMS, "
        "or write it for another way."
    ),
    ("text", "unreadable"): lambda: _(
        "There are letters in it that cannot be read. Type it anew."
    ),
    ("subject", "unreadable"): lambda: _(
        "There are letters in it that cannot be read. Type it anew."
    ),
    ("phone", "unreadable"): lambda: _("There is no such phone number. Type all its digits."),
    ("amount", "unreadable"): lambda: _("Type a sum, such as 146.98."),
    ("warn_below", "unreadable"): lambda: _("Type a sum, such as 146.98."),
}


def sentence(refusal: Refusal) -> str:
    """Say why words, prices or money were not taken."""
    match refusal:
        case TemplateChanged() | PricesChanged() | FundsChanged() | ConnectionChanged():
            return changed_meanwhile()
        case TooManyTests():
            return _("So many test messages were sent already. Try again in an hour.")
        case TriedOnUnwilling():
            return _("Who has this phone wants no advertising. Try it on your own phone.")
        case BadField() if said := _UNFIT.get((refusal.path, refusal.message)):
            return said()
        case _:
            return _("This cannot be used. Choose or type another one.")
