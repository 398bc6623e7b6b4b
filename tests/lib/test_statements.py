"""Statements on the wire: values go as they are, answers come typed, no row is lost silently."""

import datetime as dt
from uuid import UUID

import psycopg
import pytest
from django.db import DataError, IntegrityError, connection

from plushka.lib.db.connection import raw
from plushka.lib.db.statements import RowsLost, Statement, ask, run, write

pytestmark = pytest.mark.django_db

NOON = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)
ID = UUID(int=7)
STRANGE = ['a"b', "back\\slash", "{curly}", "two\nlines", "", "NULL", "ё 🐌", "%(name)s", "$1"]


@pytest.fixture(autouse=True)
def table():
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE jar (id int PRIMARY KEY, label text)")


def jars():
    [rows] = run(raw(), [Statement("jars", "SELECT id, label FROM jar ORDER BY id")])
    return rows


def put(number, label="plum"):
    sql = "INSERT INTO jar SELECT %(number)s::int, %(label)s"
    return Statement(f"put_{number}", sql, {"number": number, "label": label}, rows=1)


def test_values_of_every_kind_come_back_as_they_were():
    sql = (
        "SELECT %(n)s::bigint, %(text)s::text, %(id)s::uuid, %(at)s::timestamptz, %(day)s::date,"
        " %(raw)s::bytea, %(yes)s::bool, %(nothing)s::text"
    )
    values = {
        "n": -(2**62),
        "text": "ё'\"\\",
        "id": ID,
        "at": NOON,
        "day": NOON.date(),
        "raw": b"\x00\xff\\",
        "yes": True,
        "nothing": None,
    }

    [[row]] = run(raw(), [Statement("echo", sql, values)])

    assert row == tuple(values.values())


def test_strange_texts_survive_an_array():
    sql = "SELECT unnest(%(texts)s::text[])"

    [rows] = run(raw(), [Statement("echo", sql, {"texts": [*STRANGE, None]})])

    assert [text for (text,) in rows] == [*STRANGE, None]


def test_nul_is_refused_before_it_could_cut_a_text_short():
    with pytest.raises(DataError, match="NUL"):
        run(raw(), [put(1, "pl\0um")])


def test_questions_asked_together_are_answered_as_if_asked_alone():
    texts = Statement("texts", "SELECT unnest(%(x)s::text[])", {"x": STRANGE}, columns=(str,))
    kinds = Statement(
        "kinds",
        "SELECT %(x)s::uuid, %(at)s::timestamptz, NULL::int, %(raw)s::bytea",
        {"x": ID, "at": NOON, "raw": bytes(range(256))},
        columns=(UUID, dt.datetime, int | None, bytes),
    )
    nobody = Statement("nobody", "SELECT id FROM jar", columns=(int,))

    told = ask(raw(), [texts, kinds, nobody])

    assert told == [[(text,) for text in STRANGE], [(ID, NOON, None, bytes(range(256)))], []]
    assert [list(rows) for rows in run(raw(), [texts, kinds, nobody])] == told


def test_what_goes_before_a_question_is_done_when_it_is_asked():
    found = Statement("found", "SELECT label FROM jar", columns=(str,))

    assert ask(raw(), [found], after=[put(1)]) == [[("plum",)]]


def test_writes_sent_together_all_happen():
    write(raw(), [put(1), put(2, "quince"), Statement("none", "DELETE FROM jar WHERE id > 9")])

    assert jars() == [(1, "plum"), (2, "quince")]


def test_write_that_meets_fewer_rows_than_meant_is_a_fault():
    lost = Statement("change", "UPDATE jar SET label = 'fig' WHERE id = 5", rows=1)

    with pytest.raises(RowsLost, match="change: 0 rows instead of 1"):
        write(raw(), [put(1), lost])
    with pytest.raises(RowsLost, match="change: 0 rows instead of 1"):
        run(raw(), [lost])


def test_fault_of_the_database_is_djangos():
    with pytest.raises(IntegrityError):
        write(raw(), [put(1), Statement("again", "INSERT INTO jar VALUES (1), (1)", rows=2)])


def test_statements_belong_to_the_transaction_and_outlive_its_rollback(database_url):
    with psycopg.connect(database_url, prepare_threshold=None) as till:
        run(
            till, [Statement("jar", "CREATE TEMPORARY TABLE jar (id int PRIMARY KEY, label text)")]
        )
        run(till, [put(1)])
        till.commit()
        run(till, [put(2)])
        till.rollback()
        run(till, [put(2)])

        [rows] = run(till, [Statement("jars", "SELECT id FROM jar ORDER BY id")])

    assert rows == [(1,), (2,)]
