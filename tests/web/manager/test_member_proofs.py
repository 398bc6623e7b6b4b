"""What a member agreed to can be shown to whoever asks, and whoever takes it is recorded."""

import csv
import io
from uuid import uuid4

from plushka.domain.audit.models import Record
from plushka.domain.members import operations as members
from plushka.domain.members.operations import NewConsent
from plushka.domain.tenants.context import tenant_context
from tests.web.conftest import Shop
from tests.web.manager.conftest import Person
from tests.web.till.people import join, new_phone, now


def test_each_word_is_told_with_its_proof_and_the_phone_it_fits(owner: Person, shop: Shop):
    phone = new_phone()
    anna = join(shop, phone=phone)
    with tenant_context(shop.tenant.id):
        agreed = [NewConsent("ADVERTISING", "sms-1", "=SMS", "203.0.113.9")]
        members.consent(member_id=anna, consents=agreed, actor="staff:1", at=now())
        members.withdraw(member_id=anna, kind="ADVERTISING", actor="staff:1", at=now())

    file = owner.get(f"members/{anna}/consents.csv")

    assert file["Content-Type"] == "text/csv; charset=utf-8"
    text = file.content.decode("utf-8-sig")
    assert phone not in text
    _heads, *rows = csv.reader(io.StringIO(text), delimiter=";" if ";" in text else ",")
    told = [(kind, word, version, channel) for _at, kind, word, version, channel, *_ in rows]
    assert told == [
        ("ADVERTISING", "given", "sms-1", "'=SMS"),
        ("ADVERTISING", "withdrawn", "sms-1", "'=SMS"),
    ]
    owner_ = f"{phone[1:5]}•••{phone[-4:]}"
    assert [(len(proof), whose, came_from) for *_, proof, whose, came_from in rows] == [
        (64, owner_, "203.0.113.0/24"),
        (64, owner_, ""),
    ]
    with tenant_context(shop.tenant.id):
        record = Record.objects.get(action="consents_exported", subject_id=anna)
        assert record.after == {"rows": 2}

    page = owner.get(f"members/{anna}/part/consents").content.decode()
    assert "withdrawn" in page


def test_nobody_is_no_member(owner: Person):
    assert owner.get(f"members/{uuid4()}/consents.csv").status_code == 404
