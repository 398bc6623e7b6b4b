"""Whatever is sent, the constructor and a campaign's form answer with what they understand."""

from typing import Any

from django.http import QueryDict
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from plushka.domain.campaigns.reading import CampaignInvalid, read
from plushka.domain.rules.fields.kinds import FIELDS, LINE_FIELDS
from plushka.domain.rules.operators.kinds import OPERATORS
from plushka.web.manager.campaigns import faults
from plushka.web.manager.campaigns import form as campaign_form
from plushka.web.manager.forms.nested import nested
from plushka.web.manager.rules import changing, editing, rule_form
from plushka.web.manager.rules.editing import Home
from plushka.web.manager.rules.effect_inputs import INPUTS
from plushka.web.manager.rules.offers import Offers

OFFERS = Offers("Europe/Moscow", "RUB", "en", [("gold", "Gold")], [], [("accrued", "accrued")])
HOME = Home([], OFFERS, "", "", "", "")
NUMBERS = ("0", "1", "٣", "9" * 5000)
STEPS = st.sampled_from(
    ("condition", "effects", "audience", "products", "first", "lines", "parts", "budgets", "hours",
     "how", "field", "op", "value", "upto", "code", "kind", "measure", "effect", "was", "of",
     "most", "percent", "points", "name", "trigger", "starts", "rows", *NUMBERS)
)  # fmt: skip
WORDS = st.sampled_from(
    (*FIELDS, *LINE_FIELDS, *OPERATORS, *INPUTS, "all", "any", "not", "any_line", "lines", "total",
     "member.attributes.", "event.data.", "external", "review", "", "\x00", "1" * 400, "true",
     "-1", "2026-11-21", "10:00", "2026-02-30T25:00", "7,5", "{}", "%(x)s")
)  # fmt: skip
NAMES = st.lists(STEPS, min_size=1, max_size=8).map(".".join)
SENT = st.dictionaries(NAMES, st.lists(WORDS, min_size=1, max_size=3), max_size=25)
BUTTONS = st.one_of(
    st.tuples(
        st.sampled_from(("condition", "group", "remove", "effect", "budget", "")), NAMES
    ).map(":".join),
    st.text(max_size=20),
)


def tree_of(sent: dict[str, list[str]]) -> Any:
    posted = QueryDict(mutable=True)
    for name, values in sent.items():
        posted.setlist(name, values)
    return nested(posted)


@given(sent=SENT, do=BUTTONS)
def test_nonsense_makes_no_rule_and_breaks_nothing(sent: dict[str, list[str]], do: str):
    form = rule_form.sent(tree_of(sent))
    with override("en"):
        changing.change(form, do)
        rule_form.settle(form, OFFERS)
        _document, problems = editing.look_through(form, HOME)

        assert bool(problems) == bool(editing.missing(form))
        assert bool(problems) != bool(editing.sentence(form, HOME))


@given(sent=SENT, do=BUTTONS)
def test_nonsense_makes_no_campaign_and_breaks_nothing(sent: dict[str, list[str]], do: str):
    form = campaign_form.sent(tree_of(sent), "", do)
    with override("en"):
        campaign_form.settle(form, OFFERS)
        document, places = campaign_form.written(form, [], zone="Europe/Moscow")
        try:
            read(document)
        except CampaignInvalid as invalid:
            faults.tell(form, invalid.errors, places)
