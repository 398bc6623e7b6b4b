"""A campaign as a form: read from a document or from what was sent, changed, and written."""

from dataclasses import dataclass, field
from typing import Any

from plushka.domain.rules.fields.kinds import OF_LINES, OF_MEMBERS
from plushka.domain.rules.triggers.purchase import PURCHASE
from plushka.lib.latin import code_of
from plushka.web.manager.campaigns.fields import MARGIN, NAMES, PLAIN, STACKING
from plushka.web.manager.forms.inputs import Shown, read_text, shown_text
from plushka.web.manager.forms.nested import Nested, is_number, part_at, rows_at, text_at
from plushka.web.manager.rules import changing, effect_form, tree_form, tree_writing
from plushka.web.manager.rules.effect_form import EffectForm
from plushka.web.manager.rules.offers import Offers
from plushka.web.manager.rules.tree_form import Group
from plushka.web.manager.rules.tree_writing import Places

type Document = dict[str, Any]

MOST_ROWS = 20
MIDNIGHT, DAYS_END = "00:00", "24:00"


@dataclass(slots=True)
class Hours:
    """A stretch of the day as it is typed."""

    begins: str = ""
    ends: str = ""
    error: str = ""


@dataclass(slots=True)
class BudgetRow:
    """A budget as it is typed."""

    of: str = "points"
    most: str = ""
    each: str = "campaign"
    per: str = "all"
    error: str = ""
    is_new: bool = False


@dataclass(slots=True)
class CampaignForm:
    """A campaign as it stands in the form; ``first`` is what a new one gives at a purchase."""

    code: str
    texts: dict[str, str]
    starts: str
    ends: str
    weekdays: list[str]
    hours: list[Hours]
    outlets: list[str]
    audience: Group
    products: Group
    budgets: list[BudgetRow]
    first: EffectForm | None = None
    shown: dict[str, Shown] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    #: Whether a button took a budget away, so the focus goes to the one that adds.
    is_left: bool = False

    @property
    def names(self) -> list[Shown]:
        """The fields of its name."""
        return [self.shown[one.name] for one in NAMES]

    @property
    def stacking(self) -> list[Shown]:
        """The fields of what becomes of it beside others."""
        return [self.shown[one.name] for one in STACKING]

    @property
    def margin(self) -> Shown:
        """The field of the margin guard."""
        return self.shown[MARGIN.name]

    @property
    def has_stacking_error(self) -> bool:
        """Whether what is folded away has to be seen."""
        return any(one.error for one in self.stacking)


def new() -> CampaignForm:
    """Begin a campaign."""
    texts = {one.name: "" for one in PLAIN}
    texts |= {"stacking.group": "all", "stacking.mode": "sum", "stacking.priority": "100"}
    return CampaignForm(
        "", texts, "", "", [], [Hours()], [], _nothing(), _nothing(), [], effect_form.new("points")
    )


def read(document: Document, zone: str) -> CampaignForm:
    """Read a campaign of a document."""
    hours = [Hours(one["from"], _clock(one["upto"])) for one in document["hours"]]
    budgets = [
        BudgetRow(one["of"], shown_text("amount", one["most"]), one["each"], one["per"])
        for one in document["budgets"]
    ]
    return CampaignForm(
        code=document["code"],
        texts={one.name: shown_text(one.kind, _at(document, one.name)) for one in PLAIN},
        starts=document["starts"],
        ends=document.get("ends", ""),
        weekdays=list(document["weekdays"]),
        hours=hours or [Hours()],
        outlets=list(document["outlets"]),
        audience=tree_form.read(document.get("audience"), OF_MEMBERS, zone),
        products=tree_form.read(document.get("products"), OF_LINES, zone),
        budgets=budgets,
    )


def sent(tree: Nested, code: str, do: str = "") -> CampaignForm:
    """Read a campaign that was sent, after its button did what it says."""
    form = CampaignForm(
        code=code,
        texts={one.name: _text(tree, one.name) for one in PLAIN},
        starts=text_at(tree, "starts")[:16],
        ends=text_at(tree, "ends")[:16],
        weekdays=text_at(tree, "weekdays").splitlines(),
        hours=[Hours(text_at(row, "from"), text_at(row, "upto")) for row in rows_at(tree, "hours")]
        or [Hours()],
        outlets=text_at(tree, "outlets").splitlines(),
        audience=tree_form.sent(part_at(tree, "audience")),
        products=tree_form.sent(part_at(tree, "products")),
        budgets=[_budget(row) for row in rows_at(tree, "budgets")][:MOST_ROWS],
        first=effect_form.sent(part_at(tree, "first")) if "first" in tree else None,
    )
    _change(form, do)
    return form


