"""Members and sales leave as files for Excel and as CSV: harmless, masked, and recorded."""

import csv
import io
import re
import zipfile
from uuid import UUID

import pytest

from plushka.config.task_kinds import KINDS
from plushka.domain.audit.models import Record
from plushka.domain.tasks.models import Task, TaskFile
from plushka.domain.tasks.working import carry_on
from plushka.domain.tenants.context import tenant_context
from plushka.web.manager.exporting import people
from tests.web.conftest import Shop, hire
from tests.web.manager.conftest import Person
from tests.web.manager.lab import sell
from tests.web.manager.test_members import enrol_person
from tests.web.till.people import join, now, text_of

BAD = ("=1+1", "+2", "-3", "@SUM(A1)", "\t=4")


def work(shop: Shop) -> None:
    while carry_on(tenant_id=shop.tenant.id, kinds=KINDS, clock=now):
        pass


def asked_by(person: Person, path: str, form: str) -> UUID:
    answer = person.client.post(f"/manage/{path}", {"form": form})
    return UUID(answer["Location"].rpartition("/")[2])


def result_of(person: Person, task: UUID) -> bytes:
    return b"".join(person.get(f"tasks/{task}/files/result").streaming_content)


def csv_of(person: Person, task: UUID, delimiter: str = ",") -> list[list[str]]:
    text = result_of(person, task).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=delimiter))


def texts_of_sheet(content: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    return re.findall(r"<t[^>]*>(.*?)</t>", sheet)


def test_members_are_exported_with_ones_own_columns_and_filter(newcomer: tuple[Person, Shop]):
    owner, shop = newcomer
    enrol_person(shop, name="Анна", sex="FEMALE", phone="+79167770001")
    enrol_person(shop, name="Богдан", sex="MALE")
    owner.post("members/columns", do="save", order=["sex", "phone"], column=["sex", "phone"])
    shown = owner.post(
        "members/filter",
        do="show",
        **{
            "condition.how": "all",
            "condition.parts.0.field": "member.sex",
            "condition.parts.0.op": "is",
            "condition.parts.0.value": "female",
        },
    )
    query = shown["Location"].partition("?")[2]

    task = asked_by(owner, f"members/export?{query}", "csv")
    work(shop)

    assert csv_of(owner, task) == [
        ["Member", "Sex", "Phone"],
        ["Анна", "female", "79167770001"],
    ]
    assert "1 row is in the file." in text_of(owner.get(f"tasks/{task}"))


def test_a_file_for_excel_has_numbers_as_numbers_and_texts_as_texts(
    newcomer: tuple[Person, Shop],
):
    owner, shop = newcomer
    join(shop, name="Анна", points=12345)
    for name in BAD:
        enrol_person(shop, name="x", surname=name.strip())

    task = asked_by(owner, "members/export?order=name&down=0", "xlsx")
    work(shop)

    content = result_of(owner, task)
    texts = texts_of_sheet(content)
    assert [text for text in texts if text.startswith(("=", "-", "@"))] == []
    assert "'=1+1 x" in texts
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        assert "<v>123.45</v>" in book.read("xl/worksheets/sheet1.xml").decode()


def test_a_csv_for_russian_and_ukrainian_has_semicolons_a_bom_and_no_formulas(
    newcomer: tuple[Person, Shop], enter
):
    _owner, shop = newcomer
    owner = enter(shop.owner, "ru")
    for name in BAD:
        enrol_person(shop, name=name.strip())
    join(shop, name="Анна", points=12345)

    task = asked_by(owner, "members/export", "csv")
    work(shop)

    assert result_of(owner, task).startswith(b"\xef\xbb\xbf")
    rows = csv_of(owner, task, ";")
    assert rows[0][:3] == ["Участник", "Добавлен", "Телефон"]
    assert {row[0] for row in rows[1:]} == {"'=1+1", "'+2", "'-3", "'@SUM(A1)", "'=4", "Анна"}
    assert "123,45" in rows[1]


def test_phones_are_masked_by_the_role_the_person_has_when_it_is_written(
    newcomer: tuple[Person, Shop], enter
):
    _owner, shop = newcomer
    enrol_person(shop, name="Анна", phone="+79167770001")
    marketer = enter(shop.marketer)
    demoted = hire(shop.tenant, "Ира", "OWNER")

    masked = asked_by(marketer, "members/export", "csv")
    stale = asked_by(enter(demoted), "members/export", "csv")
    demoted.role = "ANALYST"
    demoted.save()
    work(shop)

    assert csv_of(marketer, masked)[1][2] == "7916•••0001"
    assert csv_of(enter(demoted), stale)[1][2] == "7916•••0001"


def test_an_export_is_recorded_with_its_rows_and_leaves_no_draft(newcomer: tuple[Person, Shop]):
    owner, shop = newcomer
    enrol_person(shop, name="Анна")

    task = asked_by(owner, "members/export", "xlsx")
    work(shop)

    with tenant_context(shop.tenant.id):
        record = Record.objects.get(action="list_exported")
        assert (record.actor, record.after) == (
            f"staff:{shop.owner.id}",
            {"rows": 1, "form": "xlsx", "phones": "whole"},
        )
        assert list(TaskFile.objects.values_list("name", flat=True)) == ["result"]
        assert "Анна" not in str(Task.objects.values().get(id=task))


def test_a_long_list_is_gathered_portion_by_portion_and_nobody_twice(
    newcomer: tuple[Person, Shop], monkeypatch: pytest.MonkeyPatch
):
    owner, shop = newcomer
    monkeypatch.setattr(people, "PORTION", 3)
    for number in range(7):
        join(shop, name=f"Гость {number}", points=100 * number)

    task = asked_by(owner, "members/export?order=balance&down=1", "csv")
    carry_on(tenant_id=shop.tenant.id, kinds=KINDS, clock=now)
    running = owner.get(f"tasks/{task}")
    hidden = owner.get(f"tasks/{task}/files/_rows")
    work(shop)

    assert "3 of 7 rows are done." in text_of(running)
    assert hidden.status_code == 404
    assert sorted(row[0] for row in csv_of(owner, task)[1:]) == [f"Гость {n}" for n in range(7)]


def test_nobody_to_export_is_an_empty_list_with_its_heads(newcomer: tuple[Person, Shop]):
    owner, shop = newcomer

    task = asked_by(owner, "members/export", "csv")
    work(shop)

    assert [row[0] for row in csv_of(owner, task)] == ["Member"]


def test_sales_are_exported_as_they_are_filtered(newcomer: tuple[Person, Shop]):
    owner, shop = newcomer
    anna = enrol_person(shop, name="Анна", phone="+79167770001")
    sell(shop, anna, "1000.00")
    sell(shop, join(shop), "5.00")

    task = asked_by(owner, f"sales/export?member={anna}", "csv")
    work(shop)

    [heads, row] = csv_of(owner, task)
    told = dict(zip(heads, row, strict=True))
    assert (told["Member"], told["Phone"], told["Total"], told["Accrued"]) == (
        "Анна",
        "79167770001",
        "1000.00",
        "50.00",
    )


def test_support_exports_nothing(newcomer: tuple[Person, Shop], enter):
    _owner, shop = newcomer
    support = enter(hire(shop.tenant, "Ира", "SUPPORT"))

    assert support.post("members/export", form="csv").status_code == 403
    assert support.post("sales/export", form="csv").status_code == 403
