"""A draw in the cabinet: prepared, opened, closed, drawn; prizes handed over or passed on."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext

from plushka.domain.draws import outside
from plushka.domain.draws.models import Draw, Winner
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.models import Staff
from tests.web.access import drawn
from tests.web.conftest import Shop, hire
from tests.web.manager.conftest import Person
from tests.web.till.people import join, now

DAY = dt.timedelta(days=1)

FORM = {
    "name": "Чайник за крышку",
    "prizes.0.name": "Чайник",
    "prizes.0.count": "1",
    "prizes.1.name": "<b>Кружка</b>",
    "prizes.1.count": "20",
    "opens": "2026-01-01T00:00",
    "closes": "2099-01-01T00:00",
    "reserves": "3",
    "once": "ticket",
    "outside": "DRAND",
    "rules": "Крышка — шанс.",
    "do": "save",
}
NOTHING_KEPT = "Not kept yet: look at what is marked."


def text(answer: HttpResponse) -> str:
    return answer.content.decode()


def only_draw(shop: Shop) -> Draw:
    with tenant_context(shop.tenant.id):
        return Draw.objects.get()


def again(shop: Shop, draw: Draw) -> Draw:
    with tenant_context(shop.tenant.id):
        return Draw.objects.get(id=draw.id)


def winners(shop: Shop, draw: Draw) -> list[Winner]:
    with tenant_context(shop.tenant.id):
        return list(Winner.objects.filter(draw_id=draw.id).order_by("place"))


def test_a_draw_is_prepared_changed_and_opened(newcomer: tuple[Person, Shop]):
    person, shop = newcomer
    assert "No draws yet" in text(person.get("draws"))

    person.post("draws/new", **FORM)
    draw = only_draw(shop)
    page = person.get(f"draws/{draw.id}/edit")
    assert "&lt;b&gt;Кружка&lt;/b&gt;" in text(page)
    changed = FORM | {"name": "Два чайника", "prizes.0.count": "2", "version": "1"}
    person.post(f"draws/{draw.id}/edit", **changed)
    person.post(f"draws/{draw.id}/open", version="2")

    draw = only_draw(shop)
    assert (draw.name, draw.state, draw.is_once_a_member) == ("Два чайника", "OPEN", False)
    assert [one["count"] for one in draw.prizes] == [2, 20]
    assert draw.opens_at == dt.datetime(2025, 12, 31, 21, tzinfo=dt.UTC)
    shown = text(person.get(f"draws/{draw.id}"))
    assert draw.commitment in shown
    assert f"/draws/{shop.tenant.slug}/{draw.id}" in shown
    assert "Два чайника" in text(person.get("draws"))
    assert person.get(f"draws/{draw.id}/edit").status_code == 302


def test_more_lines_are_given_without_keeping_anything(newcomer: tuple[Person, Shop]):
    person, shop = newcomer

    answer = person.post("draws/new", **FORM | {"do": "more"})

    assert "prizes.3.name" in text(answer)
    with tenant_context(shop.tenant.id):
        assert not Draw.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"name": ""}, "Type a name"),
        ({"prizes.1.count": "0"}, "1 or more"),
        ({"prizes.1.count": "много"}, "1 or more"),
        ({"prizes.0.name": "", "prizes.0.count": "", "prizes.1.name": ""}, "Type a name"),
        ({"closes": "2025-01-01T00:00"}, "after the beginning"),
        ({"opens": "завтра"}, "Choose a day and a time."),
        ({"opens": "0001-01-01T00:00"}, "Choose a day and a time."),
        ({"reserves": "9999"}, "from 0 to 1000"),
        ({"outside": "WRITTEN"}, "which value it will be"),
        ({"rules": "ъ" * 5001}, "at most 5000"),
    ],
    ids=str,
)
def test_what_cannot_be_promised_is_told_beside_its_field(
    owner: Person, shop: Shop, wrong: dict[str, str], told: str
):
    answer = owner.post("draws/new", **FORM | {"name": "Новый"} | wrong)

    assert answer.status_code == 422
    assert told in text(answer)
    assert NOTHING_KEPT in text(answer)
    with tenant_context(shop.tenant.id):
        assert not Draw.objects.filter(name="Новый").exists()


def test_whoever_is_second_to_change_a_draft_is_told(owner: Person, shop: Shop):
    draw = drawn.prepare(shop, closes=now() + DAY)
    owner.post(f"draws/{draw.id}/edit", **FORM | {"version": "1", "name": "Первое"})

    answer = owner.post(f"draws/{draw.id}/edit", **FORM | {"version": "1", "name": "Второе"})

    assert answer.status_code == 422
    assert "Somebody changed the draw meanwhile" in text(answer)
    assert "Второе" in text(answer)
    assert again(shop, draw).name == "Первое"


def test_the_list_is_fixed_when_its_time_is_over_and_not_before(owner: Person, shop: Shop):
    later = drawn.open_(shop, (join(shop), 1), closes=now() + DAY)
    over = drawn.open_(shop, (join(shop), 1), closes=now() - DAY)

    assert "Fix the list now" not in text(owner.get(f"draws/{later.id}"))
    refused = owner.post(f"draws/{later.id}/close", version=str(later.version))
    owner.post(f"draws/{over.id}/close", version=str(over.version))

    assert (refused.status_code, again(shop, later).state) == (422, "OPEN")
    assert again(shop, over).state == "CLOSED"
    assert "can be drawn from then on" in text(owner.get(f"draws/{over.id}"))


def test_winners_are_drawn_with_the_value_that_was_awaited(owner: Person, shop: Shop):
    draw = drawn.close(shop, *((join(shop), 2) for _ in range(5)))
    page = text(owner.get(f"draws/{draw.id}"))
    assert outside.address(draw.outside_round) in page

    refused = owner.post(f"draws/{draw.id}/draw", version=str(draw.version), outside_value="12")
    assert refused.status_code == 422
    assert "the 96 digits" in text(refused)
    assert 'value="12"' in text(refused)
    owner.post(f"draws/{draw.id}/draw", version=str(draw.version), outside_value=drawn.VALUE)

    rows = winners(shop, draw)
    assert [row.state for row in rows] == ["WON", "WON", "WON", "RESERVE"]
    shown = text(owner.get(f"draws/{draw.id}"))
    assert all(f"{row.number}</td>" in shown for row in rows)


def test_a_value_told_in_words_is_typed_with_its_source(owner: Person, shop: Shop):
    draw = drawn.close(shop, outside="WRITTEN", outside_promise="Тираж лотереи 5 декабря")
    assert "Тираж лотереи 5 декабря" in text(owner.get(f"draws/{draw.id}"))

    owner.post(
        f"draws/{draw.id}/draw",
        version=str(draw.version),
        outside_value="7 13 21",
        outside_source="Газета",
    )

    draw = again(shop, draw)
    assert (draw.outside_value, draw.outside_source) == ("7 13 21", "Газета")
    assert "nobody has won" in text(owner.get(f"draws/{draw.id}"))


def test_a_step_that_is_pressed_twice_is_taken_once(owner: Person, shop: Shop):
    draw = drawn.prepare(shop, closes=now() + DAY)

    answers = [owner.post(f"draws/{draw.id}/open", version="1") for _ in range(2)]

    assert [one.status_code for one in answers] == [302, 302]
    assert again(shop, draw).version == 2


def test_a_step_from_an_older_page_is_told(owner: Person, shop: Shop):
    draw = drawn.open_(shop, closes=now() + DAY)

    answer = owner.post(f"draws/{draw.id}/cancel", version="1", reason="Дождь")

    assert answer.status_code == 422
    assert "Somebody changed the draw meanwhile" in text(answer)
    assert "Дождь" in text(answer)
    assert again(shop, draw).state == "OPEN"


def test_a_draw_is_cancelled_with_a_reason(owner: Person, shop: Shop):
    draw = drawn.open_(shop, closes=now() + DAY)
    version = str(draw.version)

    assert owner.post(f"draws/{draw.id}/cancel", version=version, reason=" ").status_code == 422
    owner.post(f"draws/{draw.id}/cancel", version=version, reason="Поставщик подвёл")

    assert again(shop, draw).state == "CANCELLED"
    assert "Поставщик подвёл" in text(owner.get(f"draws/{draw.id}"))


def test_prizes_are_handed_over_taken_back_and_passed_on(owner: Person, shop: Shop):
    draw = drawn.draw_(shop, *((join(shop), 1) for _ in range(4)))
    first, second, *_ = winners(shop, draw)

    owner.post(f"draws/{draw.id}/winners/{first.id}", do="hand-over")
    owner.post(f"draws/{draw.id}/winners/{second.id}", do="pass-on", reason="DECLINED")
    told = owner.post(f"draws/{draw.id}/winners/{second.id}", do="hand-over")

    states = [row.state for row in winners(shop, draw)]
    assert states == ["HANDED_OVER", "PASSED_ON", "WON", "WON"]
    assert "Somebody has settled this prize meanwhile" in text(told)
    assert "would not have it" in text(owner.get(f"draws/{draw.id}"))
    owner.post(f"draws/{draw.id}/winners/{first.id}", do="take-back")
    assert winners(shop, draw)[0].state == "WON"


def test_winners_are_exported_with_phones_for_who_may_see_them(
    enter: Callable[[Staff], Person], owner: Person, shop: Shop
):
    draw = drawn.draw_(shop, (join(shop, phone="+79161112233"), 1))
    analyst = enter(hire(shop.tenant, "Вера", "ANALYST"))

    in_full = text(owner.get(f"draws/{draw.id}/winners.csv"))
    masked = text(analyst.get(f"draws/{draw.id}/winners.csv"))

    assert in_full.splitlines()[0].endswith("Place,Ticket,Prize,State,Reason,Name,Phone")
    assert "1,1,Чайник,to be handed over,," in in_full
    assert "79161112233" in in_full
    assert "79161112233" not in masked


def test_who_may_only_look_sees_no_buttons(enter: Callable[[Staff], Person], shop: Shop):
    draw = drawn.draw_(shop, (join(shop), 1))
    analyst = enter(hire(shop.tenant, "Вера", "ANALYST"))

    page = text(analyst.get(f"draws/{draw.id}"))

    assert "Handed over" not in page
    assert "Cancel the draw" not in page
    assert analyst.post(f"draws/{draw.id}/cancel", version="1", reason="x").status_code == 403


def test_a_draw_of_another_company_is_not_there(owner: Person, oak: Shop):
    draw = drawn.draw_(oak, (join(oak), 1))

    assert owner.get(f"draws/{draw.id}").status_code == 404
    assert owner.get(f"draws/{draw.id}/winners.csv").status_code == 404
    assert owner.post(f"draws/{draw.id}/open", version="1").status_code == 404


def test_winners_are_shown_a_hundred_a_page(owner: Person, shop: Shop):
    draw = drawn.draw_(shop, (join(shop), 130), reserves=120, is_once_a_member=False)

    first = text(owner.get(f"draws/{draw.id}"))
    second = text(owner.get(f"draws/{draw.id}", after="100"))

    assert 'href="?after=100"' in first
    assert 'href="?after=' not in second
    assert (first.count("<tr>"), second.count("<tr>")) == (101, 24)


def test_the_pages_ask_as_much_for_three_as_for_one(newcomer: tuple[Person, Shop]):
    person, shop = newcomer

    def asked(path: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert person.get(path).status_code == 200
        return len(queries)

    one = drawn.draw_(shop, (join(shop), 1))
    for_one = asked("draws"), asked(f"draws/{one.id}")
    for _ in range(2):
        three = drawn.draw_(shop, *((join(shop), 1) for _ in range(3)))

    assert (asked("draws"), asked(f"draws/{three.id}")) == for_one
    assert max(for_one) <= 25
