"""The journal of messages, and what was not sent, in the cabinet."""

import datetime as dt
import re
from uuid import UUID

import pytest

from plushka.domain.audit.models import Record
from plushka.domain.messaging import journal
from plushka.domain.messaging import operations as messaging
from plushka.domain.messaging.models import Attempt, Message, Nature
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.models import Staff
from tests.web.access.things import a_message
from tests.web.conftest import Shop, hire
from tests.web.manager.conftest import Person
from tests.web.till.people import join, new_phone, now


def say(shop: Shop, text: str, member: UUID | None = None, **more) -> UUID:
    told = {"kind": "accrued", "at": now(), "member_id": member or join(shop)} | more
    with tenant_context(shop.tenant.id):
        return messaging.enqueue(text=text, **told)


def state_of(shop: Shop, message_id: UUID) -> str:
    with tenant_context(shop.tenant.id):
        return Message.objects.get(id=message_id).state


def called(shop: Shop, message: UUID, key: str) -> None:
    """Somebody took a call, and pressed a key or none."""
    Attempt.objects.create(
        tenant_id=shop.tenant.id,
        message_id=message,
        kind="rule",
        nature=Nature.ADVERTISING,
        way="VOICE",
        state="DELIVERED",
        started_at=now(),
        pressed=key,
    )


def put(shop: Shop, message_id: UUID, state: str) -> None:
    with tenant_context(shop.tenant.id):
        Message.objects.filter(id=message_id).update(state=state, due_at=None)


def test_newest_message_stands_first_with_its_attempts(newcomer: tuple[Person, Shop]):
    person, shop = newcomer
    a_message(shop)
    say(shop, "the second")

    page = person.get("messages/journal").content.decode()

    assert page.index("the second") < page.index("1 attempt")
    assert "The provider does not answer." in page
    assert "1 part" in page


def test_a_key_that_was_pressed_is_told_with_what_it_means(newcomer: tuple[Person, Shop]):
    person, shop = newcomer
    message = a_message(shop)
    with tenant_context(shop.tenant.id):
        Attempt.objects.filter(message_id=message).update(pressed="9", state="DELIVERED")

    page = person.get("messages/journal").content.decode()

    assert "Key 9 was pressed (no more calls)." in page


def test_calls_are_listed_by_the_key_that_was_pressed(newcomer: tuple[Person, Shop]):
    person, shop = newcomer
    keys = {"1": "rule", "9": "mailing", "5": "rule", "": "rule"}
    for key, kind in keys.items():
        message = say(shop, f"pressed {key or 'none'}.", kind=kind, nature=Nature.ADVERTISING)
        with tenant_context(shop.tenant.id):
            called(shop, message, key)

    found = {key: person.get("messages/journal", pressed=key).content.decode() for key in "159"}

    # A key without a meaning is no filter: everything is listed, each with its key.
    assert {key: re.findall(r"pressed (\w+)\.", page) for key, page in found.items()} == {
        "1": ["1"],
        "5": ["none", "5", "9", "1"],
        "9": ["9"],
    }
    assert re.findall(r"Key . was pressed.*?\.", found["5"]) == [
        "Key 5 was pressed.",
        "Key 9 was pressed (no more calls).",
        "Key 1 was pressed (yes).",
    ]
    assert '<option value="1" selected>1: yes</option>' in found["1"]


def test_codes_are_read_by_nobody_and_phones_are_masked(newcomer: tuple[Person, Shop]):
    person, shop = newcomer
    phone = new_phone()
    say(shop, "Код 482913", join(shop, phone=phone), kind="code_redeem", nature=Nature.CODE)

    page = person.get("messages/journal").content.decode()

    assert "482913" not in page
    assert "A code: nobody here reads it." in page
    assert phone not in page
    assert phone[-4:] in page


def test_who_may_not_see_phones_reads_no_texts(newcomer: tuple[Person, Shop], enter):
    _, shop = newcomer
    say(shop, "the words")
    marketer = enter(hire(shop.tenant, "Маркетолог", Staff.Role.MARKETER))

    page = marketer.get("messages/journal").content.decode()

    assert "the words" not in page
    assert 'class="sheet letter"' in page


def test_messages_of_one_phone_are_found_by_a_form_and_it_stands_in_no_address(
    newcomer: tuple[Person, Shop],
):
    person, shop = newcomer
    phone = new_phone()
    say(shop, "for this one", join(shop, phone=phone))
    say(shop, "for another")

    answer = person.post("messages/journal/find", phone=phone)

    assert phone[2:] not in answer["Location"]
    page = person.get(answer["Location"].removeprefix("/manage/")).content.decode()
    assert "for this one" in page
    assert "for another" not in page


