"""The sections of a programme; a field's name is its place in the section."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from plushka.web.manager.forms.inputs import Choices, Input
from plushka.web.manager.terms.inviting import INVITING
from plushka.web.manager.terms.section import Section

__all__ = ["SECTIONS", "Section"]


_KINDS: Choices = [
    ("days", _("after so many days")),
    ("end_of_month", _("with a month")),
    ("end_of_quarter", _("with a quarter")),
    ("end_of_year", _("with a year")),
    ("date", _("on a day")),
    ("never", _("never")),
]


def _term(prefix: str, label: Promise) -> tuple[Input, ...]:
    return (
        Input(f"{prefix}.mode", "choice", label, "", _KINDS),
        Input(
            f"{prefix}.days", "whole", _("Days"), _("For “after so many days”."), is_optional=True
        ),
        Input(
            f"{prefix}.after_months",
            "whole",
            _("Months later"),
            _("For the end of a month, quarter or year."),
            is_optional=True,
        ),
        Input(f"{prefix}.date", "date", _("Last day"), _("For “on a day”."), is_optional=True),
    )


def _limit(prefix: str, label: Promise) -> tuple[Input, ...]:
    return (
        Input(
            f"{prefix}.max_percent",
            "percent",
            label,
            _("Empty is no limit of their own."),
            is_optional=True,
        ),
        Input(f"{prefix}.with_discount", "flag", _("Also pay for what has a discount")),
        Input(
            f"{prefix}.exclusions",
            "list",
            _("Never pay for these categories"),
            _("Each on a line."),
        ),
    )


SECTIONS: tuple[Section, ...] = (
    Section(
        "activation",
        _("When points open"),
        "",
        (
            Input(
                "mode",
                "choice",
                _("Points of a purchase open"),
                "",
                [
                    ("immediate", _("at once")),
                    ("next_day", _("the next day")),
                    ("after_days", _("after some days")),
                    ("event", _("when an outside system says so")),
                ],
            ),
            Input(
                "days",
                "whole",
                _("After how many days"),
                _("For “after some days”."),
                is_optional=True,
            ),
            Input(
                "type",
                "code",
                _("Type of the event"),
                _("For “when an outside system says so”."),
                is_optional=True,
            ),
            Input(
                "latest_days",
                "whole",
                _("At the latest after, days"),
                _("Empty is not before it comes."),
                is_optional=True,
            ),
        ),
        of_tiers=True,
    ),
    Section(
        "paying",
        _("Paying with points"),
        _("What points may pay of a receipt."),
        (
            Input("max_percent", "percent", _("At most, percent of the receipt")),
            Input(
                "multiple",
                "amount",
                _("In multiples of"),
                _("100 lets 100, 200, 300 be redeemed."),
            ),
            Input("minimum", "amount", _("At least so many points")),
            Input("min_line_price", "amount", _("Of each line at least so much in money")),
            *_limit("purchase", _("Points of purchases: at most, percent")),
            *_limit("gift", _("Given points: at most, percent")),
        ),
        of_tiers=True,
    ),
    Section(
        "expiry",
        _("How long points live"),
        "",
        (
            *_term("purchase", _("Points of purchases end")),
            *_term("gift", _("Given points end")),
            Input("warn_days", "whole", _("Warn so many days before")),
            Input("warn_if_more_than", "amount", _("If more points end than")),
        ),
        of_tiers=True,
    ),
    Section(
        "birthday",
        _("Birthday gift"),
        _("Empty points are no gift."),
        (
            Input("gift", "amount", _("Points"), is_optional=True),
            Input("days_before", "whole", _("Days before the birthday")),
            Input("valid_days", "whole", _("Live, days")),
        ),
        of_tiers=True,
        needed=("gift",),
    ),
    Section(
        "referral",
        _("Friends"),
        _("What a newcomer and who brought them get. Empty is nothing."),
        (
            Input("newcomer.gift", "amount", _("Points to the newcomer"), is_optional=True),
            Input(
                "newcomer.usable_at_first_purchase",
                "flag",
                _("Good for the first purchase"),
                _("If not, the points open with the first purchase."),
            ),
            Input("referrer.percent", "percent", _("Percent to the referrer"), is_optional=True),
            Input(
                "referrer.base",
                "choice",
                _("Of what"),
                "",
                [
                    ("purchase_paid", _("what the newcomer pays")),
                    ("bonuses_earned", _("the points the newcomer earns")),
                    ("fixed", _("so many points for each purchase")),
                ],
            ),
            Input(
                "referrer.first_n_purchases",
                "whole",
                _("Only of so many first purchases"),
                _("Empty is of all of them. One that came back does not count."),
                is_optional=True,
            ),
            Input(
                "referrer.period_days",
                "whole",
                _("Only so many days after the newcomer joined"),
                _("Empty is without an end."),
                is_optional=True,
            ),
            Input(
                "referrer.most_a_month",
                "amount",
                _("At most so many points a month, for all friends together"),
                _("Empty is without a limit."),
                is_optional=True,
            ),
            Input("keys.phone", "flag", _("The referrer is named by phone")),
            Input("keys.card", "flag", _("The referrer is named by card")),
        ),
        of_tiers=True,
        needed=("newcomer.gift", "referrer.percent"),
    ),
    INVITING,
    Section(
        "exclusions",
        _("What does not count"),
        _("Categories of goods, each on a line."),
        (
            Input("accrual", "list", _("Earn nothing")),
            Input("redemption", "list", _("Are not paid with points")),
            Input("tier_total", "list", _("Do not count towards a tier")),
            Input("discount", "list", _("Get no discount")),
        ),
    ),
    Section(
        "money",
        _("What a point is worth"),
        _("A change converts the points that members have: their worth in money stays."),
        (Input("point_value", "amount", _("One point pays so much money")),),
    ),
    Section(
        "rounding",
        _("Rounding"),
        "",
        (
            Input(
                "direction",
                "choice",
                _("What is earned is rounded"),
                "",
                [
                    ("down", _("down")),
                    ("half_even", _("to the nearest")),
                    ("up", _("up")),
                ],
            ),
            Input(
                "to",
                "choice",
                _("To"),
                "",
                [("0.01", _("hundredths of a point")), ("1", _("whole points"))],
            ),
        ),
    ),
    Section(
        "receipts",
        _("On the receipt"),
        "",
        (
            Input(
                "treatment",
                "choice",
                _("Points on a receipt are"),
                _("Ask your accountant: taxes hang on it."),
                [
                    ("discount", _("a lower price")),
                    ("consideration", _("a payment beside money")),
                ],
            ),
            Input(
                "spending_order",
                "choice",
                _("Which points go first"),
                "",
                [
                    ("nearest_expiry", _("those that end first")),
                    ("gift_first", _("given points")),
                    ("purchase_first", _("points of purchases")),
                    ("fifo", _("those that came first")),
                ],
            ),
            Input("late_limit_days", "whole", _("Receipts are taken for so many days")),
        ),
    ),
)
"""In the order of the page. ``receipts`` stands at the top of the document, not in a section."""
