"""What may be shown to everybody, because the company is made up."""

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

from django.conf import settings


@dataclass(frozen=True, slots=True)
class Login:
    """How one of the demo's people signs in."""

    email: str
    password: str


@dataclass(frozen=True, slots=True)
class Colleague:
    """Another of the demo's people: a role, and how they sign in."""

    role: str
    login: Login


@dataclass(frozen=True, slots=True)
class DemoMember:
    """A made-up customer to try the till with."""

    name: str
    phone: str


@dataclass(frozen=True, slots=True)
class DemoCompany:
    """The demo's company: its slug, its people, its customers, and the key of its tills."""

    slug: str
    cashier: Login
    owner: Login
    key: str
    colleagues: tuple[Colleague, ...]
    members: tuple[DemoMember, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """How many receipts of the demo's year are in, of how many."""

    done: int
    of: int
    state: str
    updated_at: dt.datetime

    @property
    def percent(self) -> int:
        """Whole percents that are done."""
        return self.done * 100 // max(1, self.of)


def demo_company() -> DemoCompany | None:
    """Give what ``plushka demo`` wrote down; None when this is no demo, or not made yet."""
    told = _read("demo.json")
    try:
        return DemoCompany(
            slug=told["tenant"],
            cashier=Login(told["cashier"]["email"], told["cashier"]["password"]),
            owner=Login(told["owner"]["email"], told["owner"]["password"]),
            key=told["key"],
            colleagues=tuple(
                Colleague(one["role"], Login(one["email"], one["password"]))
                for one in told.get("colleagues", ())
            ),
            members=tuple(
                DemoMember(one["name"], one["phone"]) for one in told.get("members", ())
            ),
        )
    except (KeyError, TypeError):
        return None


def demo_progress() -> Progress | None:
    """Tell how far the import of the demo's year is; None before it begins."""
    told = _read("demo-import.json")
    try:
        return Progress(
            done=int(told["done"]),
            of=int(told["of"]),
            state=str(told["state"]),
            updated_at=dt.datetime.fromisoformat(told["updated_at"]),
        )
    except (KeyError, TypeError, ValueError):
        return None


def _read(name: str) -> dict[str, Any]:
    """Read a file of the demo; nothing where this is no demo, or the file is not there yet."""
    if not settings.PLUSHKA_DEMO:
        return {}
    try:
        told = json.loads((settings.PLUSHKA_HOME / name).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}
