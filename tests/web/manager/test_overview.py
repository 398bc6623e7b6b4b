"""What came of today."""

import re
from collections.abc import Callable

from plushka.domain.programmes import files
from plushka.domain.programmes.operations import publish
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.models import Staff
from plushka.web.ui.clock import now
from tests.web.conftest import Shop, open_shop
from tests.web.manager.conftest import Person
from tests.web.till.people import Cashier, join, text_of


def figures(page: str) -> list[str]:
    """The big numbers of the page, in their order."""
    found = re.findall(r'class="figure num[^"]*">([^<]+)<', page)
    return [one.replace("\N{NO-BREAK SPACE}", " ").strip() for one in found]


def test_a_new_company_is_told_what_to_do_first(newcomer: tuple[Person, Shop]):
    person, shop = newcomer

    page = person.get()

    said = text_of(page)
    assert "Nothing was sold yet. Five steps to the first bonus, in five minutes:" in said
    assert f"/rules/{shop.tenant.slug}" in page.content.decode()
    assert figures(page.content.decode()) == []


def test_the_figures_of_today_are_those_of_the_sales(
    enter: Callable[[Staff], Person], newcomer: tuple[Person, Shop]
):
    person, shop = newcomer
    anna = join(shop, points=30_000)
    cashier = Cashier(enter(shop.cashier).client)
    cashier.sell(member=anna, total="1000")
    cashier.sell(total="250.50")

    page = person.get().content.decode()

    assert figures(page) == ["2", "50 points", "0 points", "1"]
    assert "1,250.50" in page
    assert "Joined today: 1" in page


def test_points_of_another_value_are_told_beside_what_they_paid(
    enter: Callable[[Staff], Person], newcomer: tuple[Person, Shop]
):
    """E19: 200 points at 0.50 paid 100.00."""
    person, shop = newcomer
    anna = join(shop, points=30_000)
    with tenant_context(shop.tenant.id):
        programme = files.plain(files.preset("bonusplus"))
        programme["money"] = {"currency": "RUB", "point_value": "0.50"}
        programme["confirmations"]["redeem"] = False
        publish(programme=files.read(programme), actor="system:test", at=now())
    Cashier(enter(shop.cashier).client).sell(member=anna, total="1000", redeem="200")

    page = person.get().content.decode()

    assert figures(page) == ["1", "45 points", "200 points", "1"]
    assert ">100.00\N{NO-BREAK SPACE}₽<" in page


def test_the_neighbour_sees_nothing_of_it(
    enter: Callable[[Staff], Person], newcomer: tuple[Person, Shop]
):
    _, shop = newcomer
    Cashier(enter(shop.cashier).client).sell(total="777.77")
    stranger = open_shop("Дуб")

    page = enter(stranger.owner).get().content.decode()

    assert "777.77" not in page
    assert shop.tenant.name not in page
    assert figures(page) == []


def test_the_statements_do_not_grow_with_the_sales(
    enter: Callable[[Staff], Person],
    newcomer: tuple[Person, Shop],
    django_assert_max_num_queries: Callable[[int], object],
):
    person, shop = newcomer
    cashier = Cashier(enter(shop.cashier).client)
    for _ in range(3):
        cashier.sell(total="10")

    with django_assert_max_num_queries(18):  # type: ignore[attr-defined]
        person.get()


def test_the_navigation_says_where_one_is(owner: Person):
    here = {
        path: re.findall(r'href="([^"]+)"\s+aria-current="page"', owner.get(path).content.decode())
        for path in ("", "programme", "settings")
    }

    assert here[""] == ["/manage/"]
    assert here["programme"][0] == "/manage/programme"
    assert here["settings"] == ["/manage/settings"]
