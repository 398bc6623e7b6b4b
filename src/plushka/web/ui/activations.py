"""What is said of codes under the cap: to a cashier, and to members themselves."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plushka.lib.refusal import Refusal


def _enough(refusal: Refusal) -> str:
    most = int(str(refusal.facts.get("most", 0)))
    if refusal.facts.get("per") == "day":
        text = ngettext(
            "%(most)d code of this campaign may be activated a day. Keep this one for tomorrow.",
            "%(most)d codes of this campaign may be activated a day. Keep this one for tomorrow.",
            most,
        )
    else:
        text = ngettext(
            "%(most)d code of this campaign may be activated by one member, and was.",
            "%(most)d codes of this campaign may be activated by one member, and were.",
            most,
        )
    return text % {"most": most}


def too_many_tries(refusal: Refusal) -> str:
    """Say how long nothing is tried for whoever typed wrong codes."""
    minutes = -(-int(str(refusal.facts.get("retry_after", 60))) // 60)
    text = ngettext(
        "Too many tries. Try again in %(minutes)d minute.",
        "Too many tries. Try again in %(minutes)d minutes.",
        minutes,
    )
    return text % {"minutes": minutes}


SENTENCES: Mapping[str, Callable[[Refusal], str]] = MappingProxyType(
    {
        "code_unknown": lambda _refusal: _(
            "There is no such code. Compare it with the one that is printed."
        ),
        "code_mistyped": lambda _refusal: _(
            "A character of the code is wrong. Compare it with the one that is printed."
        ),
        "code_used": lambda _refusal: _("Somebody else has activated this code already."),
        "code_not_active": lambda _refusal: _(
            "This code cannot be activated yet. Keep it and try again later."
        ),
        "code_finished": lambda _refusal: _("The campaign of this code is over."),
        "code_revoked": lambda _refusal: _(
            "This code is not valid any more. Ask where you got it for another one."
        ),
        "activation_limit_reached": _enough,
    }
)
