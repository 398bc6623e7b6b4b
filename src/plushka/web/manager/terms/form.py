"""The form of terms: of the programme, or of one tier beside it."""

from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from plushka.web.manager.forms import inputs
from plushka.web.manager.forms.inputs import Shown
from plushka.web.manager.forms.nested import Nested, part_at, text_at
from plushka.web.manager.terms.folding import Document, Texts, folded, texts_of
from plushka.web.manager.terms.sections import SECTIONS, Section


@dataclass(slots=True)
class SectionForm:
    """A section as it stands in the form; a tier's ``is_own`` or the programme's."""

    section: Section
    fields: list[Shown]
    is_own: bool = True
    may_be_own: bool = False
    error: str = ""

    @property
    def texts(self) -> Texts:
        """What is typed, by the name of the field."""
        return {one.input.name: one.text for one in self.fields}


@dataclass(slots=True)
class TermsForm:
    """All sections; ``tier`` is the code of the tier they are of, empty for the programme."""

    tier: str
    sections: list[SectionForm]
    #: What is wrong where no field stands.
    wrong: list[tuple[str, str]] = field(default_factory=list)

    @property
    def is_right(self) -> bool:
        """Whether nothing was said to be wrong."""
        return not self.wrong and not any(
            one.error or any(shown.error for shown in one.fields) for one in self.sections
        )


def read(document: Document, tier: str) -> TermsForm:
    """Read the terms of a document."""
    place = place_of(document, tier)
    found = {} if place is None else document["tiers"][place]
    return TermsForm(
        tier if place is not None else "",
        [
            _section(one, found, document, is_of_tier=place is not None)
            for one in SECTIONS
            if place is None or one.of_tiers
        ],
    )


def sent(form: TermsForm, tree: Nested) -> TermsForm:
    """Put what was typed in the place of what stands in the document."""
    for one in form.sections:
        part = part_at(tree, one.section.name)
        if one.may_be_own:
            one.is_own = text_at(part, "own") == "yes"
        for shown in one.fields:
            *steps, last = shown.input.name.split(".")
            inner = part
            for step in steps:
                inner = part_at(inner, step)
            shown.text = text_at(inner, last)
    return form


def written(form: TermsForm, document: Document) -> Document:
    """Give a copy of the document that says what the form says."""
    copy = deepcopy(document)
    place = place_of(copy, form.tier)
    whole = copy if place is None else copy["tiers"][place]
    for one in form.sections:
        name = one.section.name
        if not one.is_own:
            whole.pop(name, None)
            continue
        if name == "receipts":
            whole |= folded(one.section, one.texts, {}) or {}
            continue
        before = whole.get(name, {})
        said = folded(one.section, one.texts, before)
        if said is None:
            whole.pop(name, None)
        else:
            whole[name] = said
    return copy


def tell(form: TermsForm, errors: list[tuple[str, str]], document: Document) -> None:
    """Put a sentence beside each field that is wrong."""
    place = place_of(document, form.tier)
    prefix = "" if place is None else f"tiers[{place}]."
    for path, message in errors:
        inside = path.removeprefix(prefix)
        found = _field_at(form, inside)
        if found is None:
            form.wrong.append((path, message))
        else:
            found.error = found.error or inputs.wrong(found.input.kind)


def place_of(document: Document, tier: str) -> int | None:
    """Give the place of a tier; None of one that is not there."""
    codes = [one["code"] for one in document["tiers"]]
    return codes.index(tier) if tier in codes else None


def _section(one: Section, tier: Any, document: Document, *, is_of_tier: bool) -> SectionForm:
    is_own = not is_of_tier or one.name in tier
    source = (
        document
        if one.name == "receipts"
        else (tier.get(one.name) or document.get(one.name) or {})
    )
    texts = texts_of(one, source)
    fields = [
        Shown(name, f"{one.name}.{name.name}", texts[name.name], choices=name.choices)
        for name in one.inputs
    ]
    for shown in fields:
        if shown.input.kind == "choice" and not shown.text:
            shown.text = shown.choices[0][0]
    return SectionForm(one, fields, is_own, may_be_own=is_of_tier)


def _field_at(form: TermsForm, path: str) -> Shown | None:
    """Find the field that stands for a path of the document, the nearest one."""
    plain = path.replace("purchase_days", "purchase.days").replace("gift_days", "gift.days")
    plain = plain.partition("[")[0]
    fitting = [
        (_same(plain, shown.path.removeprefix("receipts.")), shown)
        for one in form.sections
        for shown in one.fields
    ]
    likely = [(same, shown) for same, shown in fitting if same]
    return max(likely, key=lambda one: one[0])[1] if likely else None


def _same(path: str, name: str) -> int:
    """Count the steps that a path and a field's name have in common, all or most of a path."""
    common = 0
    for step, other in zip(path.split("."), name.split("."), strict=False):
        if step != other:
            break
        common += 1
    return common
