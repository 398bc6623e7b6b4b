"""A company's own words are put, and taken away again."""

import datetime as dt
import re
from dataclasses import asdict, dataclass

from plushka.domain.audit import operations as audit
from plushka.domain.messaging import pricing
from plushka.domain.messaging.filters import OwnUnit, Voice
from plushka.domain.messaging.kinds.kind import Kind
from plushka.domain.messaging.kinds.kinds import KINDS
from plushka.domain.messaging.models import Template
from plushka.domain.messaging.texts import TextInvalid, read, render
from plushka.domain.messaging.ways import WAYS
from plushka.domain.tenants.context import current_tenant
from plushka.lib.refusal import BadField, Refusal

LANGUAGES = ("ru", "uk", "en")
LONGEST, LONGEST_SUBJECT = 2000, 200

_CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


class TemplateChanged(Refusal):
    """Somebody else changed the same words meanwhile."""

    code = "template_changed"

    def __init__(self) -> None:
        super().__init__("These words were changed meanwhile; look at them again.")


@dataclass(frozen=True, slots=True)
class Case:
    """Where words are said: a kind, a language; a tier and a way, or empty for all of them."""

    kind: str
    language: str
    tier: str = ""
    way: str = ""


def check(case: Case, *, text: str, subject: str = "") -> None:
    """Refuse words that could not be sent: ``BadField`` with its name, ``TextInvalid`` with the
    place.
    """
    kind = kind_of(case.kind)
    if case.language not in LANGUAGES:
        raise BadField("language", "there is no such language")
    if case.way and case.way not in WAYS:
        raise BadField("way", "there is no such way")
    if case.tier and not kind.has_tiers:
        raise BadField("tier", "these words are the same for all tiers")
    _check_words(kind, text, case.language, field="text", most=LONGEST)
    if missing := kind.needs - read(kind, text, case.language).names:
        raise TextInvalid("needed", place=1, piece=min(missing))
    if subject:
        _check_words(kind, subject, case.language, field="subject", most=LONGEST_SUBJECT)


def put(
    *, case: Case, text: str, edition: int, actor: str, at: dt.datetime, subject: str = ""
) -> None:
    """Say something in the company's own words.

    ``edition`` is what the author saw, 0 where there were none. Refuses what ``check`` does, and
    ``TemplateChanged``; the same sent twice is done once.
    """
    text, subject = _tidy(text), _tidy(subject)
    check(case, text=text, subject=subject)
    _check_price(case, text, at=at)
    row = _row(case)
    if row is not None and (row.text, row.subject) == (text, subject):
        return
    if edition != (row.edition if row else 0):
        raise TemplateChanged
    before = {"text": row.text, "subject": row.subject} if row else {}
    if row is None:
        row = Template(tenant_id=current_tenant(), edition=0, **asdict(case))
    row.text, row.subject, row.changed_at, row.actor = text, subject, at, actor
    row.edition += 1
    _save(row)
    _record(row, case, before, {"text": text, "subject": subject}, actor=actor, at=at)


def drop(*, case: Case, edition: int, actor: str, at: dt.datetime) -> None:
    """Say the kind's own words again; refuses ``TemplateChanged``. Twice is once."""
    row = _row(case)
    if row is None:
        return
    if edition != row.edition:
        raise TemplateChanged
    _record(row, case, {"text": row.text, "subject": row.subject}, {}, actor=actor, at=at)
    row.delete()


def kind_of(code: str) -> Kind:
    """Give a kind by its code; refuses one nobody knows."""
    kind = KINDS.get(code)
    if kind is None:
        raise BadField("kind", "there is no such kind of message")
    return kind


def _check_words(kind: Kind, source: str, language: str, *, field: str, most: int) -> None:
    if len(source) > most:
        raise BadField(field, "too_long")
    if _CONTROLS.search(source):
        raise BadField(field, "unreadable")
    try:
        read(kind, source, language)
    except TextInvalid as refused:
        raise refused.of(field) from None


def _check_price(case: Case, text: str, *, at: dt.datetime) -> None:
    """Refuse an SMS so long that it has no price, with examples in the place of its values."""
    if case.way not in {"", "SMS"}:
        return
    kind, (prices, _) = KINDS[case.kind], pricing.get_prices()
    voice = Voice(case.language, OwnUnit(), "RUB")
    said = render(kind, text, values=kind.samples(at.date()), voice=voice)
    most = prices.most_parts(way="SMS")
    if most is not None and pricing.parts_of("SMS", said) > most:
        raise BadField("text", "no_price")


def _save(row: Template) -> None:
    if row.edition > 1:
        row.save()
        return
    Template.objects.bulk_create([row], ignore_conflicts=True)
    if not Template.objects.filter(id=row.id).exists():
        raise TemplateChanged


def _row(case: Case) -> Template | None:
    found: Template | None = (
        Template.objects.select_for_update(no_key=True).filter(**asdict(case)).first()
    )
    return found


def _tidy(source: str) -> str:
    return source.replace("\r\n", "\n").strip()


def _record(
    row: Template,
    case: Case,
    before: dict[str, str],
    after: dict[str, str],
    *,
    actor: str,
    at: dt.datetime,
) -> None:
    audit.write(
        actor=actor,
        action="template_changed" if after else "template_dropped",
        subject_kind="template",
        subject_id=row.id,
        at=at,
        before={**asdict(case), **before},
        after={**asdict(case), **after},
    )
