"""A rule under work: shown, told in words, and kept where it lives, in a programme or campaign."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from plushka.domain.rules import rule as rules
from plushka.domain.rules.invalid import Problem, RuleInvalid
from plushka.web.manager.rules import faults
from plushka.web.manager.rules.offers import Offers
from plushka.web.manager.rules.rule_form import RuleForm, written
from plushka.web.manager.rules.tree_form import Group, Leaf, every
from plushka.web.manager.rules.tree_writing import Places

_NAMELESS = "…"


@dataclass(frozen=True, slots=True)
class Home:
    """Where rules live: the documents there, and addresses of its pages."""

    documents: list[dict[str, Any]]
    offers: Offers
    #: The page of the list, the constructor, the words of it, and where a rule is thrown away.
    back: str
    address: str
    telling: str
    removing: str
    #: What the documents were when the page was opened.
    stamp: str = ""

    def find(self, code: str) -> dict[str, Any] | None:
        """Give the rule of a code."""
        return next((one for one in self.documents if one["code"] == code), None)

    def others(self, code: str) -> set[str]:
        """Give the codes of all rules but one."""
        return {one["code"] for one in self.documents} - {code}

    def with_rule(self, document: dict[str, Any], *, was: str) -> list[dict[str, Any]]:
        """Give all rules with one in the place it had, or as the last."""
        kept = [document if one["code"] == was else one for one in self.documents]
        return kept if self.find(was) else [*kept, document]

    def without(self, code: str) -> list[dict[str, Any]]:
        """Give all rules but one."""
        return [one for one in self.documents if one["code"] != code]


@dataclass(frozen=True, slots=True)
class Told:
    """A rule of a list."""

    code: str
    name: str
    sentence: str


def told(home: Home) -> list[Told]:
    """Tell all rules that live in a place."""
    return [
        Told(one.code, one.name, _sentence(one, home.offers))
        for one in rules.read_all(home.documents)
    ]


def sentence(form: RuleForm, home: Home) -> str:
    """Tell a form in words; empty where it is no rule yet."""
    document, problems, _places = _read(form, home)
    return "" if problems else _sentence(rules.read(document), home.offers)


def look_through(form: RuleForm, home: Home) -> tuple[dict[str, Any], list[Problem]]:
    """Give the document of a form, and what is wrong with it, said at its places too."""
    document, problems, places = _read(form, home)
    faults.tell(form, problems, places)
    return document, problems


def _read(form: RuleForm, home: Home) -> tuple[dict[str, Any], list[Problem], Places]:
    others = home.others(form.was)
    document, places = written(form, taken=others, zone=home.offers.zone)
    problems: list[Problem] = [] if form.name else [("name", "name it")]
    try:
        # A rule without a name is looked through all the same.
        rules.read(document | {"name": form.name or _NAMELESS})
    except RuleInvalid as invalid:
        problems += invalid.problems
    if document["code"] in others:
        problems.append(("code", f"{document['code']} is the code of an earlier rule"))
    return document, problems, places


def tell_again(form: RuleForm, problems: list[Problem], home: Home) -> None:
    """Put what others found wrong at its places."""
    _document, places = written(form, taken=home.others(form.was), zone=home.offers.zone)
    faults.tell(form, problems, places)


def missing(form: RuleForm) -> list[tuple[str, str]]:
    """Give what is still wrong: the field to go to, and the sentence."""
    return list(_missing(form))


def _missing(form: RuleForm) -> Iterator[tuple[str, str]]:
    for name, text in form.errors.items():
        yield (f"rule-{name}" if name in {"name", "code"} else "effects"), text
    yield from _missing_in(form.condition)
    for effect in form.effects:
        if effect.error:
            yield f"{effect.path}-effect".replace(".", "-"), effect.error
        yield from ((field.id, field.error) for field in effect.shown if field.error)
        yield from _missing_in(effect.lines)


def _missing_in(group: Group) -> Iterator[tuple[str, str]]:
    for node in every(group):
        place = node.path.replace(".", "-")
        asking = node.asking if isinstance(node, Leaf) else node.measure
        if node.error:
            yield f"{place}-{'field' if isinstance(node, Leaf) else 'how'}", node.error
        if asking.error:
            yield f"{place}-value", asking.error


def _sentence(rule: rules.Rule, offers: Offers) -> str:
    return rules.told(rule, offers.language, currency=offers.currency, names=offers.names)
