"""What the shape of a campaign cannot say."""

import datetime as dt
from collections.abc import Iterator

from msgspec import UNSET

from plushka.domain.campaigns.document import Budget, Campaign, Hours

type Problems = Iterator[tuple[str, str]]


def problems(campaign: Campaign) -> Problems:
    """All that is wrong with a document of the right shape."""
    yield from _term(campaign)
    if not campaign.rules:
        yield "rules", "a campaign promises something: at least one rule is needed"
    if len(set(campaign.weekdays)) < len(campaign.weekdays):
        yield "weekdays", "name each day once"
    yield from _hours(campaign.hours)
    if len(set(campaign.outlets)) < len(campaign.outlets):
        yield "outlets", "name each outlet once"
    yield from _budgets(campaign.budgets)
    if campaign.margin_share is not UNSET:
        share = campaign.margin_share
        if is_over(share, 100):
            yield "margin_share", "must be at most 100"


def is_over(number: str, most: int) -> bool:
    """Whether a decimal text is more than a whole number."""
    whole, _, rest = number.partition(".")
    return int(whole) > most or (int(whole) == most and rest.strip("0") != "")


def _term(campaign: Campaign) -> Problems:
    starts = _moment(campaign.starts)
    if starts is None:
        yield "starts", "there is no such moment"
    if campaign.ends is UNSET:
        return
    ends = _moment(campaign.ends)
    if ends is None:
        yield "ends", "there is no such moment"
    elif starts is not None and ends <= starts:
        yield "ends", "a campaign ends after it starts"


def _moment(text: str) -> dt.datetime | None:
    try:
        return dt.datetime.fromisoformat(text)
    except ValueError:
        return None


def _hours(hours: tuple[Hours, ...]) -> Problems:
    for number, one in enumerate(hours):
        if one.upto <= one.from_ or one.from_ >= "24:00" or one.upto > "24:00":
            yield f"hours[{number}].upto", "must be later than from, and at most 24:00"
        elif any(one.from_ < other.upto and other.from_ < one.upto for other in hours[:number]):
            yield f"hours[{number}]", "overlaps with hours before it"


def _budgets(budgets: tuple[Budget, ...]) -> Problems:
    seen: set[tuple[str, str, str]] = set()
    for number, budget in enumerate(budgets):
        name = (budget.of, budget.each, budget.per)
        if name in seen:
            yield f"budgets[{number}]", "there is such a budget already"
        seen.add(name)
        if not budget.most.strip("0."):
            yield f"budgets[{number}].most", "must be above zero"
        elif budget.of == "uses" and budget.most.partition(".")[2].strip("0"):
            yield f"budgets[{number}].most", "uses are a whole number"