def settle(form: CampaignForm, offers: Offers) -> None:
    """Tell each part where it stands and what may be chosen there."""
    form.shown = {
        one.name: Shown(one, one.name, form.texts[one.name], choices=one.choices) for one in PLAIN
    }
    tree_form.settle(form.audience, path="audience", scope=OF_MEMBERS, offers=offers)
    tree_form.settle(form.products, path="products", scope=OF_LINES, offers=offers)
    if form.first is not None:
        effect_form.settle(form.first, path="first", trigger=PURCHASE, offers=offers)


def written(form: CampaignForm, rules: list[Document], *, zone: str) -> tuple[Document, Places]:
    """Give the document of a campaign, and what of the form stands at its conditions."""
    places: Places = {}
    names = {language: form.texts[f"name.{language}"].strip() for language in ("ru", "uk", "en")}
    said = next((name for name in names.values() if name), "")
    document: Document = {
        "code": form.code or code_of(names["en"] or said) or "campaign",
        # A company that speaks one language need not type three.
        "name": {language: name or said for language, name in names.items()},
        "starts": form.starts,
        "weekdays": form.weekdays,
        "hours": [
            {"from": one.begins, "upto": DAYS_END if one.ends == MIDNIGHT else one.ends}
            for one in form.hours
            if one.begins or one.ends
        ],
        "outlets": form.outlets,
        "stacking": {
            name: read_text(
                form.shown[f"stacking.{name}"].input.kind, form.texts[f"stacking.{name}"]
            )
            for name in ("group", "mode", "priority")
        },
        "budgets": [_budget_document(row) for row in form.budgets],
        "rules": rules or _first_rules(form, said, zone, places),
    }
    if form.ends:
        document["ends"] = form.ends
    if form.texts["margin_share"].strip():
        document["margin_share"] = read_text("percent", form.texts["margin_share"])
    for name, group in (("audience", form.audience), ("products", form.products)):
        condition = tree_writing.written(group, at=name, zone=zone, places=places)
        if condition is not None:
            document[name] = condition
    return document, places


def _first_rules(form: CampaignForm, name: str, zone: str, places: Places) -> list[Document]:
    """Give the rule of a campaign that is new: what a purchase gives."""
    if form.first is None:
        return []
    effect = effect_form.written(form.first, at="rules[0].effects[0]", zone=zone, places=places)
    return [{"code": "first", "name": name or "—", "trigger": "purchase", "effects": [effect]}]


def _change(form: CampaignForm, do: str) -> None:
    word, _colon, path = do.partition(":")
    steps = path.split(".")
    match word, steps:
        case "budget", _ if len(form.budgets) < MOST_ROWS:
            # What gives no points would never use a budget in points.
            is_money = form.first is not None and form.first.kind in {"discount", "fixed"}
            form.budgets.append(BudgetRow("money" if is_money else "points", is_new=True))
        case "hours", _ if len(form.hours) < MOST_ROWS:
            form.hours.append(Hours())
        case "remove", ["budgets", number] if is_number(number):
            del form.budgets[int(number) : int(number) + 1]
            form.is_left = True
        case (("condition" | "group" | "remove"), ["audience", *inner]):
            changing.change_group(form.audience, word, inner)
        case (("condition" | "group" | "remove"), ["products", *inner]):
            changing.change_group(form.products, word, inner)
        case (("condition" | "group" | "remove"), ["first", "lines", *inner]) if form.first:
            changing.change_group(form.first.lines, word, inner)


def _budget(row: Nested) -> BudgetRow:
    return BudgetRow(
        text_at(row, "of"), text_at(row, "most"), text_at(row, "each"), text_at(row, "per")
    )


def _budget_document(row: BudgetRow) -> Document:
    return {
        "of": row.of,
        "most": read_text("amount", row.most),
        "each": row.each,
        "per": row.per,
    }


def _clock(text: str) -> str:
    """Write the end of a day as browsers type it."""
    return MIDNIGHT if text == DAYS_END else text


def _nothing() -> Group:
    return Group("all", [])


def _text(tree: Nested, name: str) -> str:
    *steps, last = name.split(".")
    for step in steps:
        tree = part_at(tree, step)
    return text_at(tree, last)


def _at(document: Any, name: str) -> Any:
    for step in name.split("."):
        document = document.get(step) if isinstance(document, dict) else None
    return document
