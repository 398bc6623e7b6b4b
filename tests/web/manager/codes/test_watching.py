"""What became of codes: activations, a code that was found, who tries codes, the funnel."""

import csv
import io
import re
from uuid import UUID

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from plushka.domain.codes import making, states
from plushka.domain.codes.models import Alarm
from plushka.domain.codes.queries import get_batch
from plushka.domain.codes.spelling import shown
from plushka.domain.members.locator import Locator
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.models import Staff
from plushka.lib.days import local_day
from plushka.lib.ids import new_id
from tests.domain.codes import cast
from tests.web.access.code_things import a_batch, work
from tests.web.conftest import Shop, hire
from tests.web.manager.conftest import Person
from tests.web.till.people import join, now, text_of


def codes_of(shop: Shop, batch: UUID, *, is_active: bool = True) -> list[str]:
    """Give the codes of a batch, started where nothing else is said."""
    with tenant_context(shop.tenant.id):
        codes = [code for _, code in making.codes_of(get_batch(batch))]
        if is_active:
            states.start(batch_id=batch, actor="system:test", at=now())
    return codes


def activate(shop: Shop, code: str, member: UUID, source: str = "SMS") -> None:
    asked = cast.call(code, member=Locator("ID", str(member)), source=source, place="main")
    with tenant_context(shop.tenant.id):
        cast.activate(asked, at=now())


def test_activations_are_listed_with_member_channel_and_place(newcomer: tuple[Person, Shop]):
    owner, shop = newcomer
    batch = a_batch(shop)
    codes = codes_of(shop, batch)
    activate(shop, codes[0], join(shop, name="Анна"))
    activate(shop, codes[1], join(shop, name="Богдан"), source="API")

    everything = text_of(owner.get("codes/activations"))
    by_sms = text_of(owner.get("codes/activations", source="SMS", batch=str(batch)))
    nothing = text_of(owner.get("codes/activations", until="2020-01-01"))

    assert "1. Крышки API main Богдан +10" in everything
    assert "1. Крышки SMS main Анна +10" in by_sms
    assert "Богдан" not in by_sms
    assert "No activation fits." in nothing


def test_days_that_are_none_are_said(newcomer: tuple[Person, Shop]):
    owner, shop = newcomer
    a_batch(shop)

    wrong = owner.get("codes/activations", since="2027-02-30")
    turned = owner.get("codes/funnel", since="2027-03-02", until="2027-03-01")

    assert (wrong.status_code, turned.status_code) == (422, 422)
    assert "Choose a day." in wrong.content.decode()
    assert "Choose a last day that is not before the first one." in turned.content.decode()


def test_activations_are_exported(newcomer: tuple[Person, Shop]):
    owner, shop = newcomer
    batch = a_batch(shop)
    codes = codes_of(shop, batch)
    activate(shop, codes[0], join(shop, name="Анна"))
    activate(shop, codes[1], join(shop, name="Богдан"), source="API")

    answer = owner.client.post("/manage/codes/activations/export?source=SMS", {"form": "csv"})
    work(shop)

    task = answer["Location"].rpartition("/")[2]
    content = b"".join(owner.get(f"tasks/{task}/files/result").streaming_content)
    _heads, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig")))
    assert [row[1:5] + row[6:] for row in rows] == [
        ["1. Крышки", "SMS", "main", "Анна", "10.00", "0"]
    ]


@pytest.mark.parametrize("n", [1, 3])
def test_the_list_asks_the_same_whatever_is_in_it(newcomer: tuple[Person, Shop], n: int):
    owner, shop = newcomer
    batch = a_batch(shop)
    for code in codes_of(shop, batch)[:n]:
        activate(shop, code, join(shop))
    owner.get("codes/activations")

    with CaptureQueriesContext(connections["default"]) as asked:
        owner.get("codes/activations")

    assert len(asked) == 9


def test_a_code_that_was_found_leads_to_its_batch_and_history(newcomer: tuple[Person, Shop]):
    owner, shop = newcomer
    batch = a_batch(shop)
    codes = codes_of(shop, batch)
    activate(shop, codes[4], join(shop, name="Анна"))

    used = owner.post("codes/found", code=shown(codes[4]).lower())
    free = owner.post("codes/found", code=f" {codes[5]} ")

    assert "Code No. 5 of its batch" in text_of(used)
    assert "Анна" in text_of(used)
    assert f"/manage/codes/{batch}" in used.content.decode()
    assert "Nobody has activated it." in text_of(free)


