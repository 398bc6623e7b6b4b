"""A draw of «Липа» and those who have chances in it."""

import dataclasses
import datetime as dt
import json
import subprocess
import sys
from pathlib import Path
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder

from plushka.domain.draws import operations as draws
from plushka.domain.draws.listing import lines
from plushka.domain.draws.models import Draw
from plushka.domain.draws.picking import written
from plushka.domain.draws.telling import proof
from plushka.domain.draws.terms import Prize, Terms
from plushka.domain.members import operations as members
from plushka.lib.ids import new_id
from tests.conftest import NOON

SCRIPT = Path(__file__).parents[3] / "docs" / "check_draw.py"
WEEK = dt.timedelta(days=7)
STAFF = "staff:018f0000-0000-7000-8000-000000000001"

#: A round of drand, as somebody found it there.
VALUE = "a3c1" * 16

TERMS = Terms(
    name="Велосипеды за крышки",
    prizes=(Prize("Велосипед", 1), Prize("Кружка", 2)),
    opens_at=NOON,
    closes_at=NOON + WEEK,
    rules="Крышка — шанс.",
)


def somebody() -> UUID:
    new = members.NewMember("standard", [])
    assert members.add(newcomers=[new], at=NOON) == set()
    return new.id


def prepared(**other: object) -> Draw:
    return draws.prepare(terms=dataclasses.replace(TERMS, **other), actor=STAFF, at=NOON)


def opened(**other: object) -> Draw:
    draw = prepared(**other)
    return draws.open_(draw_id=draw.id, version=draw.version, actor=STAFF, at=NOON)


def closed(*chances: tuple[UUID, int], **other: object) -> Draw:
    """Open a draw, give chances to members, and close it when its time is over."""
    draw = opened(**other)
    for member, n in chances:
        draws.enter([chance(draw, member, n)], NOON)
    draws.close(draw_id=draw.id, version=draw.version, actor=STAFF, at=draw.closes_at)
    return Draw.objects.get(id=draw.id)


def drawn(draw: Draw, *, value: str = VALUE, at: dt.datetime | None = None) -> Draw:
    return draws.draw_(
        draw_id=draw.id,
        version=draw.version,
        outside_value=value,
        outside_source="",
        actor=STAFF,
        at=at or draw.known_at,
    )


def chance(draw: Draw, member: UUID, n: int = 1, source: UUID | None = None) -> draws.Chance:
    return draws.Chance(draw.id, member, "CODE", source or new_id(), n)


def checked(draw: Draw, folder: Path, **other: object) -> tuple[int, str]:
    """Run the script of the documents on what is published."""
    told = json.dumps(proof(draw) | other, cls=DjangoJSONEncoder)
    (folder / "draw.json").write_text(told, encoding="utf-8")
    (folder / "list.csv").write_bytes("".join(written(lines(draw.id))).encode())
    done = subprocess.run(
        [sys.executable, SCRIPT, "draw.json", "list.csv"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout.strip()
