"""Files of codes: made by the worker, sealed meanwhile, fetched on record."""

import csv
import datetime as dt
import io
import re
import zipfile
from uuid import UUID

import pypdfium2
import pyzipper
from python_calamine import CalamineWorkbook

from plushka.domain.audit.models import Record
from plushka.domain.codes import making, states
from plushka.domain.codes.queries import get_batch
from plushka.domain.codes.spelling import shown
from plushka.domain.tasks.models import Task, TaskFile, TaskFilePart
from plushka.domain.tenants.context import tenant_context
from plushka.web.manager.codes import file_forms, files
from tests.web.access.code_things import a_batch, a_file, work
from tests.web.conftest import Shop
from tests.web.manager.conftest import Person
from tests.web.till.people import now


def codes_of(shop: Shop, batch_id: UUID) -> list[tuple[int, str]]:
    with tenant_context(shop.tenant.id):
        return list(making.codes_of(get_batch(batch_id)))


def fetched(person: Person, shop: Shop, batch_id: UUID) -> tuple[str, bytes]:
    """Fetch the newest file of a batch: its name, and what is in it."""
    with tenant_context(shop.tenant.id):
        newest = Task.objects.filter(kind=files.KIND).order_by("-asked_at", "-id")[0]
    answer = person.post(f"codes/{batch_id}/file/{newest.id}")
    assert answer.status_code == 200
    content = b"".join(answer.streaming_content)
    assert int(answer["Content-Length"]) == len(content)
    return re.findall(r'filename="(.*)"', answer["Content-Disposition"])[0], content


def test_a_csv_has_every_code_once_with_its_address(newcomer: tuple[Person, Shop]):
    owner, shop = newcomer
    batch = a_batch(shop)

    answer = owner.post(f"codes/{batch}/file", form="csv")
    work(shop)

    assert answer["Location"] == f"/manage/codes/{batch}#files"
    name, content = fetched(owner, shop, batch)
    head, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig")))
    assert name == "codes-1.csv"
    assert head == ["No.", "Code", "As people read it", "Address for the QR code"]
    assert rows == [
        [str(number), code, shown(code), f"HTTP://TESTSERVER/{shop.tenant.slug.upper()}/C/{code}"]
        for number, code in codes_of(shop, batch)
    ]


def test_a_book_has_the_same_codes(newcomer: tuple[Person, Shop]):
    owner, shop = newcomer
    batch = a_batch(shop)

    owner.post(f"codes/{batch}/file", form="xlsx")
    work(shop)

    name, content = fetched(owner, shop, batch)
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
    assert name == "codes-1.xlsx"
    assert [row[1] for row in sheet.to_python()[1:]] == [
        code for _number, code in codes_of(shop, batch)
    ]


def test_sheets_have_the_company_the_batch_and_what_to_do(newcomer: tuple[Person, Shop]):
    owner, shop = newcomer
    batch = a_batch(shop)

    owner.post(f"codes/{batch}/file", form="pdf", stock="card", how_to="Scan me, please")
    work(shop)

    name, content = fetched(owner, shop, batch)
    pages = list(pypdfium2.PdfDocument(content))
    first = pages[0].get_textpage().get_text_range()
    assert (name, len(pages)) == ("codes-1.pdf", 3)
    assert first.startswith("Берёза · Крышки, batch No. 1 · page 1 of 3")
    assert first.count("Scan me") == 10


def test_many_labels_are_several_documents_in_one_archive(
    newcomer: tuple[Person, Shop], monkeypatch
):
    owner, shop = newcomer
    monkeypatch.setattr(file_forms.sheets, "DOCUMENT", 20)
    batch = a_batch(shop)

    owner.post(f"codes/{batch}/file", form="pdf", stock="card")
    work(shop)

    name, content = fetched(owner, shop, batch)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        last = pypdfium2.PdfDocument(archive.read(names[1]))
    assert name == "codes-1.zip"
    assert names == ["codes-1-000001.pdf", "codes-1-000021.pdf"]
    assert (
        last[0].get_textpage().get_text_range().startswith("Берёза · Крышки, batch No. 1 · page 3")
    )


