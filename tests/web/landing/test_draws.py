"""Everybody sees what was told of a draw, and can draw it again."""

import datetime as dt
import hashlib
import subprocess
import sys
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import connection
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.test import Client
from django.test.utils import CaptureQueriesContext

from plushka.domain.draws import listing
from plushka.domain.draws import operations as draws
from plushka.domain.draws.models import Draw
from plushka.domain.members.queries import get_profile
from plushka.domain.tenants.context import tenant_context
from tests.web.access import drawn
from tests.web.conftest import Shop
from tests.web.till.people import join, now

SCRIPT = Path(__file__).parents[3] / "docs" / "check_draw.py"
DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def _database(committed: None) -> None:
    """Every page opens its own transaction."""


def ask(shop: Shop, draw: Draw, part: str = "", **headers: str) -> HttpResponse:
    client = Client(headers={"accept-language": "en", **headers})
    return client.get(f"/draws/{shop.tenant.slug}/{draw.id}{part}")


def body(answer: HttpResponseBase) -> bytes:
    return b"".join(answer) if answer.streaming else answer.content


def listed(shop: Shop, draw: Draw) -> bytes:
    return body(ask(shop, draw, "/list.csv"))


def test_the_page_tells_more_with_each_step(shop: Shop):
    draw = drawn.open_(shop, (join(shop), 2), closes=now() - DAY, rules="Раз.\n<i>Два.</i>")
    page = ask(shop, draw).content.decode()
    assert draw.commitment in page
    assert "Раз.<br>&lt;i&gt;Два.&lt;/i&gt;" in page
    assert ask(shop, draw, "/list.csv").status_code == 404

    with tenant_context(shop.tenant.id):
        draw = draws.close(draw_id=draw.id, version=2, actor="system:t", at=draw.closes_at)
    page = ask(shop, draw).content.decode()
    assert draw.list_digest in page
    assert f"Round {draw.outside_round} of" in page
    assert "Ticket 1" not in page


def test_a_draw_that_is_prepared_is_not_there_yet(shop: Shop, oak: Shop):
    draft = drawn.prepare(shop, closes=now() + DAY)
    open_ = drawn.open_(shop, closes=now() + DAY)

    for part in ("", "/draw.json", "/list.csv"):
        assert ask(shop, draft, part).status_code == 404
        assert ask(oak, open_, part).status_code == 404
        assert Client().get(f"/draws/nobody/{uuid4()}{part}").status_code == 404


def test_the_script_of_the_documents_agrees_with_the_published_files(shop: Shop, tmp_path: Path):
    """Must show: anyone can recompute the winners from the published seed and list."""
    draw = drawn.draw_(shop, *((join(shop), n) for n in (1, 7, 3, 2)))
    (tmp_path / "draw.json").write_bytes(ask(shop, draw, "/draw.json").content)
    (tmp_path / "list.csv").write_bytes(listed(shop, draw))

    done = subprocess.run(
        [sys.executable, SCRIPT, "draw.json", "list.csv"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stdout[:7]) == (0, "right: ")


def test_the_list_is_the_one_whose_digest_was_told_however_long(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(listing, "AT_ONCE", 2)
    monkeypatch.setattr("plushka.web.landing.draws.AT_ONCE", 2)
    draw = drawn.close(shop, *((join(shop), 1) for _ in range(4)))

    file = listed(shop, draw)

    assert hashlib.sha256(file).hexdigest() == draw.list_digest
    assert len(file.splitlines()) == 5


def test_a_list_that_is_known_is_not_sent_again(shop: Shop):
    draw = drawn.close(shop)
    first = ask(shop, draw, "/list.csv")

    second = ask(shop, draw, "/list.csv", **{"if-none-match": first["ETag"]})

    assert listed(shop, draw) == b"first_ticket,last_ticket,participant\n"
    assert (second.status_code, "immutable" in second["Cache-Control"]) == (304, False)


def test_nothing_that_is_published_names_anybody(shop: Shop):
    member = join(shop, phone="+79167654321")
    draw = drawn.draw_(shop, (member, 1))
    with tenant_context(shop.tenant.id):
        name = get_profile(member_id=member).full_name

    for part in ("", "/draw.json"):
        told = ask(shop, draw, part).content.decode()
        assert not [one for one in (str(member), "79167654321", name or "Анна") if one in told]
    assert str(member).encode() not in listed(shop, draw)


def test_a_cancelled_draw_says_why_and_shows_its_seed(shop: Shop):
    draw = drawn.close(shop, (join(shop), 1))
    with tenant_context(shop.tenant.id):
        draw = draws.cancel(
            draw_id=draw.id, version=3, reason="Сбой <script>", actor="system:t", at=now()
        )

    page = ask(shop, draw).content.decode()

    assert "Сбой &lt;script&gt;" in page
    assert draw.seed in page
    assert ask(shop, draw, "/draw.json").json()["cancel_reason"] == "Сбой <script>"


def test_a_prize_that_was_passed_on_says_why(shop: Shop):
    draw = drawn.draw_(shop, *((join(shop), 1) for _ in range(4)))
    with tenant_context(shop.tenant.id):
        first = draw.winners.order_by("place")[0]
        draws.pass_on(
            draw_id=draw.id, winner_id=first.id, reason="LEFT", actor="system:t", at=now()
        )

    assert "has left the programme" in ask(shop, draw).content.decode()


def test_the_page_asks_as_much_for_many_winners_as_for_one(shop: Shop):
    def asked(draw: Draw) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert ask(shop, draw).status_code == 200
        return len(queries)

    one = drawn.draw_(shop, (join(shop), 1))
    three = drawn.draw_(shop, *((join(shop), 1) for _ in range(3)))

    assert asked(one) == asked(three) <= 12
