"""A programme is tried on the past in the cabinet: asked for, watched, read by both sides."""

import csv
import io
from decimal import Decimal

import pytest
from django.utils.translation import override

from plushka.domain.programmes import drafts
from plushka.domain.replay.models import Replay
from plushka.domain.replay.working import carry_out
from plushka.domain.tenants.context import tenant_context
from plushka.web.manager.lab.charts import pairs
from plushka.web.manager.views import replay_tables
from plushka.web.manager.views import replays as views
from plushka.web.ui.templatetags.ui import signed
from tests.web.conftest import Shop
from tests.web.manager.conftest import Person
from tests.web.manager.lab import draft_of, sell
from tests.web.till.people import join, now, text_of

SPACE = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"


def said(person: Person, path: str, **sent: str) -> str:
    return text_of(person.get(path, **sent)).replace(SPACE, " ")


def ask(person: Person, source: str = "draft", days: str = "30", last: str = "") -> str:
    answer = person.post("programme/replay", source=source, days=days, last=last)
    assert answer.status_code == 302
    return str(answer["Location"]).removeprefix("/manage/")


def work(shop: Shop) -> int:
    return carry_out(tenant_id=shop.tenant.id, clock=now)


def test_a_draft_is_tried_and_both_sides_are_told(newcomer: tuple[Person, Shop]):
    person, shop = newcomer
    anna = join(shop, name="Анна")
    sell(shop, anna, "1000.00", category="кофе")
    draft_of(shop, percent="8")

    place = ask(person)
    waiting = person.get(place)
    work(shop)
    page = said(person, place)

    assert "It waits for its turn." in text_of(waiting)
    assert "Look again" in text_of(waiting)
    assert b'hx-trigger="every 2s"' in waiting.content
    assert "1 receipt from " in page
    assert "Issued 80 points +30 It was 50 points" in page
    assert "Redeemed 0 points no difference" in page
    assert "Issued 50 80 +30" in page
    assert "What is left, in money 50.00 ₽ 80.00 ₽ +30" in page
    assert "кофе 1,000.00 ₽ 50 80 +30" in page
    assert "1 member, 30.00 ₽ together. Анна +30 1 receipt" in page
    assert "0 members, 0.00 ₽ together." in page
    assert "Look again" not in page


def test_losers_are_told_with_what_they_lose(newcomer: tuple[Person, Shop]):
    person, shop = newcomer
    sell(shop, join(shop, name="Анна"), "1000.00")
    draft_of(shop, percent="3")

    place = ask(person)
    work(shop)

    assert f"Анна {MINUS}20 1 receipt" in said(person, place)
    assert f"Анна 1 50 → 30 50 → 30 Standard {MINUS}20" in said(
        person, f"{place}/members", first="losers"
    )


def test_the_rules_as_they_were_say_that_they_gave_the_ledger_again(
    newcomer: tuple[Person, Shop],
):
    person, shop = newcomer
    sell(shop, join(shop), "1000.00")

    place = ask(person, source="unchanged", days="")
    work(shop)
    page = said(person, place)

    assert "1 receipt up to " in page
    assert "gave the ledger again, to the kopeck. Receipts compared: 1, accounts: 1." in page
    assert "Issued 50 50 0" in page


def test_members_are_listed_page_by_page_from_either_end(
    newcomer: tuple[Person, Shop], monkeypatch: pytest.MonkeyPatch
):
    person, shop = newcomer
    for name, total in (("Анна", "300.00"), ("Богдан", "200.00"), ("Вера", "100.00")):
        sell(shop, join(shop, name=name), total)
    draft_of(shop, percent="10")
    place = ask(person)
    work(shop)
    monkeypatch.setattr(views, "PAGE", 2)

    first = said(person, f"{place}/members")
    rest = said(person, f"{place}/members", after="2")
    below = said(person, f"{place}/members", first="losers")

    assert [name in first for name in ("Анна", "Богдан", "Вера")] == [True, True, False]
    assert [name in rest for name in ("Анна", "Богдан", "Вера")] == [False, False, True]
    assert [name in below for name in ("Анна", "Богдан", "Вера")] == [False, True, True]
    assert ("Next" in first, "Next" in rest) == (True, False)


def test_how_far_it_is_survives_a_reload(newcomer: tuple[Person, Shop]):
    person, shop = newcomer
    place = ask(person, source="1")
    with tenant_context(shop.tenant.id):
        Replay.objects.update(state="RUNNING", done=1500, of=2000)

    told = [said(person, place) for _ in range(2)]

    assert all("1,500 of 2,000 receipts are looked through." in one for one in told)
    assert "Version 1" in told[0]
    assert "runs, 75%" in said(person, "programme/replay")


def test_a_window_ends_with_its_last_day(newcomer: tuple[Person, Shop]):
    """What was sold today is not told of a window that ended before."""
    person, shop = newcomer
    sell(shop, join(shop), "1000.00")

    place = ask(person, source="1", days="10", last="2026-09-30")
    ask(person, source="1", days="", last="2026-09-30")
    work(shop)

    page, listed = said(person, place), said(person, "programme/replay")
    assert "0 receipts from 21 September 2026 to 30 September 2026." in page
    assert "21 September 2026 – 30 September 2026" in listed
    assert "up to 30 September 2026" in listed


