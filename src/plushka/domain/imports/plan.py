"""What a file is read as: which column is what, and what was chosen besides."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import msgspec

from plushka.domain.imports.fields.field import Kind, attribute
from plushka.domain.imports.fields.kinds import FIELDS, IDENTIFYING
from plushka.domain.imports.models import Import
from plushka.domain.programmes import queries as programmes
from plushka.domain.tenants.queries import Place
from plushka.lib.days import local_day
from plushka.lib.folding import folded
from plushka.lib.refusal import Refusal


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What somebody chose beside the columns.

    ``term``: when points end that have no end of their own in the file: as the
    programme has it, never, or after the local day ``until``. ``points``: which
    kind they are. ``is_welcoming``: rules greet those who join as they would
    today; else nothing is promised to them and no message goes out (T37).
    ``makes_missing``: outlets and members that receipts name are made.
    """

    term: Literal["programme", "never", "day"] = "programme"
    until: dt.date | None = None
    points: Literal["purchase", "gift"] = "purchase"
    is_welcoming: bool = False
    makes_missing: bool = True


class MappingWrong(Refusal):
    """The columns as chosen make no import; ``problem`` says why, ``field`` of which meaning."""

    code = "mapping_wrong"

    def __init__(self, problem: str, field: str = "") -> None:
        super().__init__("The columns as chosen make no import.", problem=problem, field=field)
        self.problem = problem
        self.field = field


@dataclass(frozen=True, slots=True)
class Plan:
    """How the rows of one file are read."""

    kind: Kind
    #: Where each meaning stands.
    columns: Mapping[str, int]
    #: Codes of attributes, and where they stand.
    attributes: tuple[tuple[str, int], ...]
    options: Options
    zone: str
    region: str
    today: dt.date
    #: Codes of tiers by what a cell may call them, folded; only where a column says tiers.
    tiers: Mapping[str, str] = field(default_factory=dict)

    def cell(self, cells: Sequence[str], meaning: str) -> str:
        """Give the cell of a meaning; empty where no column means it."""
        place = self.columns.get(meaning)
        return cells[place].strip() if place is not None else ""


def check_meanings(kind: Kind, meanings: Sequence[str]) -> None:
    """Refuse columns that make no import: a meaning twice, one needed that is missing."""
    chosen = [meaning for meaning in meanings if meaning]
    for meaning in chosen:
        if chosen.count(meaning) > 1:
            raise MappingWrong("twice", meaning)
    for one in FIELDS[kind]:
        if one.is_needed and one.code not in chosen:
            raise MappingWrong("missing", one.code)
    if kind is not Kind.SALES and not set(IDENTIFYING) & set(chosen):
        raise MappingWrong("nobody")


def plan_of(row: Import, place: Place, *, at: dt.datetime) -> Plan:
    """Give the plan of an import as it was chosen."""
    return Plan(
        kind=Kind(row.kind),
        columns={
            meaning: place_
            for place_, meaning in enumerate(row.meanings)
            if meaning and attribute(meaning) is None
        },
        attributes=tuple(
            (code, place_)
            for place_, meaning in enumerate(row.meanings)
            if (code := attribute(meaning))
        ),
        options=msgspec.convert(row.options, Options),
        zone=place.zone,
        region=place.region,
        today=local_day(at, place.zone),
        tiers=_tiers(place, at) if "tier" in row.meanings else {},
    )


def _tiers(place: Place, at: dt.datetime) -> dict[str, str]:
    """Give the tiers of the programme in force by their codes and names.

    A name that two of them have is none: nobody could say which is meant.
    """
    tiers = programmes.rules(zone=place.zone).at(at).document.tiers
    named: dict[str, set[str]] = {}
    for tier in tiers:
        for name in (tier.name.ru, tier.name.uk, tier.name.en):
            named.setdefault(folded(name), set()).add(tier.code)
    found = {name: codes.pop() for name, codes in named.items() if len(codes) == 1}
    return found | {tier.code: tier.code for tier in tiers}
