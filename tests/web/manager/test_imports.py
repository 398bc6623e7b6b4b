"""The owner brings a file: looks, tries, brings in, takes back."""

import csv
import io
import re
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from plushka.config.task_kinds import KINDS
from plushka.domain.imports.models import Import
from plushka.domain.members.models import Identifier, Member
from plushka.domain.tasks import operations as tasks
from plushka.domain.tasks.working import carry_on
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.models import Staff
from plushka.web.ui.clock import now
from tests.web.conftest import Shop, open_shop
from tests.web.manager.conftest import Person
from tests.web.till.people import text_of

FILE = (
    "Телефон;ФИО;Баланс бонусов;Любимый цвет\n"
    "8 916 123-45-67;<b>Анна</b> Петрова;100,50;=HYPERLINK(1)\n"
    "7,91E+10;Богдан Коваль;5;синий\n"
)
CHOSEN = {"column-0": "phone", "column-1": "name", "column-2": "balance", "column-3": "attribute"}


def upload(person: Person, content: str = FILE, kind: str = "members", name: str = "люди.csv"):
    file = SimpleUploadedFile(name, content.encode("cp1251"))
    return person.post("imports", kind=kind, file=file)


def work(shop: Shop) -> None:
    while carry_on(tenant_id=shop.tenant.id, kinds=KINDS, clock=now):
        pass


@pytest.fixture
def place(newcomer: tuple[Person, Shop]) -> tuple[Person, Shop, Callable[[str], str]]:
    """A newly founded company, its owner, and what steps of its only import are called."""
    person, shop = newcomer

    def step(name: str = "") -> str:
        with tenant_context(shop.tenant.id):
            row = Import.objects.order_by("-created_at").first()
        return f"imports/{row.id}{'/' if name else ''}{name}"

    return person, shop, step


def test_a_file_is_looked_at_tried_brought_in_and_taken_back(place):
    person, shop, step = place
    assert "Nothing was brought yet" in text_of(person.get("imports"))

    answer = upload(person)
    assert answer.status_code == 302
    page = person.get(step()).content.decode()
    assert re.findall(r'value="(\w+)"\s+selected', page)[:3] == ["phone", "name", "balance"]
    assert "&lt;b&gt;Анна&lt;/b&gt;" in page

    person.post(step("columns"), **CHOSEN, term="day", until="2099-12-31")
    assert "The file is being tried" in text_of(person.get(step()))
    work(shop)
    tried = text_of(person.get(step()))
    assert "New members 1" in tried
    assert "Points that come in 100.50" in tried
    assert "What you will owe members for them 100.50" in tried
    assert "Rows that are refused 1" in tried
    assert "Phone: Excel has lost the last digits of this number." in tried
    with tenant_context(shop.tenant.id):
        assert Member.objects.count() == 0

    assert person.post(step("run")).status_code == 302
    assert person.post(step("run")).status_code == 422  # a second click
    work(shop)
    done = text_of(person.get(step()))
    assert "Rows brought in 1" in done
    with tenant_context(shop.tenant.id):
        anna = Member.objects.get()
        assert anna.attributes == {"liubimyi_tsvet": "=HYPERLINK(1)"}

    person.post(step("undo"))
    work(shop)
    assert "Rows taken back whole 1" in text_of(person.get(step()))
    with tenant_context(shop.tenant.id):
        assert Identifier.objects.count() == 0


def test_refused_rows_are_a_file_that_can_be_mended_and_sent_again(place):
    person, shop, step = place
    upload(person)
    person.post(step("columns"), **CHOSEN)
    work(shop)
    person.post(step("run"))
    work(shop)

    answer = person.get(step("refused.csv"))
    text = b"".join(answer.streaming_content).decode("utf-8-sig")

    [head, row] = csv.reader(io.StringIO(text), delimiter=";")
    assert head[-3:] == ["Row", "Verdict", "Reason"]
    assert row[:4] == ["7,91E+10", "Богдан Коваль", "5", "синий"]
    assert row[4:6] == ["3", "refused"]

    mended = text.replace("7,91E+10", "+79161234568")
    file = SimpleUploadedFile("mended.csv", mended.encode())
    person.post("imports", kind="members", file=file)
    page = person.get(step()).content.decode()
    assert re.findall(r'value="(\w+)"\s+selected', page)[:4] == [
        *("phone", "name", "balance", "attribute")
    ]
    person.post(step("columns"), **CHOSEN)
    work(shop)
    person.post(step("run"))
    work(shop)
    with tenant_context(shop.tenant.id):
        assert Member.objects.count() == 2


