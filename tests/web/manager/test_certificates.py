"""Certificates in the cabinet: what is owed, the list, one with its movements, blocked, ended."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plushka.domain.audit.models import Record
from plushka.domain.certificates import codes, operations
from plushka.domain.certificates.models import Certificate
from plushka.domain.tenants.context import tenant_context
from plushka.lib import letters
from plushka.lib.ids import new_id
from tests.web.access.certificates_table import a_batch, a_certificate, sold, where
from tests.web.conftest import Shop
from tests.web.manager.conftest import Person
from tests.web.till.people import join, now, text_of


def said(answer) -> str:
    return text_of(answer).replace("\N{NO-BREAK SPACE}", " ")


def state(shop: Shop, certificate_id) -> tuple[str, int]:
    with tenant_context(shop.tenant.id):
        row = Certificate.objects.get(id=certificate_id)
        return row.state, row.balance


def test_what_is_owed_is_told_over_the_list(newcomer: tuple[Person, Shop]):
    person, shop = newcomer
    empty = said(person.get("certificates"))
    sold(shop)
    sold(shop, 50_000)

    page = said(person.get("certificates"))

    assert "No certificate was sold yet." in empty
    assert "You owe 1,500.00 ₽ in goods on 2 certificates" in page


def test_the_list_is_narrowed_by_state_letters_member_and_batch(newcomer: tuple[Person, Shop]):
    person, shop = newcomer
    anna = join(shop)
    mine, other = sold(shop, member=anna), sold(shop)
    batch = a_batch(shop, n=1)

    def shown(**asked) -> set[str]:
        page = said(person.get("certificates", **asked))
        with tenant_context(shop.tenant.id):
            endings = list(Certificate.objects.values_list("ending", flat=True))
        return {one for one in endings if f"•••• {one}" in page}

    assert len(shown()) == 3
    assert shown(member=str(anna)) == {mine.certificate.ending}
    assert shown(ending=other.certificate.ending.lower()) == {other.certificate.ending}
    assert len(shown(batch=str(batch), state="BLANK")) == 1
    assert "No certificate is like this." in said(person.get("certificates", state="BLOCKED"))
    assert len(shown(state="nonsense", member="x", ending="\x00")) == 3


def test_one_is_found_by_its_whole_code(newcomer: tuple[Person, Shop]):
    person, shop = newcomer
    one = sold(shop)

    found = person.post("certificates/find", code=letters.grouped(one.code).lower())
    typo = person.post("certificates/find", code=one.code[:-1])
    none = person.post("certificates/find", code=letters.draw(codes.LENGTH))

    assert found["Location"].endswith(f"/certificates/one/{one.certificate.id}")
    assert (typo.status_code, none.status_code) == (422, 422)
    assert "A letter of this code is wrong" in said(typo)
    assert "There is no such certificate." in said(none)


def test_one_tells_every_movement_and_no_code(newcomer: tuple[Person, Shop]):
    person, shop = newcomer
    one = sold(shop, has_pin=True)
    with tenant_context(shop.tenant.id):
        operations.spend(
            proof=codes.proof(one.code), pin=one.pin, amount=30_000, where=where(shop), at=now()
        )

    page = said(person.get(f"certificates/one/{one.certificate.id}"))

    assert "Payment -300" in page or "Payment −300" in page
    assert "700.00 ₽" in page
    assert one.code not in page.replace("-", "")
    assert person.get(f"certificates/one/{new_id()}").status_code == 404


def test_one_is_blocked_and_let_go_and_ended_each_once(newcomer: tuple[Person, Shop]):
    person, shop = newcomer
    one = a_certificate(shop)
    path = f"certificates/one/{one}"

    seen = []
    for step in ("block", "unblock", "revoke"):
        for _ in range(2):
            assert person.post(f"{path}/{step}").status_code == 302
        seen.append(state(shop, one))
    person.post(f"{path}/block")

    assert seen == [("BLOCKED", 100_000), ("ACTIVE", 100_000), ("ENDED", 0)]
    assert state(shop, one) == ("ENDED", 0)
    with tenant_context(shop.tenant.id):
        done = Record.objects.filter(subject_id=one).order_by("at", "id")
        assert list(done.values_list("action", flat=True)) == [
            "certificate_blocked",
            "certificate_unblocked",
            "certificate_revoked",
        ]
    assert person.post(f"certificates/one/{new_id()}/revoke").status_code == 404


@pytest.mark.parametrize("path", ["certificates", "certificates/batches"])
def test_the_lists_ask_as_much_of_three_as_of_one(newcomer: tuple[Person, Shop], path: str):
    person, shop = newcomer

    def more() -> None:
        sold(shop, member=join(shop))
        a_batch(shop)

    more()
    person.get(path)
    with CaptureQueriesContext(connection) as of_one:
        person.get(path)
    more()
    more()
    with CaptureQueriesContext(connection) as of_three:
        person.get(path)

    assert len(of_three) == len(of_one) <= 25
