"""What people read of a code that was refused."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plushka.domain.codes import refusals as codes
from plushka.lib.refusal import Refusal


def _enough(refusal: codes.ActivationLimitReached) -> str:
    if refusal.is_daily:
        text = ngettext(
            "A member may activate %(most)d code of this campaign a day.",
            "A member may activate %(most)d codes of this campaign a day.",
            refusal.most,
        )
    else:
        text = ngettext(
            "A member may activate %(most)d code of this campaign.",
            "A member may activate %(most)d codes of this campaign.",
            refusal.most,
        )
    return text % {"most": refusal.most}


CODES: Mapping[type[Refusal], Callable[[Any], str]] = MappingProxyType(
    {
        codes.CodeUnknown: lambda _refusal: _("There is no such code."),
        codes.CodeMistyped: lambda _refusal: _(
            "The code is mistyped somewhere. Compare it with the one that is printed."
        ),
        codes.CodeUsed: lambda _refusal: _("This code has already been used."),
        codes.CodeNotActive: lambda _refusal: _("This code is not active yet. Try again later."),
        codes.CodeFinished: lambda _refusal: _(
            "Codes of this campaign are not accepted any more."
        ),
        codes.CodeRevoked: lambda _refusal: _("This code is not valid any more."),
        codes.ActivationLimitReached: _enough,
    }
)
