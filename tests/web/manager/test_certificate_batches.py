"""Certificates issued together: once, as a table and as sheets, until they are handed over."""

import io

import pypdfium2
import pytest
import zxingcpp

from plushka.domain.audit.models import Record
from plushka.domain.certificates import batches
from plushka.domain.certificates.models import Certificate, CertificateBatch
from plushka.domain.tenants.context import tenant_context
from plushka.lib import letters
from plushka.lib.ids import new_id
from tests.web.access.certificates_table import a_batch
from tests.web.conftest import Shop
from tests.web.manager.conftest import Person
from tests.web.till.people import text_of

FORM = {"name": "К <b>Новому</b> году", "nominal": "1 000", "n": "2"}


def rows(shop: Shop) -> list[Certificate]:
    with tenant_context(shop.tenant.id):
        return list(Certificate.objects.order_by("id"))


def test_certificates_are_issued_once_however_often_it_is_pressed(newcomer: tuple[Person, Shop]):
    person, shop = newcomer
    assert "Nothing was issued yet." in text_of(person.get("certificates/batches"))
    form = FORM | {"key": str(new_id()), "until": "2099-01-31", "has_pin": "1", "is_paid": "1"}

    for _ in range(2):
        answer = person.post("certificates/batches", **form)

    first, second = rows(shop)
    assert answer.status_code == 302
    assert {(one.state, one.balance, one.nominal) for one in (first, second)} == {
        ("ACTIVE", 100_000, 100_000)
    }
    assert first.valid_until.isoformat() == "2099-01-31T21:00:00+00:00"
    page = person.client.get(answer["Location"]).content.decode()
    assert "К &lt;b&gt;Новому&lt;/b&gt; году" in page


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"name": ""}, "Write what you call them"),
        ({"nominal": "много"}, "Write a sum like 1500"),
        ({"nominal": "0"}, "Write a sum like 1500"),
        ({"nominal": "99999999999"}, "Write a sum like 1500"),
        ({"n": "501"}, "Issue 1 to 500 at once."),
        ({"n": "-1"}, "Issue 1 to 500 at once."),
        ({"until": "2020-01-01"}, "Choose a day that is not over."),
        ({"until": "завтра"}, "Choose a day that is not over."),
    ],
    ids=str,
)
def test_what_cannot_be_issued_is_told_beside_its_field(
    newcomer: tuple[Person, Shop], wrong: dict[str, str], told: str
):
    person, shop = newcomer

    answer = person.post("certificates/batches", **FORM | wrong)

    assert answer.status_code == 422
    assert told in text_of(answer)
    assert rows(shop) == []


def test_codes_are_taken_as_a_table_and_that_is_on_record(newcomer: tuple[Person, Shop]):
    person, shop = newcomer
    batch = a_batch(shop, has_pin=True)

    answer = person.post(f"certificates/batches/{batch}/file", form="csv")

    head, *lines = answer.content.decode("utf-8-sig").splitlines()
    assert head == "Code,As people read it,PIN,Nominal"
    with tenant_context(shop.tenant.id):
        told = [
            f"{one.code},{letters.grouped(one.code)},{one.pin},1000.00"
            for one in batches.readable(batch)
        ]
        assert lines == told
        [record] = Record.objects.filter(action="certificates_fetched")
    assert record.after["form"] == "csv"


def test_every_qr_code_of_a_sheet_is_the_code_of_a_card(newcomer: tuple[Person, Shop]):
    person, shop = newcomer
    batch = a_batch(shop, n=3, has_pin=True)
    with tenant_context(shop.tenant.id):
        sold = batches.readable(batch)

    answer = person.post(f"certificates/batches/{batch}/file", form="pdf", paper="card")

    [page] = pypdfium2.PdfDocument(io.BytesIO(answer.content))
    read = zxingcpp.read_barcodes(page.render(scale=300 / 72).to_pil())
    assert {one.text for one in read} == {one.code for one in sold}
    words = page.get_textpage().get_text_range()
    assert all(f"PIN {one.pin}" in words for one in sold)
    assert "Gift certificate for" in words


def test_codes_are_forgotten_once_they_are_handed_over(newcomer: tuple[Person, Shop]):
    person, shop = newcomer
    batch = a_batch(shop)
    with tenant_context(shop.tenant.id):
        code = letters.grouped(batches.readable(batch)[0].code)
    before = person.get(f"certificates/batches/{batch}").content.decode()

    for _ in range(2):
        person.post(f"certificates/batches/{batch}/handed-over")

    page = person.get(f"certificates/batches/{batch}").content.decode()
    assert code in before
    assert code not in page
    assert f"•••• {rows(shop)[0].ending}" in page
    assert person.post(f"certificates/batches/{batch}/file", form="csv").status_code == 302
    with tenant_context(shop.tenant.id):
        assert CertificateBatch.objects.get().state == "HANDED_OVER"
