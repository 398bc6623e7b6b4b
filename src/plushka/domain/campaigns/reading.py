"""A campaign is read from plain values; all that is wrong is told at once, each with its place."""

from collections.abc import Iterator
from typing import Any

import msgspec
from msgspec import UNSET

from plushka.domain.campaigns import checks
from plushka.domain.campaigns.document import Campaign
from plushka.domain.programmes import shape
from plushka.domain.rules.conditions.normal import normal
from plushka.domain.rules.conditions.reading import read as read_condition
from plushka.domain.rules.conditions.tree import Tree
from plushka.domain.rules.conditions.writing import document as written
from plushka.domain.rules.fields.kinds import OF_LINES, OF_MEMBERS, Scope
from plushka.domain.rules.invalid import Problem, RuleInvalid
from plushka.domain.rules.rule import Rule, read_all
from plushka.domain.rules.rule import document as written_rule
from plushka.lib.refusal import Refusal

LARGEST = 1 << 20
"""Bytes of a document as JSON."""

_FREE = frozenset({"rules", "audience", "products"})
"""Parts that tell whole numbers from decimals themselves."""


class CampaignInvalid(Refusal):
    """A document that is no campaign; it names every field that is wrong."""

    code = "invalid"

    def __init__(self, errors: list[Problem]) -> None:
        super().__init__(
            "; ".join(f"{path}: {message}" if path else message for path, message in errors),
            errors=[{"path": path, "message": message} for path, message in errors],
        )
        self.errors = errors


class CampaignTooLarge(Refusal):
    """The document is larger than any campaign needs to be."""

    code = "too_large"

    def __init__(self) -> None:
        super().__init__("A campaign may have 1 MiB of JSON.")


class Read(msgspec.Struct, frozen=True):
    """A campaign with its conditions and rules read."""

    document: Campaign
    rules: tuple[Rule, ...]
    audience: Tree | None
    products: Tree | None


def read(document: object) -> Read:
    """Make a campaign of plain values, as JSON or YAML bring them.

    Refuses what is no campaign, and a document too large before it is looked into.
    """
    plain = _plain(document)
    try:
        campaign = msgspec.convert(plain, Campaign, strict=False)
    except msgspec.ValidationError as error:
        raise CampaignInvalid(shape.faults(plain, Campaign) or [("", str(error))]) from error
    problems: list[Problem] = []
    rules: tuple[Rule, ...] = ()
    try:
        rules = read_all(campaign.rules)
    except RuleInvalid as invalid:
        problems += invalid.problems
    audience = _condition(campaign.audience, OF_MEMBERS, "audience", problems)
    products = _condition(campaign.products, OF_LINES, "products", problems)
    problems += checks.problems(campaign)
    if problems:
        raise CampaignInvalid(problems)
    return Read(_normal(campaign, rules, audience, products), rules, audience, products)


def plain(campaign: Campaign) -> dict[str, Any]:
    """Give the document as JSON gives it back, every default written out."""
    values: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(campaign))
    return values


def _plain(document: object) -> object:
    try:
        if wrong := list(_unwritable(document)):
            raise CampaignInvalid(wrong)
        size = len(msgspec.json.encode(document))
    except (TypeError, RecursionError, msgspec.MsgspecError) as error:
        raise CampaignInvalid([("", "write values that JSON has")]) from error
    if size > LARGEST:
        raise CampaignTooLarge
    if not isinstance(document, dict):
        return document
    return {name: part if name in _FREE else _texts(part) for name, part in document.items()}


def _unwritable(document: object) -> Iterator[Problem]:
    for number, problem in enumerate(shape.unwritable(document)):
        if number == shape.MOST_TOLD:
            return
        yield problem


def _texts(value: object) -> object:
    """Numbers as text, so that one shape reads both 5 and "5"."""
    match value:
        case int() | float() if not isinstance(value, bool):
            return str(value)
        case dict():
            return {name: _texts(part) for name, part in value.items()}
        case list() | tuple():
            return [_texts(part) for part in value]
        case _:
            return value


def _condition(
    document: dict[str, Any] | Any, scope: Scope, path: str, problems: list[Problem]
) -> Tree | None:
    if document is UNSET:
        return None
    try:
        return normal(read_condition(document, scope, path=path))
    except RuleInvalid as invalid:
        problems += invalid.problems
        return None


def _normal(
    campaign: Campaign, rules: tuple[Rule, ...], audience: Tree | None, products: Tree | None
) -> Campaign:
    return msgspec.structs.replace(
        campaign,
        rules=tuple(map(written_rule, rules)),
        audience=UNSET if audience is None else written(audience),
        products=UNSET if products is None else written(products),
    )
