"""A member takes everything along and leaves; nothing in the database tells who it was (T29)."""

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from uuid import UUID, uuid4

import pytest
from django.db import connections
from psycopg import sql

from plushka.domain.access.models import Dispute, Recovery, Session
from plushka.domain.confirmations.models import Confirmation
from plushka.domain.ledger import queries as ledger
from plushka.domain.ledger.terms import Balance
from plushka.domain.members.queries import MemberUnknown, get_profile
from plushka.domain.messaging.models import Choice, Message
from plushka.domain.rewards import codes
from plushka.domain.rewards.models import Order
from plushka.domain.tasks import files
from plushka.domain.tenants.context import tenant_context
from tests.web.conftest import Shop
from tests.web.member.gifts import offer, ordered
from tests.web.member.people import (
    Phone,
    account,
    buy,
    join,
    now,
    profile,
    signed_in,
)
from tests.web.member.whole import Person, person
from tests.web.till.people import text_of

__all__ = ["person"]


def searched(texts: list[str]) -> Iterator[tuple[str, str, str]]:
    """Give every table and column of the whole database in which one of the texts stands."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name, udt_name FROM information_schema.columns"
            " JOIN information_schema.tables USING (table_schema, table_name)"
            " WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"
        )
        for table, column, kind in cursor.fetchall():
            read = sql.SQL("encode({0}, 'escape')" if kind == "bytea" else "{0}::text").format(
                sql.Identifier(column)
            )
            for text in texts:
                # Bytes that are no ASCII are written as octal numbers.
                told = text if kind != "bytea" else _escaped(text)
                found = sql.SQL("SELECT 1 FROM {} WHERE strpos({}, {}) > 0 LIMIT 1").format(
                    sql.Identifier(table), read, sql.Literal(told)
                )
                cursor.execute(found.as_string(None))
                if cursor.fetchone():
                    yield table, column, text


def _escaped(text: str) -> str:
    return "".join(chr(byte) if byte < 128 else f"\\{byte:03o}" for byte in text.encode())


def test_nothing_in_the_whole_database_tells_who_it_was(person: Person, shop: Shop):
    words = person.words
    texts = [words.name, words.surname, words.patronymic, words.email, words.car]
    sought = [
        *(person.phone[2:], person.old_phone[2:], person.card, words.born),
        *(words.alias, words.alias.replace("ё", "е")),
        *texts,
        *map(str.lower, texts),
    ]
    before = {table for table, _, _ in searched(sought)}

    person.device.post("leave/now", sure="1")

    assert {"members_member", "members_identifier", "repeats_answer", "audit_reason"} <= before
    assert {"access_recovery", "tasks_taskfilepart"} <= before
    assert list(searched(sought)) == []
    with tenant_context(shop.tenant.id):
        assert files.forget_naming(texts=[person.card]) == 0  # nor in archives
        for left in (Message, Choice, Session, Dispute, Recovery, Confirmation):
            assert not left.objects.filter(member_id=person.id).exists()


def test_points_are_forfeited_and_the_phone_begins_anew(person: Person, shop: Shop):
    accounts = account(shop, person.id)

    gone = person.device.post("leave/now", sure="1")

    assert "Everything that told who you are is erased." in text_of(gone)
    assert person.device.get().status_code == 302
    with tenant_context(shop.tenant.id):
        assert ledger.balance(account=accounts, at=now()) == Balance(0, 0, 0, 0)
        with pytest.raises(MemberUnknown):
            get_profile(member_id=person.id)
    anew = join(shop, phone=person.phone)
    assert anew != person.id


def test_leaving_tells_what_is_lost_and_asks_once_more(phone: Phone, shop: Shop, anna: UUID):
    told = phone.get("leave")
    unsure = phone.post("leave/now")

    assert "what you can spend: 500 points" in text_of(told)
    assert unsure.status_code == 422
    assert "Tick that you know what is lost." in text_of(unsure)
    assert profile(shop, anna).name == "Анна"


def test_everything_known_is_taken_along_as_json(person: Person):
    answer = person.device.get("data/json")

    told = json.loads(answer.content)
    assert answer["Content-Disposition"].startswith("attachment; filename=")
    [known] = told["profile"]
    assert (known["name"], known["email"], known["attributes"]) == (
        person.words.name,
        person.words.email,
        {"car": person.words.car},
    )
    assert {one["value"] for one in told["identifiers"]} >= {person.phone, person.card}
    assert [one["kind"] for one in told["entries"]].count("REDEMPTION") == 1
    assert len(told["sales"]) == len(told["lines"]) or told["lines"] == []
    assert told["balance"][0]["debt"] == "0.00"
    assert told["devices"]
    assert told["disputes"]
    assert all(one["why"] for one in told["entries"] if one["of"] == "SALE")


def test_everything_known_is_taken_along_as_tables(person: Person):
    answer = person.device.get("data/csv")

    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        rows = list(csv.DictReader(io.StringIO(archive.read("profile.csv").decode("utf-8-sig"))))
        names = set(archive.namelist())
    assert rows[0]["surname"] == person.words.surname
    assert {"entries.csv", "sales.csv", "consents.csv", "messages.csv"} <= names


def test_a_name_that_a_spreadsheet_would_reckon_with_stays_a_text(shop: Shop):
    vera = signed_in(shop, join(shop, name="=1+1"))

    with zipfile.ZipFile(io.BytesIO(vera.get("data/csv").content)) as archive:
        told = archive.read("profile.csv").decode()

    assert "'=1+1" in told


def test_the_export_asks_no_more_when_more_has_happened(shop: Shop):
    from django.test.utils import CaptureQueriesContext

    vera = join(shop, points=5_000)
    phone = signed_in(shop, vera)
    phone.get("data/json")
    asked = []
    for n_sales in (1, 3):
        for _ in range(n_sales):
            buy(shop, vera)
        with CaptureQueriesContext(connections["default"]) as queries:
            phone.get("data/json")
        asked.append(len(queries))

    assert asked[0] == asked[1]


def test_orders_of_gifts_are_taken_along_without_the_code_that_fetches_them(
    phone: Phone, shop: Shop, anna: UUID
):
    order_id = ordered(shop, anna, offer(shop, name="Кружка"), key=str(uuid4()))

    told = json.loads(phone.get("data/json").content)

    [row], [line] = told["orders"], told["order_lines"]
    with tenant_context(shop.tenant.id):
        made = Order.objects.get(id=order_id)
    assert (row["number"], row["state"], row["points"]) == (made.number, "PAID", "100.00")
    assert (line["names"], line["quantity"]) == ({"ru": "Кружка"}, 1)
    assert codes.code_of(made.id, made.number) not in json.dumps(told)
