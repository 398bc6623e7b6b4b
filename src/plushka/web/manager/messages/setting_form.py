"""The settings of a provider as a form, made of the struct that its channel reads.

What is ours to fill in is not asked: the address that the provider calls, and keys that we make.
A secret is never shown again; left empty, it stays.
"""

import secrets as random
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import msgspec
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from msgspec import inspect

from plushka.domain.messaging import connecting
from plushka.integrations.providers import Provider
from plushka.lib.refusal import BadField
from plushka.web.manager.messages import setting_words as words

HOOK_URL, HOOK_SECRET, SENDER = "hook_url", "hook_secret", "sender"
LONGEST = 4000

ADVANCED = frozenset(
    {
        "alphabet",
        "answer_within",
        "api",
        "app",
        "authority",
        "enquire_every",
        "id_tag",
        "per_second",
    }
    | {"receipt_ids", "services", "system_type", "wait_seconds", "window"}
)
"""What most companies leave as it is."""

PHONES_SEND = frozenset({"twilio"})
"""Providers whose senders are phones too."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One setting, as its struct has it."""

    name: str
    meant: Any
    #: text, secret, number, flag, choice or list.
    kind: str
    is_required: bool
    default: Any
    choices: tuple[str, ...] = ()


@dataclass(slots=True)
class Field:
    """One setting as the page shows it."""

    name: str
    label: str | Promise
    hint: str | Promise
    kind: str
    text: str
    is_required: bool
    is_advanced: bool
    choices: list[tuple[str, str | Promise]] = field(default_factory=list)
    #: A secret that is kept, so that an empty field leaves it as it is.
    is_kept: bool = False
    error: str = ""


@dataclass(slots=True)
class SettingForm:
    """What the page shows."""

    fields: list[Field]
    version: int = 0

    @property
    def plain(self) -> list[Field]:
        """What every company fills in."""
        return [one for one in self.fields if not one.is_advanced]

    @property
    def advanced(self) -> list[Field]:
        """What most leave as it is."""
        return [one for one in self.fields if one.is_advanced]

    @property
    def is_wrong(self) -> bool:
        """Something cannot be used."""
        return any(one.error for one in self.fields)

    @property
    def is_advanced_wrong(self) -> bool:
        """Something cannot be used among what is folded away."""
        return any(one.error for one in self.advanced)


@dataclass(frozen=True, slots=True)
class Filled:
    """What a form said, in the parts that are kept apart."""

    settings: dict[str, Any]
    secrets: dict[str, str]
    sender: str


def shown(
    provider: Provider, kept: Mapping[str, Any], *, version: int, is_new: bool
) -> SettingForm:
    """Show the settings that are kept; of a new connection, those it begins with."""
    fields = [_field(provider, kind, is_new=is_new) for kind in _asked(provider)]
    for one in fields:
        if one.name in kept and not one.is_kept:
            one.text = _written(kept[one.name])
        if is_new and one.name == HOOK_SECRET:
            one.text = random.token_urlsafe(18)
    return SettingForm(fields, version)


def sent(provider: Provider, values: Mapping[str, str], *, is_new: bool) -> SettingForm:
    """Show what was sent; secrets are not written back."""
    version = values.get("version", "")
    form = shown(provider, {}, version=0, is_new=is_new)
    form.version = int(version) if version.isdecimal() and version.isascii() else -1
    for one in form.fields:
        if one.kind != "secret":
            one.text = values.get(one.name, "").strip()[:LONGEST].replace("\x00", "")
    return form


def read(
    provider: Provider, form: SettingForm, values: Mapping[str, str], *, hook_url: str
) -> Filled | None:
    """Read the settings; None where one cannot be used, which it then says."""
    filled = Filled({}, {}, form_sender(provider, form))
    kinds = {kind.name: kind for kind in _asked(provider)}
    for one in form.fields:
        kind = kinds[one.name]
        text = one.text if one.kind != "secret" else values.get(one.name, "").strip()[:LONGEST]
        if not text and kind.kind != "flag":
            if one.is_required and not one.is_kept:
                one.error = _("Fill this in.")
            continue
        try:
            value = msgspec.convert(_typed(kind, text), kind.meant, strict=False)
        except (msgspec.ValidationError, ValueError):
            one.error = _fault(kind)
            continue
        if _is_secret(kind):
            filled.secrets[one.name] = value
        else:
            filled.settings[one.name] = msgspec.to_builtins(value)
    if filled.sender:
        try:
            connecting.check_sender(filled.sender)
        except BadField:
            _of(form, SENDER).error = _("Use up to 11 Latin letters, without spaces or digits.")
    if HOOK_URL in provider.settings.__struct_fields__:
        filled.settings[HOOK_URL] = hook_url
    return None if form.is_wrong else filled