@pytest.mark.parametrize(
    ("typed", "said"),
    [("семь", "There is no such phone number."), ("+79991112233", "Nobody with this phone")],
    ids=["no phone", "nobody"],
)
def test_phone_that_finds_nobody_is_told(newcomer: tuple[Person, Shop], typed, said):
    person, _ = newcomer

    answer = person.post("messages/journal/find", phone=typed)

    assert answer.status_code == 422
    assert said in answer.content.decode()


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"kind": "expiring"}, {"b"}),
        ({"state": "DEAD"}, {"a"}),
        ({"way": "SMS"}, {"a"}),
        ({"since": "2026-03-02"}, {"c"}),
        ({"until": "2026-03-01"}, {"a", "b"}),
        ({"state": "nonsense", "kind": "x", "way": "y"}, {"a", "b", "c"}),
    ],
    ids=["kind", "state", "way", "since", "until", "nonsense"],
)
def test_filter_narrows_the_journal(newcomer: tuple[Person, Shop], asked, found):
    person, shop = newcomer
    day = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)
    first = say(shop, "text-a", at=day)
    say(shop, "text-b", at=day, kind="expiring")
    say(shop, "text-c", at=day + dt.timedelta(days=3))
    put(shop, first, "DEAD")
    with tenant_context(shop.tenant.id):
        Message.objects.filter(id=first).update(way="SMS")

    page = person.get("messages/journal", **asked).content.decode()

    assert {name for name in "abc" if f"text-{name}" in page} == found


def test_pages_of_the_journal_leave_nothing_out_and_say_nothing_twice(
    newcomer: tuple[Person, Shop],
):
    _, shop = newcomer
    member, at = join(shop), now()
    said = [say(shop, "one", member, at=at, kind=f"kind_{n}") for n in range(5)]
    seen, after = [], None

    with tenant_context(shop.tenant.id):
        for _ in range(3):
            page = journal.find(journal.Asked(member=member), after=after, limit=2)
            seen += [entry.row.id for entry in page.rows]
            after = page.after

    assert seen == sorted(said, reverse=True)
    assert after is None


def test_all_on_the_page_are_sent_again_without_a_tick(newcomer: tuple[Person, Shop]):
    person, shop = newcomer
    listed = [a_message(shop), a_message(shop)]
    page = person.get("messages/trouble").content.decode()
    assert "Send all 2 on this page again" in page
    unseen = a_message(shop)

    person.post("messages/trouble/again", all="1", listed=[str(one) for one in listed])

    assert [state_of(shop, one) for one in (*listed, unseen)] == ["WAITING", "WAITING", "DEAD"]


def test_one_message_is_sent_again_and_who_wanted_it_is_on_record(
    newcomer: tuple[Person, Shop],
):
    person, shop = newcomer
    first, second = a_message(shop), a_message(shop)

    answers = [person.post("messages/trouble/again", one=str(first)) for _ in range(2)]

    assert [one["Location"][-1] for one in answers] == ["1", "0"]
    assert state_of(shop, first) == "WAITING"
    assert state_of(shop, second) == "DEAD"
    with tenant_context(shop.tenant.id):
        [record] = Record.objects.filter(action="message_sent_again")
    assert record.subject_id == first
    assert record.actor == f"staff:{shop.owner.id}"


def test_all_that_are_ticked_are_sent_again(newcomer: tuple[Person, Shop]):
    person, shop = newcomer
    dead, perhaps, left, delivered = (a_message(shop) for _ in range(4))
    put(shop, perhaps, "PERHAPS")
    put(shop, delivered, "DELIVERED")

    ticked = [str(dead), str(perhaps), str(delivered), "nonsense"]
    person.post("messages/trouble/again", message=ticked)

    states = [state_of(shop, one) for one in (dead, perhaps, left, delivered)]
    assert states == ["WAITING", "WAITING", "DEAD", "DELIVERED"]


def test_code_that_was_not_sent_is_not_sent_again(newcomer: tuple[Person, Shop]):
    person, shop = newcomer
    code = say(shop, "Код 482913", kind="code_redeem", nature=Nature.CODE)
    put(shop, code, "DEAD")

    person.post("messages/trouble/again", one=str(code))

    assert state_of(shop, code) == "DEAD"
    assert "All is well" in person.get("messages/trouble").content.decode()


def test_support_finds_the_journal_in_the_navigation(newcomer: tuple[Person, Shop], enter):
    _, shop = newcomer
    support = enter(hire(shop.tenant, "Поддержка", Staff.Role.SUPPORT))

    page = support.get("messages/journal").content.decode()

    assert page.count('href="/manage/messages/journal"') >= 2
    assert "/manage/messages/texts" not in page