def test_all_rows_come_with_verdicts_and_no_formula(place):
    person, shop, step = place
    upload(person)
    person.post(step("columns"), **CHOSEN)
    work(shop)

    text = b"".join(person.get(step("rows.csv")).streaming_content).decode("utf-8-sig")

    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert rows[1] == [
        *("8 916 123-45-67", "<b>Анна</b> Петрова", "100,50", "'=HYPERLINK(1)"),
        *("2", "new", ""),
    ]
    assert person.get(step("secret.csv")).status_code == 404


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "There is nothing in this file"),
        ("%PDF-1.4", "Files of this kind are not read."),
        ("PK\x03\x04 and no more", "The file cannot be opened."),
        ('phone\n"+7"9\n', "a quotation mark in it opens and does not close"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_words(place, content, words):
    person, shop, _step = place

    answer = upload(person, content)

    assert answer.status_code == 422
    assert words in text_of(answer)
    with tenant_context(shop.tenant.id):
        assert Import.objects.count() == 0
    assert person.post("imports", kind="members").status_code == 422


def test_columns_that_make_no_import_are_named_and_what_was_chosen_stays(place):
    person, _shop, step = place
    upload(person)

    answer = person.post(step("columns"), **{**CHOSEN, "column-0": "", "column-1": "note"})

    assert answer.status_code == 422
    assert "a phone, a card or an alias" in text_of(answer)
    chosen = re.findall(r'value="(\w+)"\s+selected', answer.content.decode())
    assert chosen[:3] == ["note", "balance", "attribute"]
    twice = person.post(step("columns"), **{**CHOSEN, "column-1": "phone"})
    assert "Two columns cannot both be “Phone”." in text_of(twice)
    nonsense = person.post(step("columns"), **{**CHOSEN, "column-1": "password"})
    assert nonsense.status_code == 422
    no_day = person.post(step("columns"), **CHOSEN, term="day", until="soon")
    assert "Say until which day" in text_of(no_day)


def test_the_same_file_twice_is_one_import_and_a_later_one_is_told(place):
    person, shop, step = place

    first, second = upload(person), upload(person)

    assert first["Location"] == second["Location"]
    person.post(step("columns"), **CHOSEN)
    work(shop)
    person.post(step("run"))
    work(shop)
    later = upload(person)
    assert "This very file was brought in before" in text_of(
        person.get(later["Location"].removeprefix("/manage/"))
    )


def test_what_is_called_off_can_go_on_or_be_taken_back(place):
    person, shop, step = place
    upload(person)
    person.post(step("columns"), **CHOSEN)
    work(shop)
    person.post(step("run"))
    with tenant_context(shop.tenant.id):
        row = Import.objects.get()
        tasks.cancel(task_id=row.task, at=now())

    page = text_of(person.get(step()))

    assert "It stopped half way" in page
    assert "Go on" in page
    person.post(step("run"))
    work(shop)
    assert "Rows brought in 1" in text_of(person.get(step()))


def test_a_file_is_discarded_once_and_a_second_click_harms_nothing(place):
    person, _shop, step = place
    upload(person)
    discard = step("discard")

    answers = [person.post(discard)["Location"] for _ in range(2)]

    assert answers == ["/manage/imports"] * 2
    assert "Nothing was brought yet" in text_of(person.get("imports"))
    assert "It was discarded." in text_of(person.get(discard.removesuffix("/discard")))


def test_imports_are_for_those_who_may_and_no_neighbour_sees_them(
    place, enter: Callable[[Staff], Person]
):
    person, shop, step = place
    upload(person)
    path = step()

    assert enter(shop.marketer).get("imports").status_code == 403
    stranger = enter(open_shop("Дуб").owner)
    assert stranger.get(path).status_code == 404
    assert stranger.get(f"{path}/rows.csv").status_code == 404
    for name in ("columns", "run", "undo"):
        assert stranger.post(f"{path}/{name}").status_code == 404
    assert "люди.csv" not in text_of(stranger.get("imports"))
    assert person.get(path).status_code == 200


def test_the_list_asks_as_much_for_three_imports_as_for_one(place, django_assert_num_queries):
    person, _shop, _step = place
    upload(person)
    with django_assert_num_queries(7):
        person.get("imports")
    for number in range(2):
        upload(person, FILE + f"{number}\n")
    with django_assert_num_queries(7):
        person.get("imports")


def test_the_page_asks_as_much_for_three_rows_as_for_one(place, django_assert_max_num_queries):
    person, shop, step = place
    upload(person, FILE + "89161234569;Дана;1;\n8916;Ева;1;\n")
    person.post(step("columns"), **CHOSEN)
    work(shop)

    with django_assert_max_num_queries(25):
        person.get(step())


def test_receipts_of_the_past_are_brought_in_and_come_to_a_sum(place):
    person, shop, step = place
    upload(person, "Магазин;Чек;Дата;Клиент;Цена\nmain;1;20.11.2026;89161234567;99,90\n", "sales")
    assert "Make outlets and members" in text_of(person.get(step()))

    chosen = dict(zip(map("column-{}".format, range(5)), SOLD, strict=True))
    person.post(step("columns"), **chosen, makes_missing="1")
    work(shop)
    tried = text_of(person.get(step()))
    assert "Rows of new receipts 1" in tried
    assert "Receipts come to 99.90" in tried

    person.post(step("run"))
    work(shop)
    assert "Rows brought in 1" in text_of(person.get(step()))


SOLD = ("outlet", "receipt", "at", "member", "price")
