"""The steps of a reckoning told in words: what each is made of, and what it comes to."""

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from plushka.domain.replay.affording import Afforded, Asked, Step
from plushka.lib import money

_PARTS = 100
"""Ten-thousandths of a percent in a hundredth of it."""


def steps(asked: Asked, found: Afforded, *, currency: str) -> list[str]:
    """Tell a reckoning, one sentence a step."""
    return [_tell(one, asked, found, currency) for one in found.steps]


def _tell(step: Step, asked: Asked, found: Afforded, currency: str) -> str:
    """Tell the steps that are a sentence with numbers; the others ask what was found."""
    match step.code:
        case "thresholds":
            return _thresholds(found, _money(step.sum or 0, currency))
        case "expiry":
            return _expiry(step, found)
        case code:
            return _sentences()[code] % {
                "sum": _money(step.sum or 0, currency),
                "percent": percent_told(step.percent or 0),
                "sales": _whole(asked.sales),
                "average": _money(asked.average, currency),
            }


def _sentences() -> dict[str, str]:
    return {
        "turnover": _("A month of such sales brings %(sum)s: %(sales)s receipts of %(average)s."),
        "margin": _("The margin of %(percent)s%% is %(sum)s of that."),
        "budget": _("Customers get %(percent)s%% of the margin: %(sum)s a month at most."),
        "most": _(
            "So the best tier may give %(percent)s%% of a receipt: %(sum)s of an average one."
        ),
        "tiers": _("Everybody begins with %(percent)s%%. The rest is a reserve."),
        "paying": _("Points pay for at most %(percent)s%% of a receipt."),
    }


def _thresholds(found: Afforded, sum_: str) -> str:
    if len(found.tiers) == 1:
        return _("There is room for one tier only.")
    return _("The highest tier begins after purchases of %(sum)s.") % {"sum": sum_}


def _expiry(step: Step, found: Afforded) -> str:
    lives = ngettext(
        "Points live %(days)s day.", "Points live %(days)s days.", found.expiry_days
    ) % {"days": found.expiry_days}
    if step.days is None:
        return lives
    comes = ngettext(
        "A customer comes about every %(days)s day.",
        "A customer comes about every %(days)s days.",
        step.days,
    ) % {"days": step.days}
    return f"{comes} {lives}"


def percent_told(parts: int) -> str:
    """Write a percent as people read it: «4,5»."""
    written = money.localised(parts // _PARTS, get_language() or "en")
    whole, mark, rest = written[:-3], written[-3], written[-2:].rstrip("0")
    return f"{whole}{mark}{rest}" if rest else whole


def _money(kopecks: int, currency: str) -> str:
    return money.priced(kopecks, currency, get_language() or "en")


def _whole(count: int) -> str:
    return money.localised(count * 100, get_language() or "en")[:-3]