def made_for(provider: Provider) -> tuple[dict[str, Any], dict[str, str]]:
    """Make what is ours to make when a provider is set up: settings and secrets."""
    secret = {kind.name for kind in _kinds(provider) if _is_secret(kind)}
    made = provider.made()
    return (
        {name: value for name, value in made.items() if name not in secret},
        {name: value for name, value in made.items() if name in secret},
    )


def form_sender(provider: Provider, form: SettingForm) -> str:
    """Give the name the company sends by, where the way has one (E1)."""
    has_one = provider.way == "SMS" and provider.code not in PHONES_SEND
    found = [one.text for one in form.fields if one.name == SENDER] if has_one else []
    return found[0] if found else ""


def _of(form: SettingForm, name: str) -> Field:
    return next(one for one in form.fields if one.name == name)


def _asked(provider: Provider) -> list[Kind]:
    ours = {HOOK_URL, *_made_names(provider)}
    return [kind for kind in _kinds(provider) if kind.name not in ours]


@cache
def _made_names(provider: Provider) -> frozenset[str]:
    return frozenset(provider.made())


@cache
def _kinds(provider: Provider) -> tuple[Kind, ...]:
    told = inspect.type_info(provider.settings)
    meant = {one.name: one.type for one in msgspec.structs.fields(provider.settings)}
    assert isinstance(told, inspect.StructType)  # noqa: S101 - settings are a struct
    return tuple(_kind(one, meant[one.name]) for one in told.fields)


def _kind(one: inspect.Field, meant: Any) -> Kind:
    inner, is_secret = one.type, False
    while isinstance(inner, inspect.Metadata):
        is_secret = is_secret or bool((inner.extra or {}).get("is_secret"))
        inner = inner.type
    choices: tuple[str, ...] = ()
    match inner:
        case inspect.BoolType():
            kind = "flag"
        case inspect.IntType() | inspect.FloatType():
            kind = "number"
        case inspect.LiteralType(values=values):
            kind = "choice"
            choices = tuple(str(value) for value in values)
        case inspect.VarTupleType():
            kind = "list"
        case _:
            kind = "secret" if is_secret else "text"
    default = None if one.default is msgspec.NODEFAULT else one.default
    return Kind(one.name, meant, kind, one.required, default, choices)


def _is_secret(kind: Kind) -> bool:
    return kind.kind == "secret"


def _field(provider: Provider, kind: Kind, *, is_new: bool) -> Field:
    at = (provider.code, kind.name)
    hint = words.HINTS_OF.get(at, words.HINTS.get(kind.name, ""))
    if kind.name == SENDER and provider.way == "SMS" and provider.code not in PHONES_SEND:
        hint = words.SENDER_HINT
    is_written = is_new and kind.name == HOOK_SECRET
    return Field(
        name=kind.name,
        label=words.NAMES_OF.get(at) or words.NAMES.get(kind.name) or kind.name,
        hint=hint,
        # Ours to choose: it is shown once, to be given to the provider.
        kind="text" if is_written else kind.kind,
        text="" if kind.default is None else _written(kind.default),
        is_required=kind.is_required,
        is_advanced=kind.name in ADVANCED or (kind.name == "url" and not kind.is_required),
        choices=[(code, words.CHOICES.get(code, code)) for code in kind.choices],
        is_kept=_is_secret(kind) and not is_new,
    )


def _written(value: Any) -> str:
    match value:
        case bool():
            return "yes" if value else ""
        case list() | tuple():
            return "\n".join(str(one) for one in value)
        case float() if value.is_integer():
            return str(int(value))
        case _:
            return str(value)


def _typed(kind: Kind, text: str) -> Any:
    match kind.kind:
        case "flag":
            return bool(text)
        case "list":
            return [line.strip() for line in text.splitlines() if line.strip()]
        case "number":
            return float(text.replace(",", ".")) if "." in text or "," in text else int(text)
        case _:
            return text


def _fault(kind: Kind) -> str:
    if kind.kind == "number":
        return _("This number cannot be used. Look at what the provider wrote to you.")
    if kind.name in {"url", "api"}:
        return _("Type an address that begins with https:// and has no blanks.")
    if kind.name == "contact":
        return _("Type an address such as mailto:shop@example.com or https://shop.example.")
    return _("This cannot be used. Copy it from the provider once more.")