def test_an_archive_opens_with_the_password_that_was_shown_once(newcomer: tuple[Person, Shop]):
    owner, shop = newcomer
    batch = a_batch(shop)
    key = "7c9e6679-7425-40de-944b-e07fc1f90ae7"

    page = owner.post(f"codes/{batch}/file", form="csv", closed="yes", key=key)
    again = owner.post(f"codes/{batch}/file", form="csv", closed="yes", key=key)
    work(shop)

    [password] = re.findall(r"<code>([A-Z0-9-]{24})</code>", page.content.decode())
    assert password in again.content.decode()
    name, content = fetched(owner, shop, batch)
    with pyzipper.AESZipFile(io.BytesIO(content)) as archive:
        archive.setpassword(password.encode())
        read = archive.read("codes-1.csv").decode()
    assert name == "codes-1.zip"
    assert [code for _number, code in codes_of(shop, batch) if code not in read] == []
    with tenant_context(shop.tenant.id):
        assert Task.objects.filter(kind=files.KIND).count() == 1
        assert password not in str(list(Task.objects.values()))
    assert password not in owner.get(f"codes/{batch}").content.decode()


def test_nothing_that_can_be_read_lies_in_the_database(newcomer: tuple[Person, Shop]):
    _owner, shop = newcomer
    batch = a_batch(shop)
    a_file(shop, batch)

    with tenant_context(shop.tenant.id):
        [ready] = TaskFile.objects.filter(task__kind=files.KIND)
        parts = [bytes(one.content) for one in TaskFilePart.objects.filter(file=ready)]

    assert ready.name.startswith("_")
    assert parts
    assert [
        code
        for _number, code in codes_of(shop, batch)
        if any(code.encode() in part for part in parts)
    ] == []


def test_who_fetches_is_on_record(newcomer: tuple[Person, Shop]):
    owner, shop = newcomer
    batch = a_batch(shop)
    task = a_file(shop, batch)

    owner.post(f"codes/{batch}/file/{task}")

    with tenant_context(shop.tenant.id):
        record = Record.objects.get(action="codes_fetched")
    assert (record.actor, record.subject_id) == (f"staff:{shop.owner.id}", batch)
    assert record.after == {"number": 1, "codes": 30, "form": "csv", "closed": False}


def test_a_file_is_gone_after_an_hour(newcomer: tuple[Person, Shop]):
    _owner, shop = newcomer
    batch = a_batch(shop)
    a_file(shop, batch)
    hour = dt.timedelta(hours=1)

    with tenant_context(shop.tenant.id):
        kept = files.forget_old(at=now() + hour - dt.timedelta(minutes=1))
        gone = files.forget_old(at=now() + hour + dt.timedelta(minutes=1))
        left = TaskFile.objects.filter(task__kind=files.KIND).count()

    assert (kept, gone, left) == (0, 1, 0)


def test_codes_that_were_handed_over_cannot_be_fetched_or_asked_for(
    newcomer: tuple[Person, Shop],
):
    owner, shop = newcomer
    batch = a_batch(shop)
    task = a_file(shop, batch)
    with tenant_context(shop.tenant.id):
        states.ship(batch_id=batch, actor="system:test", at=now())

    late = owner.post(f"codes/{batch}/file/{task}")
    asked = owner.post(f"codes/{batch}/file", form="csv")

    assert (late.status_code, asked.status_code) == (422, 422)
    assert "nobody can write them again" in late.content.decode()
    with tenant_context(shop.tenant.id):
        assert Task.objects.filter(kind=files.KIND).count() == 1
        assert not Record.objects.filter(action="codes_fetched").exists()


def test_a_file_that_is_being_made_when_codes_are_handed_over_is_dropped(
    newcomer: tuple[Person, Shop],
):
    owner, shop = newcomer
    batch = a_batch(shop)
    owner.post(f"codes/{batch}/file", form="csv")
    with tenant_context(shop.tenant.id):
        states.ship(batch_id=batch, actor="system:test", at=now())

    work(shop)

    with tenant_context(shop.tenant.id):
        task = Task.objects.get(kind=files.KIND)
        assert (task.state, task.result) == ("DONE", {"is_forgotten": True})
        assert not TaskFile.objects.filter(task=task).exists()


def test_so_many_labels_are_refused_as_sheets(newcomer: tuple[Person, Shop], monkeypatch):
    owner, shop = newcomer
    batch = a_batch(shop)
    small = file_forms.FORMS["xlsx"]
    monkeypatch.setattr(files, "FORMS", {"xlsx": file_forms.Form(*_parts(small, most=29))})

    answer = owner.post(f"codes/{batch}/file", form="xlsx")

    assert answer.status_code == 422
    assert "Take a CSV" in answer.content.decode()


def _parts(form: file_forms.Form, *, most: int):
    return (form.suffix, form.media_type, form.at_once, most, form.write, form.join)
