"""A row that says who somebody is, and what points they bring."""

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from plushka.domain.enrolment.newcomers import Newcomer
from plushka.domain.imports import notations
from plushka.domain.imports.plan import Plan
from plushka.domain.imports.reasons import Reason, RowWrong
from plushka.domain.imports.rows.openings import Opening, opening
from plushka.domain.members import person, tagging
from plushka.domain.members.locator import Locator
from plushka.domain.members.operations import NewConsent
from plushka.lib.folding import folded
from plushka.lib.refusal import BadField

_BETWEEN_TAGS = re.compile(r"[,;\n]")

CONSENT = "import"
"""The version of the text that members of another system agreed to: we have not seen it."""


@dataclass(frozen=True, slots=True)
class PersonRow:
    """What a row says: who it is, who brought them, and which points they bring."""

    newcomer: Newcomer
    referrer: Locator | None = None
    opening: Opening | None = None
    keys: tuple[str, ...] = field(default=())


def person_row(cells: Sequence[str], plan: Plan) -> PersonRow:
    """Read a row of members; raises ``RowWrong``."""
    who = identifiers(cells, plan)
    referrer = _referrer(cells, plan)
    if referrer in who:
        raise RowWrong(Reason.REFERRER_SELF, "referrer")
    newcomer = Newcomer(
        identifiers=who,
        name=_name(cells, plan),
        surname=_text(cells, plan, "surname"),
        patronymic=_text(cells, plan, "patronymic"),
        sex=notations.sex(plan.cell(cells, "sex"), field="sex"),
        email=notations.email(plan.cell(cells, "email"), field="email"),
        note=_text(cells, plan, "note", longest=person.LONGEST_NOTE),
        birth_date=_birth_date(cells, plan),
        attributes=_attributes(cells, plan),
        consents=_consents(cells, plan),
        tier=_tier(cells, plan),
        tags=_tags(cells, plan),
    )
    return PersonRow(newcomer, referrer, opening(cells, plan), keys_of(who))


def balance_row(cells: Sequence[str], plan: Plan) -> PersonRow:
    """Read a row of balances; raises ``RowWrong``."""
    who = identifiers(cells, plan)
    found = opening(cells, plan)
    if found is None:
        raise RowWrong(Reason.EMPTY, "balance")
    return PersonRow(Newcomer(identifiers=who), None, found, keys_of(who))


def identifiers(cells: Sequence[str], plan: Plan) -> tuple[Locator, ...]:
    """Read what finds a member; one of phone, card and alias at least."""
    found = []
    for meaning, read in _IDENTIFIERS:
        if cell := plan.cell(cells, meaning):
            found.append(read(cell, plan))
    if not found:
        raise RowWrong(Reason.NOBODY)
    return tuple(found)


def keys_of(who: Sequence[Locator]) -> tuple[str, ...]:
    """Write identifiers as texts that can be compared: ``PHONE:+79161234567``."""
    return tuple(f"{one.kind}:{one.value}" for one in who)


def key_of(who: Locator | None) -> str:
    """Write one; empty for none."""
    return f"{who.kind}:{who.value}" if who else ""


def locator_of(key: str) -> Locator:
    """Read one back."""
    kind, _, value = key.partition(":")
    return Locator(kind, value)  # type: ignore[arg-type]


_IDENTIFIERS: tuple[tuple[str, Callable[[str, Plan], Locator]], ...] = (
    ("phone", lambda cell, plan: notations.phone(cell, region=plan.region)),
    ("card", lambda cell, _: notations.card(cell)),
    ("alias", lambda cell, _: notations.alias(cell)),
)


def _referrer(cells: Sequence[str], plan: Plan) -> Locator | None:
    cell = plan.cell(cells, "referrer")
    return notations.somebody(cell, region=plan.region, field="referrer") if cell else None


def _name(cells: Sequence[str], plan: Plan) -> str:
    told = f"{plan.cell(cells, 'name')} {plan.cell(cells, 'first_name')}".strip()
    return notations.text(told, field="name", longest=person.LONGEST_NAME) if told else ""


def _text(
    cells: Sequence[str], plan: Plan, meaning: str, *, longest: int = person.LONGEST_NAME
) -> str:
    cell = plan.cell(cells, meaning)
    return notations.text(cell, field=meaning, longest=longest) if cell else ""


def _birth_date(cells: Sequence[str], plan: Plan) -> dt.date | None:
    cell = plan.cell(cells, "birth_date")
    if not cell:
        return None
    day = notations.day(cell, field="birth_date", may_lack_year=True, today=plan.today)
    try:
        return person.read_birth_date(day, today=plan.today, path="birth_date")
    except BadField:
        raise RowWrong(Reason.BIRTHDAY_RANGE, "birth_date") from None


def _tier(cells: Sequence[str], plan: Plan) -> str:
    """Read a tier by its code, or its name in any of our languages."""
    cell = plan.cell(cells, "tier")
    if not cell:
        return ""
    code = plan.tiers.get(folded(cell))
    if code is None:
        raise RowWrong(Reason.NO_TIER, "tier")
    return code


def _tags(cells: Sequence[str], plan: Plan) -> tuple[str, ...]:
    """Read tags between commas, semicolons or line breaks."""
    told = [one for one in _BETWEEN_TAGS.split(plan.cell(cells, "tags")) if one.strip()]
    read = [notations.text(one, field="tags", longest=tagging.LONGEST) for one in told]
    try:
        spelt = {tagging.spell(one, path="tags") for one in read}
    except BadField:
        raise RowWrong(Reason.CONTROL, "tags") from None
    if len(spelt) > tagging.MOST:
        raise RowWrong(Reason.TOO_MANY_TAGS, "tags", most=tagging.MOST)
    return tuple(sorted(spelt))


def _attributes(cells: Sequence[str], plan: Plan) -> dict[str, object]:
    return {
        code: told
        for code, place in plan.attributes
        if (told := notations.text(cells[place], field=f"attribute:{code}"))
    }


def _consents(cells: Sequence[str], plan: Plan) -> tuple[NewConsent, ...]:
    cell = plan.cell(cells, "advertising")
    if not cell or not notations.yes(cell, field="advertising"):
        return ()
    return (NewConsent("ADVERTISING", CONSENT, "SMS"),)
