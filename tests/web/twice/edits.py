"""Forms that change what is there: where each is found, and what two people type into it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from uuid import uuid4

from plushka.domain.campaigns import operations as campaigns
from plushka.domain.members.card import next_card
from plushka.domain.messaging import funds
from plushka.domain.programmes import drafts
from plushka.domain.segments import operations as segments
from plushka.domain.tenants.context import tenant_context
from plushka.lib.ids import new_id
from tests.domain.campaigns.cast import campaign, rule
from tests.web.access.asking import signed_in
from tests.web.conftest import Shop
from tests.web.till.people import now
from tests.web.twice.pages import Opened, Page, pages

SYSTEM = "system:test"
SWAP = " -> "
"""Between a part of what stands in a field and what is typed in its place."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A form by the page it is on, the name of its address, and what is typed one after another.

    ``do`` is the button. ``first`` and ``second`` are typed over what stood there.
    """

    page: str
    action: str
    first: dict[str, str]
    second: dict[str, str]
    do: str = ""

    @property
    def name(self) -> str:
        """Say which it is, for the test's own name."""
        return f"{self.page} {self.action}"


def _edit(page: str, action: str, field: str, first: str, second: str, do: str = "") -> Edit:
    return Edit(page, action, {field: first}, {field: second}, do)


EDITS = (
    _edit("manager-staff-person", "manager-staff-person", "name", "Первое", "Второе"),
    _edit("manager-company", "manager-company", "name", "Первое", "Второе"),
    _edit("manager-begin-step", "manager-begin-step", "name", "Третье", "Четвёртое"),
    _edit("manager-outlet", "manager-outlet", "name", "Первое", "Второе"),
    _edit("manager-member-edit", "manager-member-edit", "surname", "Первая", "Вторая"),
    _edit("manager-member", "manager-member-tags", "tags", "первый", "второй"),
    _edit("manager-member", "manager-member-card", "card", next_card(), next_card()),
    _edit("manager-till-limits", "manager-till-limits", "CLAIMS.soft", "1", "2"),
    _edit("manager-bulks", "manager-bulk-policy", "alone", "71", "72"),
    _edit("manager-draw-edit", "manager-draw-edit", "name", "Первое", "Второе", "save"),
    _edit(
        "manager-message-text",
        "manager-message-text-change",
        "text",
        "Вам -> Тебе",
        "Вам -> Нам",
        "save",
    ),
    Edit("manager-message-text", "manager-message-manner", {"is_on": ""}, {"is_on": "yes"}),
    _edit("manager-message-prices", "manager-message-prices-change", "0.steps.1", "2.80", "2.90"),
    _edit("manager-codes-batch", "manager-codes-change", "name", "Первое", "Второе"),
    _edit("manager-codes-settings", "manager-codes-settings", "alarm_at", "201", "202"),
    _edit("manager-reward", "manager-reward", "points", "110", "120"),
    Edit(
        "manager-reward",
        "manager-reward-stock",
        {"pieces": "1", "reason": "Привезли"},
        {"pieces": "2", "reason": "Нашли"},
    ),
    _edit("manager-message-rules", "manager-message-rules-change", "a_week", "4", "5"),
    _edit("costs that are counted", "manager-message-warn", "warn_below", "10", "20"),
    _edit("an open draft", "manager-draft-tier", "max_percent", "11", "12"),
    _edit("an open draft", "manager-draft-yaml", "yaml", "Подарок -> Раз", "Подарок -> Два"),
    _edit("terms of the draft", "manager-draft-terms", "birthday.gift", "1100", "1200"),
    _edit("rates of the draft", "manager-draft-rates", "earning.0.percent", "3", "4", "save"),
    _edit("a rule of the draft", "manager-draft-rule", "name", "Первое", "Второе", "save"),
    _edit("a campaign's draft", "manager-campaign", "name.ru", "Первая", "Вторая", "save"),
    _edit("a campaign's rule", "manager-campaign-rule", "name", "Первое", "Второе", "save"),
    _edit("a segment", "manager-members-filter", "name", "Первый", "Второй", "save"),
    _edit("member-profile", "member-profile-save", "surname", "Первая", "Вторая"),
)


def edited_pages() -> dict[str, Page]:
    """Give all pages with forms by name, with those that only these forms are on."""
    return {page.name: page for page in [*pages(), *_own()]}


def _own() -> Iterator[Page]:
    yield Page("costs that are counted", _counted)
    for name, part in (
        ("an open draft", ""),
        ("terms of the draft", "/terms"),
        ("rates of the draft", "/rates"),
        ("a rule of the draft", "/rule?code=gift"),
    ):
        yield Page(name, _draft(part))
    yield Page("a campaign's draft", _campaign(""))
    yield Page("a campaign's rule", _campaign("/rule?code=gift"))
    yield Page("a segment", _segment)


def _counted(shop: Shop) -> Opened:
    with tenant_context(shop.tenant.id):
        funds.put_in(amount=100_00, payment_id=new_id(), actor=SYSTEM, at=now())
    return signed_in(shop.owner), "/manage/messages/costs"


def _draft(part: str) -> Callable[[Shop], Opened]:
    def opened(shop: Shop) -> Opened:
        with tenant_context(shop.tenant.id):
            known = drafts.open_draft(actor=SYSTEM, at=now())
            rules = [rule({"effect": "points", "points": "100"})]
            document = known.document | {"rules": rules}
            drafts.change_draft(document=document, actor=SYSTEM, at=now())
        return signed_in(shop.owner), f"/manage/programme/draft{part}"

    return opened


def _campaign(part: str) -> Callable[[Shop], Opened]:
    def opened(shop: Shop) -> Opened:
        code = f"edited_{uuid4().hex[:8]}"
        with tenant_context(shop.tenant.id):
            campaigns.save_draft(code=code, document=campaign(code), actor=SYSTEM, at=now())
        return signed_in(shop.owner), f"/manage/campaign/{code}{part}"

    return opened


def _segment(shop: Shop) -> Opened:
    condition = {"all": [{"field": "member.tier", "is": "gold"}]}
    with tenant_context(shop.tenant.id):
        made = segments.create(name=uuid4().hex, condition=condition, actor=SYSTEM, at=now())
    return signed_in(shop.owner), f"/manage/members/filter?segment={made}"
