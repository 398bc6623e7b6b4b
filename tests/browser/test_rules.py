"""Every one of the twelve profiles R11 to R22 is built by hand, and ruled by once published."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from plushka.domain.programmes import drafts, files
from plushka.domain.programmes.queries import rules
from plushka.domain.tenants.context import tenant_context
from tests.browser.building import Builder
from tests.browser.conftest import SMALL_PHONE
from tests.browser.reading import broken, sticks_out, width
from tests.browser.test_cabinet import enter
from tests.web.conftest import Shop, open_shop
from tests.web.till.people import now

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def published(shop: Shop) -> dict[str, dict[str, Any]]:
    with tenant_context(shop.tenant.id):
        document = rules(zone=shop.tenant.timezone).at(now()).document
    return {rule["trigger"]: rule for rule in files.plain(document)["rules"]}


def begin_with_a_text(shop: Shop) -> None:
    """Begin a draft with a text that a rule may send: the preset has none."""
    text = {"ru": "До встречи!", "uk": "До зустрічі!", "en": "See you!"}
    with tenant_context(shop.tenant.id):
        document = drafts.open_draft(actor="system:tests", at=now()).document
        messages = document["messages"] | {"farewell": text}
        drafts.change_draft(
            document=document | {"messages": messages}, actor="system:tests", at=now()
        )


def build_all(builder: Builder) -> None:
    """Build a rule of each profile, as a marketer would."""
    welcome = builder.begin("Enrolment", "Welcome")
    welcome.ask("channel of enrolment", "is", "qr").give("Points", points="100").save()
    builder.begin("Birthday", "Cake").give("A gift", reward="cake").save()
    coffee = builder.begin("Purchase", "Happy coffee")
    coffee.ask("tier", "is", "Gold").ask("weekday", "is one of", ["Monday", "Tuesday"])
    coffee.group("There is a line of the receipt where").ask("category", "is", "кофе")
    coffee.give("More points for the purchase", factor="2").save()
    builder.begin("Profile filled in", "Tell us").ask(
        "fields filled in", "have", "birth_date"
    ).give("Points", points="50", valid_days="30").save()
    builder.begin("Newsletter subscription", "News").ask(
        "channel of the newsletter", "is", "email"
    ).give("A tag", tag="читает").save()
    builder.begin("Review", "Thanks").ask("rating", "is at least", "4").ask(
        "text was written", "is", "yes"
    ).give("Points", points="30").save()
    builder.begin("Member’s achievement", "Golden").ask("kind of achievement", "is", "tier").ask(
        "achievement", "is", "gold"
    ).give("A badge", badge="golden").save()
    builder.begin("Referrer’s achievement", "Ten friends").ask(
        "number of invitees", "is at least", "10"
    ).give("A tier for a while", tier="Gold", days="90").save()
    builder.begin("Outside event", "App").ask_named(
        "what came with the event…", "game", "a text", "is", "won"
    ).give("Points", points="5").save()
    builder.begin("Supplier’s goods sold", "Bakery").ask("supplier", "is", "пекарня").give(
        "A percent to the supplier", percent="2.5"
    ).save()
    builder.begin("Payment with points", "Spender").ask(
        "worth of the points", "is from … to", ("100", "500")
    ).give("A reward to those who brought the member", percents="3\n1").save()
    builder.begin("Payout", "Goodbye").ask("amount of the payout", "is more than", "1000").give(
        "A message", text="farewell"
    ).save()
    builder.begin("Activation of a code", "Lucky").ask("prefix of the code", "is", "LETO").give(
        "Points", points="7"
    ).save()


def test_every_profile_is_built_by_hand_and_published(look: Callable[..., Any]):
    shop = open_shop("Липа")
    begin_with_a_text(shop)
    with look() as window:
        enter(window, shop.marketer.email)
        build_all(Builder(window))
        window.go("/manage/programme/draft")
        window.page.get_by_role("button", name="Publish").click()
        window.page.wait_for_url("**/manage/programme/2")
        told = window.page.locator(".told-rules").inner_text()
        assert window.troubles == []

    found = published(shop)
    assert {
        trigger: (rule.get("condition"), rule["effects"]) for trigger, rule in found.items()
    } == (RULES)
    assert (
        "Purchase, if tier is “Gold” and weekday is one of Monday, Tuesday and there is a line"
        " where category is “кофе”: points earned × 2" in told
    )
    assert (
        "Referrer’s achievement, if number of invitees is at least 10: tier “Gold” for 90 days"
        in told
    )


def points(amount: str, **more: Any) -> dict[str, Any]:
    return {"effect": "points", "points": amount, "opens_days": 0, "valid_days": None} | more


RULES: dict[str, Any] = {
    "registration": ({"field": "registration.channel", "is": "qr"}, [points("100.00")]),
    "birthday": (None, [{"effect": "gift", "reward": "cake", "pieces": 1}]),
    "purchase": (
        {
            "all": [
                {"field": "member.tier", "is": "gold"},
                {"field": "time.weekday", "in": ["mon", "tue"]},
                {"any_line": {"field": "line.category", "is": "кофе"}},
            ]
        },
        [{"effect": "multiplier", "factor": "2"}],
    ),
    "profile_filled": (
        {"field": "profile.filled", "has": "birth_date"},
        [points("50.00", valid_days=30)],
    ),
    "subscription": (
        {"field": "subscription.channel", "is": "email"},
        [{"effect": "tag", "tag": "читает", "is_removed": False}],
    ),
    "review": (
        {
            "all": [
                {"field": "review.rating", "from": 4},
                {"field": "review.has_text", "is": True},
            ]
        },
        [points("30.00")],
    ),
    "achievement": (
        {
            "all": [
                {"field": "achievement.kind", "is": "tier"},
                {"field": "achievement.code", "is": "gold"},
            ]
        },
        [{"effect": "badge", "badge": "golden"}],
    ),
    "referrer_achievement": (
        {"field": "network.invitees", "from": 10},
        [{"effect": "tier", "tier": "gold", "days": 90}],
    ),
    "external": ({"field": "event.data.game", "is": "won"}, [points("5.00")]),
    "supplier_sale": (
        {"field": "supplier.name", "is": "пекарня"},
        [{"effect": "supplier", "percent": "2.5"}],
    ),
    "redemption": (
        {"field": "redemption.worth", "between": ["100.00", "500.00"]},
        [{"effect": "upline", "percents": ["3", "1"], "of": "receipt.to_pay"}],
    ),
    "payout": (
        {"field": "payout.amount", "gt": "1000.00"},
        [{"effect": "message", "text": "farewell", "to": "member"}],
    ),
    "activation": ({"field": "activation.prefix", "is": "LETO"}, [points("7.00")]),
}


def test_a_rule_is_built_by_keyboard_alone(look: Callable[..., Any]):
    shop = open_shop("Липа")
    with look() as window:
        page, press = window.page, window.page.keyboard.press
        enter(window, shop.marketer.email)
        window.go("/manage/programme/draft")
        page.click("text=Begin a draft")
        window.go("/manage/programme/draft/rule?trigger=purchase")

        page.focus("#rule-name")
        page.keyboard.type("By keys")
        for _step in range(2):
            press("Tab")
        assert window.focused() == "condition-add"
        press("Enter")
        page.wait_for_selector("#condition-parts-0-field:focus")
        page.keyboard.type("total of the receipt")
        page.wait_for_selector("#condition-parts-0-value")
        press("Tab")
        press("Tab")
        page.keyboard.type("500")
        expect(page.locator("#rule-told")).to_contain_text("Type a sum")
        page.focus("#effects-0-points")
        page.keyboard.type("20")
        expect(page.locator("#rule-told")).to_contain_text("total of the receipt is 500.00 ₽")
        press("Enter")

        page.wait_for_url("**/manage/programme/draft/rules")
        expect(page.locator(".rule-row")).to_contain_text("By keys")
        assert window.troubles == []


def test_a_rule_is_built_without_scripts_on_a_phone(look: Callable[..., Any]):
    shop = open_shop("Липа")
    with look(size=SMALL_PHONE, java_script_enabled=False) as window:
        page = window.page
        enter(window, shop.marketer.email)
        window.go("/manage/programme/draft")
        page.click("text=Begin a draft")
        window.go("/manage/programme/draft/rule?trigger=purchase")

        page.fill("#rule-name", "Без скриптов")
        page.click("#condition-add")
        page.select_option("#condition-parts-0-field", "receipt.total")
        page.click("text=Show what fits")
        page.select_option("#condition-parts-0-op", "from")
        page.fill("#condition-parts-0-value", "1 000,50")
        page.click("#rule-save")
        expect(page.locator("#effects-0-points-note")).to_have_text("Type a sum, such as 146.98.")
        page.fill("#effects-0-points", "7")
        page.click("#rule-save")

        expect(page.locator(".rule-row")).to_contain_text("at least 1,000.50 ₽: 7 points")


@pytest.mark.parametrize(
    ("language", "scheme"), [("ru", "light"), ("uk", "dark"), ("en", "light")]
)
def test_the_constructor_can_be_read_by_everybody_on_a_phone(
    look: Callable[..., Any], language: str, scheme: str
):
    shop = open_shop("Липа")
    options = {"color_scheme": scheme, "bypass_csp": True}
    with look(size=SMALL_PHONE, language=language, **options) as window:
        page = window.page
        enter(window, shop.marketer.email)
        window.go("/manage/programme/draft")
        page.click("main >> button")
        window.go("/manage/programme/draft/rules")
        found = [(broken(window), sticks_out(window), width(window))]
        window.go("/manage/programme/draft/rule?trigger=purchase")
        builder = Builder(window)
        builder.place = "condition"
        builder.group("any_line").group("any").leaf("line.category", "in")
        builder.place = "condition"
        builder.leaf("time.weekday", "in")
        page.select_option("#effects-0-effect", "discount")
        page.wait_for_selector("#effects-0-lines-add")
        page.click("#rule-save")
        page.wait_for_selector("[role=alert]")
        found.append((broken(window), sticks_out(window), width(window)))

    assert found == [([], [], 360)] * 2