def test_codes_that_nobody_made_and_typos_are_told_apart(newcomer: tuple[Person, Shop], oak: Shop):
    owner, shop = newcomer
    own = codes_of(shop, a_batch(shop))[0]
    foreign = codes_of(oak, a_batch(oak))[0]
    wrong = own[:-1] + ("B" if own[-1] != "B" else "C")

    typo, strange = owner.post("codes/found", code=wrong), owner.post("codes/found", code=foreign)

    assert (typo.status_code, strange.status_code) == (422, 422)
    assert "A character is wrong or missing" in text_of(typo)
    assert "Your company never made this code." in text_of(strange)


def test_support_sees_members_and_the_analyst_downloads_no_codes(
    newcomer: tuple[Person, Shop], enter
):
    _owner, shop = newcomer
    batch = a_batch(shop)
    support = enter(hire(shop.tenant, "Саша", Staff.Role.SUPPORT))

    page = support.get(f"codes/{batch}").content.decode()

    assert "Make the file" not in page
    assert "Change it" not in page
    assert support.post(f"codes/{batch}/file", form="csv").status_code == 403


def test_who_tries_codes_is_seen_by_hour_and_before_sale(newcomer: tuple[Person, Shop]):
    owner, shop = newcomer
    batch = a_batch(shop)
    early = codes_of(shop, batch, is_active=False)
    member = join(shop)
    for code in early[:3]:
        activate(shop, code, member)
    for number in range(2):
        activate(shop, cast.wrong_code(number), member)

    page = owner.get("codes/forensics", batch=str(batch)).content.decode()

    hour = re.findall(r'<td class="heat-4">(\d+)</td>', page)
    assert hour == ["2"]
    told = " ".join(re.sub(r"<[^>]+>", " ", page).split())
    assert "3 codes were tried within an hour before their batch was active" in told
    assert "1. Крышки : 3" in told
    assert "Not active yet 3" in told


def test_an_alarm_is_looked_at_once(newcomer: tuple[Person, Shop]):
    owner, shop = newcomer
    batch = a_batch(shop)
    with tenant_context(shop.tenant.id):
        alarm = Alarm.objects.create(
            tenant_id=shop.tenant.id,
            id=new_id(),
            kind="LEAKED",
            batch_id=batch,
            day=now().date(),
            n=21,
            at=now(),
        )
    before = owner.get("codes/forensics").content.decode()

    owner.post("codes/forensics/seen", alarm=str(alarm.id))

    after = owner.get("codes/forensics").content.decode()
    assert "the list of the batch is out" in before
    assert ("I looked at it" in before, "I looked at it" in after) == (True, False)
    with tenant_context(shop.tenant.id):
        assert Alarm.objects.get().seen_by == f"staff:{shop.owner.id}"


def test_the_funnel_tells_each_step_and_comes_as_a_table(newcomer: tuple[Person, Shop]):
    owner, shop = newcomer
    batch = a_batch(shop)
    codes = codes_of(shop, batch)
    member = join(shop)
    activate(shop, codes[0], member)
    activate(shop, codes[1], member)

    page = text_of(owner.get("codes/funnel"))
    table = owner.get("codes/funnel.csv", batch=str(batch)).content.decode("utf-8-sig")

    told = "Codes made 30 Codes handed over 0 Codes activated 2"
    assert f"{told} Members with their first code 1 Of them, joined for it 1" in page
    rows = list(csv.reader(io.StringIO(table)))
    today = local_day(now(), shop.tenant.timezone)
    assert len(rows) == 31
    assert rows[-1] == [today.isoformat(), "30", "0", "2", "1", "1", "0"]


@pytest.mark.parametrize("page", ["activations", "funnel", "forensics"])
def test_a_company_without_codes_reads_what_to_do(newcomer: tuple[Person, Shop], page: str):
    owner, _shop = newcomer

    assert "No codes yet. Make a batch" in owner.get(f"codes/{page}").content.decode()
