"""Somebody who did all that a member can do, in words that nobody else in the database has."""

import io
import itertools
import zipfile
from dataclasses import dataclass
from uuid import UUID

import pytest
from litestar.testing import TestClient

from plushka.config.readiness import is_ready
from plushka.domain.tasks import files
from plushka.domain.tasks import operations as tasks
from plushka.domain.tenants import operations as tenants
from plushka.domain.tenants.context import tenant_context
from plushka.web.api.app import make
from tests.web.conftest import Shop
from tests.web.member.people import Phone, buy, device, last_code, now, profile
from tests.web.till.people import new_phone

_persons = itertools.count()


@dataclass(frozen=True, slots=True)
class Person:
    """A member with everything a year of living leaves behind, in words nobody else has."""

    id: UUID
    phone: str
    old_phone: str
    card: str
    device: Phone
    words: "Words"


@dataclass(frozen=True, slots=True)
class Words:
    """What is told of one person and of no other in the database."""

    sign: str
    day: int

    @property
    def name(self) -> str:
        return f"Кассиопея{self.sign}"

    @property
    def surname(self) -> str:
        return f"Незабудкина{self.sign}"

    @property
    def patronymic(self) -> str:
        return f"Аристарховна{self.sign}"

    @property
    def alias(self) -> str:
        return f"звездочёт{self.sign}"

    @property
    def car(self) -> str:
        return f"Запорожец{self.sign}"

    @property
    def email(self) -> str:
        return f"kassiopeia{self.day}@zabudka.example"

    @property
    def born(self) -> str:
        return f"1983-07-{self.day}"


def told_over_the_api(shop: Shop, number: str, words: Words) -> UUID:
    """Enrol and change her as a till does, with keys, so that answers are kept for repeats."""
    with tenant_context(shop.tenant.id):
        scopes = tenants.SCOPES
        key = tenants.add_key(tenant=shop.tenant, name="касса", scopes=scopes, at=now())
    told = {
        "phone": number,
        "name": words.name,
        "birth_date": words.born,
        "alias": words.alias,
    }
    consents = [{"kind": "advertising", "version": "1", "channel": "sms"}]
    with TestClient(app=make(is_ready=is_ready)) as client:
        headers = {"Authorization": f"Bearer {key}", "Idempotency-Key": f"enrol-{number[-4:]}"}
        answer = client.post(
            "/api/v1/members", json=told | {"consents": consents}, headers=headers
        )
        assert answer.status_code == 201, answer.text
        member = answer.json()["id"]
        changed = client.patch(
            f"/api/v1/members/{member}",
            json={"attributes": {"car": words.car}, "reason": f"{words.name} звонила"},
            headers=headers | {"Idempotency-Key": f"change-{number[-4:]}"},
        )
        assert changed.status_code == 200, changed.text
        client.get("/api/v1/members/lookup", params={"phone": number}, headers=headers)
    return UUID(member)


@pytest.fixture
def person(shop: Shop, stranger: Phone) -> Person:
    """Somebody who did all that can be done."""
    place, number = next(_persons), new_phone()
    words = Words("бвгджзклмн"[place], 10 + place)
    member = told_over_the_api(shop, number, words)
    stranger.come_in(shop, number)
    card = profile(shop, member).card or ""
    stranger.post(
        "profile/save",
        surname=words.surname,
        name=words.name,
        patronymic=words.patronymic,
        day=str(words.day),
        month="7",
        year="1983",
        email=words.email,
        sex="FEMALE",
    )
    buy(shop, member, total=500_000)
    buy(shop, member, total=100_000, redeem=10_000)
    entry = next(
        one.split("/history/")[1].split("/")[0]
        for one in stranger.get("history").content.decode().split('"')
        if one.endswith("/dispute")
    )
    stranger.post(f"history/{entry}/dispute", sure="1")
    stranger.post("safety/code")
    stranger.post("safety/unfreeze", code=last_code(shop))
    stranger.post("wishes/messages", points="SMS")
    stranger.post("phone/code", phone=(newest := new_phone()))
    stranger.post("phone/take", code=last_code(shop))
    device(shop.tenant.slug).post("sign-in/lost", card=card, birth_date=words.born, phone=number)
    device(shop.tenant.slug).post("sign-in", who=newest)
    _exported(shop, f"{newest};{card};{words.name}".encode())
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sheet1.xml", f"<t>{card}</t><t>{words.name}</t>" * 50)
    _exported(shop, packed.getvalue())
    return Person(member, newest, number, card, stranger, words)


def _exported(shop: Shop, content: bytes) -> None:
    with tenant_context(shop.tenant.id):
        task_id = tasks.ask(kind="members_export", request={}, actor="staff:1", at=now())
        files.attach(
            task_id=task_id,
            name="result",
            filename="members",
            media_type="text/csv",
            content=content,
            at=now(),
        )
