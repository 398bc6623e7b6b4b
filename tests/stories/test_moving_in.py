"""A shop brings its past along: from files, in order, cut off and resumed."""

import csv
import datetime as dt
import json
import signal

import pytest

from plushka.config.demo import made_up
from plushka.lib.money import show
from tests.stories.installed import Said, stop, wait_for

pytestmark = pytest.mark.slow

HEADER = "outlet,receipt,at,member,sku,category,supplier,quantity,price,discount"
ANNA = "+7 916 123-45-67"
CARD = "4608877000015"


def write(path, *rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEADER.split(","), *rows])
    return path


def row(receipt, price, *, day=1, member=ANNA, outlet="main", discount=""):
    at = f"2026-03-{day:02d}T12:00:00+03:00"
    return [outlet, receipt, at, member, "", "food", "", "", price, discount]


@pytest.fixture
def company(plushka, request):
    slug = request.node.name.replace("_", "-")[-40:].strip("-")
    assert plushka.run("tenant", "create", slug, "--name", "Липа").code == 0
    return slug


def closing(said: Said):
    numbers = dict(said.told)
    assert numbers.pop("seconds") >= 0
    return numbers


def test_a_past_counts_in_order_of_time(plushka, company, tmp_path):
    # Gold from the receipt after the one that passes 10 000.00, wherever they stand in the file.
    file = write(
        tmp_path / "past.csv",
        row("C", "100", day=3),
        row("A", "10000.01", day=1),
        row("B", "100", day=2, member=CARD),
        row("B", "50", day=2, member=CARD, discount="10"),
        row("D", "77", day=4, member="", outlet="side"),
    )

    said = plushka.run("sales", "import", file, "--tenant", company, "--create-missing", "--json")

    assert said.code == 0
    assert closing(said) == {
        "receipts": 4,
        "recorded": 4,
        "repeated": 0,
        "refused": 0,
        "total": "10317.01",
        # 5 % of 10 000.01 and of 140.00, 10 % of 100.00, nothing for nobody.
        "accrued": "517.00",
    }
    assert not (tmp_path / "past.csv.refused.csv").exists()


def test_what_cannot_be_taken_is_written_down_and_the_rest_is_taken(plushka, company, tmp_path):
    file = write(
        tmp_path / "past.csv",
        row("A", "100"),
        row("B", "-1", day=2),
        row("C", "10", day=3, discount="11"),
        row("D", "10", day=4, member="12"),
    )
    plain = plushka.run("sales", "import", file, "--tenant", company)

    said = plushka.run("sales", "import", file, "--tenant", company, "--create-missing", "--json")

    assert plain.code == 0
    assert "refused   4" in plain.out
    assert closing(said) == {
        "receipts": 4,
        "recorded": 1,
        "repeated": 0,
        "refused": 3,
        "total": "100.00",
        "accrued": "5.00",
    }
    with (tmp_path / "past.csv.refused.csv").open(encoding="utf-8", newline="") as refused:
        told = [(line["receipt"], line["row"], line["code"]) for line in csv.DictReader(refused)]
    assert told == [("B", "3", "invalid"), ("C", "4", "invalid"), ("D", "5", "invalid")]


def test_a_file_again_is_all_repeats_and_a_receipt_that_differs_is_refused(
    plushka, company, tmp_path
):
    rows = [row("A", "100"), row("B", "200", day=2)]
    file = write(tmp_path / "past.csv", *rows)
    first = plushka.run("sales", "import", file, "--tenant", company, "--create-missing", "--json")
    again = plushka.run("sales", "import", file, "--tenant", company, "--json")

    write(file, rows[0], row("B", "201", day=2), *rows[:1])
    differs = plushka.run("sales", "import", file, "--tenant", company, "--json")

    sums = {"total": "300.00", "accrued": "15.00"}
    assert closing(first) == {"receipts": 2, "recorded": 2, "repeated": 0, "refused": 0} | sums
    assert closing(again) == {"receipts": 2, "recorded": 0, "repeated": 2, "refused": 0} | sums
    # A stands twice in the file and adds to the sums once.
    sums = {"total": "100.00", "accrued": "5.00"}
    assert closing(differs) == {"receipts": 3, "recorded": 0, "repeated": 2, "refused": 1} | sums
    assert "repeat_differs" in (tmp_path / "past.csv.refused.csv").read_text(encoding="utf-8")


def year(path):
    zone = dt.timezone(dt.timedelta(hours=3))
    back = dt.date(2026, 6, 1) - made_up.LAST_DAY
    rows = [
        [
            basket.store,
            basket.number,
            (basket.at + back).replace(tzinfo=zone).isoformat(),
            f"+7916{basket.household:07d}",
            item.product,
            item.department,
            item.manufacturer,
            1,
            show(item.price),
            show(item.discount),
        ]
        for basket in made_up.baskets()
        for item in basket.items
    ]
    return write(path, *rows)


def expected(path):
    """Add a year up a second time, with a dozen lines that know nothing of the product."""
    nets = {}
    with path.open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            name = line["at"], int(line["receipt"]), line["member"]
            kopecks = [int(line[cell].replace(".", "")) for cell in ("price", "discount")]
            nets[name] = nets.get(name, 0) + kopecks[0] - kopecks[1]
    paid, accrued = {}, 0
    for (_, _, member), net in sorted(nets.items()):
        before = paid.get(member, 0)
        accrued += net * (10 if before > 1_000_000 else 5) // 100
        paid[member] = before + net
    return {"receipts": len(nets), "total": show(sum(nets.values())), "accrued": show(accrued)}


def test_an_import_that_was_killed_half_way_ends_with_the_same_totals(plushka, company, tmp_path):
    file = year(tmp_path / "year.csv")
    wanted = expected(file)
    arguments = ("sales", "import", file, "--tenant", company, "--create-missing", "--json")
    recorded = "SELECT count(*) FROM sales_sale s JOIN tenants_tenant t ON t.id = s.tenant_id"
    killed = plushka.start(*arguments)
    wait_for(lambda: plushka.ask(f"{recorded} WHERE t.slug = %s", company)[0][0] >= 500)
    stop(killed, signal.SIGKILL)
    [[before]] = plushka.ask(f"{recorded} WHERE t.slug = %s", company)

    resumed = closing(plushka.run(*arguments))

    assert 500 <= before < wanted["receipts"]
    assert resumed == wanted | {
        "recorded": wanted["receipts"] - resumed["repeated"],
        "repeated": resumed["repeated"],
        "refused": 0,
    }
    assert before <= resumed["repeated"] < wanted["receipts"]
    verified = plushka.run("verify", "--tenant", company, "--json")
    assert (verified.code, json.loads(verified.out)["broken"]) == (0, [])


def test_a_file_that_is_no_table_is_told_in_one_sentence(plushka, company, tmp_path):
    file = tmp_path / "past.csv"
    file.write_bytes(b"\xff\xfe\x00")

    said = plushka.run("sales", "import", file, "--tenant", company, "--json")

    assert (said.code, said.out) == (1, "")
    assert said.err == "past.csv is not UTF-8 text: save it as UTF-8.\n"
