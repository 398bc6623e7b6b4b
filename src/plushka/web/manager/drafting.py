"""The draft as the editor shows it: words, findings, differences, examples."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils.translation import get_language

from plushka.domain.programmes import files, lint
from plushka.domain.programmes.diff import telling as differing
from plushka.domain.programmes.diff import walking
from plushka.domain.programmes.document import Programme
from plushka.domain.programmes.files import ProgrammeInvalid
from plushka.domain.programmes.lint.telling import say
from plushka.domain.programmes.models import Draft
from plushka.domain.programmes.queries import newest_version
from plushka.domain.programmes.telling.whole import ToldTier, tell
from plushka.domain.workbench import queries as workbench
from plushka.domain.workbench.queries import Ran
from plushka.lib.stamps import stamp_of
from plushka.web.manager import tier_form
from plushka.web.manager.tier_form import TierForm
from plushka.web.manager.worked import Worked


@dataclass(frozen=True, slots=True)
class Said:
    """A finding of the lint in words, with the place it is about."""

    path: str
    is_error: bool
    text: str


@dataclass(frozen=True, slots=True)
class Consequence:
    """What a tier would say and what a receipt would come to; ``is_wrong`` where neither can."""

    tier: ToldTier | None = None
    worked: Worked | None = None
    programme: Programme | None = None
    is_wrong: bool = False


@dataclass(frozen=True, slots=True)
class Editor:
    """All the page shows of a draft."""

    draft: Draft
    newest: int
    form: TierForm
    tiers: list[tuple[str, str]]
    findings: list[Said]
    changes: list[str]
    examples: list[Ran]
    consequence: Consequence
    yaml: str
    #: Places of what was sent that are wrong, and what is wrong there, as programs are told.
    wrong: list[tuple[str, str]] = field(default_factory=list)

    @property
    def is_outdated(self) -> bool:
        """Somebody published since the draft was begun."""
        return self.draft.based_on != self.newest


def editor(
    draft: Draft,
    asked: QueryDict,
    *,
    at: dt.datetime,
    zone: str,
    form: TierForm | None = None,
    yaml: str | None = None,
    wrong: list[tuple[str, str]] | None = None,
) -> Editor:
    """Look at a draft; ``form`` and ``yaml`` are what was sent and refused."""
    language = get_language() or "en"
    programme = files.read(draft.document)
    newest = newest_version()
    before = files.read(newest.document)
    shown = form or tier_form.read(draft.document, asked.get("tier", ""))
    findings = [
        Said(one.path, one.level == "error", say(one, language))
        for one in lint.findings(programme)
    ]
    for said in findings:
        if (name := shown.field_at(said.path)) is not None:
            shown.notes.setdefault(name, []).append(said.text)
    return Editor(
        draft=draft,
        newest=newest.number,
        form=shown,
        tiers=[(tier.code, tier.name.said_in(language)) for tier in programme.tiers],
        findings=findings,
        changes=[
            differing.say(one, old=before, new=programme, language=language)
            for one in walking.changes(before, programme)
        ],
        examples=workbench.run(workbench.find_examples(), programme=programme, zone=zone),
        consequence=consequence(draft.document, shown, asked, at=at, zone=zone),
        yaml=files.to_yaml(programme) if yaml is None else yaml,
        wrong=wrong or [],
    )


def stamp_seen(request: HttpRequest, known: Draft) -> str:
    """Give the stamp a form came with, or that of the draft as it is."""
    return request.POST.get("stamp") or stamp_of(known.document)


def consequence(
    document: dict[str, Any], form: TierForm, asked: QueryDict, *, at: dt.datetime, zone: str
) -> Consequence:
    """Say what the form as it stands would promise; nothing is kept."""
    return promised(tier_form.written(form, document), form.code, asked, at=at, zone=zone)


def promised(
    document: dict[str, Any], tier: str, asked: QueryDict, *, at: dt.datetime, zone: str
) -> Consequence:
    """Say what a document would promise, to a tier or else to that of the receipt tried."""
    try:
        programme = files.read(document)
    except ProgrammeInvalid:
        return Consequence(worked=Worked.typed(asked, tier), is_wrong=True)
    rules = workbench.compiled(programme, zone=zone)
    worked = Worked.sent(asked, rules)
    if tier in rules.of_tiers:
        worked.tier = tier
    told = tell(programme, get_language() or "en").tiers
    shown = next(one for one in told if one.code == worked.tier)
    return Consequence(shown, worked.work_out(rules, at=at, zone=zone), programme)


def tier_names(document: dict[str, Any]) -> list[tuple[str, str]]:
    """Give the tiers of a draft with their names."""
    language = get_language() or "en"
    return [
        (tier["code"], tier["name"].get(language, tier["name"]["en"]))
        for tier in document["tiers"]
    ]
