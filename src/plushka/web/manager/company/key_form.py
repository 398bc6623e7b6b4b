"""A key that is to be made, as a form.

The key itself is made with the form, signed, and opens nothing until the form is sent: so a form
that is sent twice makes one key, and shows it both times.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.core import signing
from django.http import QueryDict
from django.utils.translation import gettext as _

from plushka.domain.tenants.operations import SCOPES, new_key
from plushka.domain.tenants.queries import open_outlets
from plushka.web.manager.company.words import sentence
from plushka.web.manager.forms.inputs import Input, Shown

_SALT = "plushka.key"
_HOUR = 3600
_LONGEST_RATE = 9


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed: an outlet or rate that cannot be is kept as one that is refused."""

    name: str
    scopes: tuple[str, ...]
    outlet: str
    rate: str

    @property
    def outlet_id(self) -> UUID | None:
        """The outlet it is bound to; an id that no outlet has where it is nonsense."""
        if not self.outlet:
            return None
        try:
            return UUID(self.outlet)
        except ValueError:
            return UUID(int=0)

    @property
    def rate_per_minute(self) -> int | None:
        """Requests a minute; 0, which is refused, where it is no number."""
        plain = "".join(self.rate.split())
        if not plain:
            return None
        is_number = plain.isascii() and plain.isdecimal() and len(plain) <= _LONGEST_RATE
        return int(plain) if is_number else 0


@dataclass(frozen=True, slots=True)
class Scope:
    """Something a key may be let do."""

    code: str
    words: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class KeyForm:
    """What the page shows."""

    ready: str
    fields: list[Shown]
    scopes: list[Scope]
    scopes_error: str


def new() -> KeyForm:
    """Begin a key that may do what a till needs."""
    return shown(Typed("", ("read", "sales", "members"), "", ""), ready=_signed(), wrong={})


def sent(values: QueryDict) -> Typed:
    """Read what was sent."""
    return Typed(
        name=" ".join(values.get("name", "").split())[:2000],
        scopes=tuple(one for one in SCOPES if one in set(values.getlist("scopes"))),
        outlet=values.get("outlet", "")[:64],
        rate=values.get("rate", "")[:64],
    )


def ready_key(values: QueryDict) -> str | None:
    """Give the key that came with the form; None where the form is too old, or not ours."""
    try:
        return str(signing.loads(values.get("ready", ""), salt=_SALT, max_age=_HOUR))
    except signing.BadSignature:
        return None


def shown(typed: Typed, *, ready: str = "", wrong: Mapping[str, str]) -> KeyForm:
    """Show what was typed, with what is wrong beside it."""
    said = {field: sentence(field, fault) for field, fault in wrong.items()}
    outlets = [(str(one.id), one.name) for one in open_outlets()]
    words = scope_words()
    return KeyForm(
        ready=ready or _signed(),
        fields=[
            Shown(
                Input("name", "text", _("What it is for"), _("Such as: the till at the market.")),
                "name",
                typed.name,
                said.get("name", ""),
            ),
            Shown(
                Input("outlet", "choice", _("Outlet it may speak for")),
                "outlet",
                typed.outlet,
                said.get("outlet", ""),
                choices=[("", _("Any outlet")), *outlets],
            ),
            Shown(
                Input(
                    "rate",
                    "whole",
                    _("Requests a minute at most"),
                    _("Empty: as many as it likes."),
                ),
                "rate",
                typed.rate,
                said.get("rate", ""),
            ),
        ],
        scopes=[Scope(code, words[code], code in typed.scopes) for code in SCOPES],
        scopes_error=said.get("scopes", ""),
    )


def scope_words() -> dict[str, str]:
    """Say what each scope lets a key do."""
    return {
        "read": _("Look up members, sales and balances"),
        "sales": _("Quote, record and return sales, hold points"),
        "members": _("Enrol, change and erase members"),
        "adjust": _("Correct balances by hand"),
        "programme": _("Read, draft and publish the programme and campaigns"),
        "trusted": _("Redeem and enrol without a code from the member"),
        "history": _("Record sales older than the programme allows"),
        "approve": _("Take goods back without a receipt"),
        "claims": _("Give receipts recorded without a member to one"),
        "events": _("Tell what happened to members elsewhere"),
        "codes": _("Activate codes under the cap"),
    }


def _signed() -> str:
    return signing.dumps(new_key(), salt=_SALT)