def test_one_that_met_a_fault_says_so(newcomer: tuple[Person, Shop]):
    person, shop = newcomer
    place = ask(person, source="unchanged")
    with tenant_context(shop.tenant.id):
        Replay.objects.update(state="FAILED")

    assert "This replay met a fault." in said(person, place)


@pytest.mark.parametrize(
    ("source", "days", "last", "told"),
    [
        ("draft", "30", "", "There is no draft any more"),
        ("7", "30", "", "There is no such version."),
        ("tomorrow", "30", "", "Choose what is tried on the past."),
        ("٣", "30", "", "Choose what is tried on the past."),
        ("unchanged", "0", "", "Type a whole number of days"),
        ("unchanged", "1.5", "", "Type a whole number of days"),
        ("unchanged", "30", "1999-12-31", "Choose a last day"),
        ("unchanged", "30", "2026-02-30", "Choose a last day"),
        ("unchanged", "30", "9999-12-31", "Choose a last day"),
        ("unchanged", "10000", "", "Type a whole number of days"),
    ],
)
def test_what_cannot_be_tried_is_refused(
    newcomer: tuple[Person, Shop], source: str, days: str, last: str, told: str
):
    person, shop = newcomer

    answer = person.post("programme/replay", source=source, days=days, last=last)

    assert answer.status_code == 422
    assert told in text_of(answer)
    with tenant_context(shop.tenant.id):
        assert not Replay.objects.exists()


def test_the_neighbours_replays_are_nowhere(newcomer: tuple[Person, Shop], owner: Person):
    place = ask(newcomer[0], source="unchanged")

    assert owner.get(place).status_code == 404
    assert owner.get(f"{place}/members").status_code == 404


def test_bars_share_a_scale_and_what_is_small_is_seen():
    drawn = pairs([("a", 4000, 1000), ("b", 1, 0), ("c", 0, 0), ("d", -5, -1)])

    assert [(one.name, one.was_width, one.would_width) for one in drawn] == [
        ("a", "100.0%", "25.0%"),
        ("b", "0.1%", "0%"),
    ]


@pytest.mark.parametrize(("sum_", "told"), [("0", "0"), ("5", "+5"), ("-1234.50", "−1,234.50")])
def test_a_difference_has_its_sign(sum_: str, told: str):
    with override("en"):
        assert signed(int(Decimal(sum_) * 100)) == told.replace("−", MINUS)


def test_nobody_changes_the_draft_by_trying_it(newcomer: tuple[Person, Shop]):
    person, shop = newcomer
    draft_of(shop, percent="8")
    with tenant_context(shop.tenant.id):
        before = drafts.get_draft().document

    ask(person)
    work(shop)

    with tenant_context(shop.tenant.id):
        assert drafts.get_draft().document == before


def test_tables_are_downloaded_for_a_spreadsheet(
    newcomer: tuple[Person, Shop], monkeypatch: pytest.MonkeyPatch
):
    """Part by part, and nothing that a spreadsheet would run as a formula."""
    person, shop = newcomer
    monkeypatch.setattr(replay_tables, "AT_ONCE", 1)
    for name, total in (("=HYPERLINK(1)", "100.00"), ("Анна", "1000.00")):
        sell(shop, join(shop, name=name), total, category="@food", sku="=1")
    draft_of(shop, percent="3")
    place = ask(person)
    work(shop)

    members = table_of(person, f"{place}/members.csv")
    tiers = table_of(person, f"{place}/tiers.csv")
    categories = table_of(person, f"{place}/categories.csv")
    products = table_of(person, f"{place}/products.csv")

    assert members[0][1:5] == ["Member", "Receipts", "Earned: As it was", "Earned: As it would be"]
    assert [row[1:5] + row[-1:] for row in members[1:]] == [
        ["'=HYPERLINK(1)", "1", "5.00", "3.00", "-2.00"],
        ["Анна", "1", "50.00", "30.00", "-20.00"],
    ]
    assert [(row[0], row[9], row[10]) for row in tiers[1:]] == [("Standard", "55.00", "33.00")]
    assert [row[:5] for row in categories[1:]] == [["'@food", "2", "2", "1100.00", "1100.00"]]
    assert [row[:5] for row in products[1:]] == [["'=1", "2", "2", "1100.00", "1100.00"]]


def test_a_table_of_a_replay_that_is_not_done_is_nowhere(newcomer: tuple[Person, Shop]):
    person, _ = newcomer
    place = ask(person, source="1")

    waiting = [person.get(f"{place}/{name}.csv") for name in ("members", "tiers", "passwords")]

    assert [answer.status_code for answer in waiting] == [404, 404, 404]


def test_the_neighbours_tables_are_nowhere(newcomer: tuple[Person, Shop], owner: Person):
    place = ask(newcomer[0], source="1")
    work(newcomer[1])

    assert owner.get(f"{place}/members.csv").status_code == 404


def table_of(person: Person, path: str) -> list[list[str]]:
    answer = person.get(path)
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))
