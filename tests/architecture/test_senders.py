"""Nobody is told anything but through the one gate that knows who said STOP (U27).

Messages are written by one function and leave by another, which is given addresses by ``decide``
alone. Whoever puts messages into the queue is named here, with what they say: a new one fails
until somebody has looked at it.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.tree import SOURCE, parsed, python_files

QUEUE = "plushka.domain.messaging.operations"
WORDS = "plushka.domain.messaging.saying"

SENDERS = {
    "domain/messaging/saying.py": "all of the kinds, each of its nature",
    "domain/confirmations/operations.py": "codes",
    "domain/effects/carrying/message.py": "texts of rules, as advertising",
    "domain/enrolment/alias_sending.py": "a member's alias, at their wish",
    "domain/inbound/answering.py": "answers to who wrote",
    "domain/messaging/trying.py": "tests, refused for who wants no advertising",
    "domain/referrals/inviting.py": "an invitation to a stranger, once, and none after STOP",
    "domain/notices/expiring.py": "warnings of what expires",
    "domain/notices/following.py": "news of one's points",
}
"""Whoever puts messages into the queue: by the file, and what they are."""


def names(path: Path) -> dict[str, str]:
    """What each name of a file was imported as, with the module it is of."""
    found = {}
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.ImportFrom) and node.module:
            for one in node.names:
                found[one.asname or one.name] = f"{node.module}.{one.name}"
    return found


def calls(path: Path) -> Iterator[str]:
    """What a file calls, by its full name where it was imported."""
    known = names(path)
    for node in ast.walk(parsed(path)):
        if not isinstance(node, ast.Call):
            continue
        match node.func:
            case ast.Name(id=name):
                yield known.get(name, name)
            case ast.Attribute(value=ast.Name(id=owner), attr=name):
                yield f"{known.get(owner, owner)}.{name}"
            case ast.Attribute(attr=name):
                yield f"….{name}"


def who_calls(*wanted: str) -> set[str]:
    return {
        str(path.relative_to(SOURCE))
        for path in python_files(SOURCE)
        if not set(wanted).isdisjoint(calls(path))
    }


def test_whoever_puts_messages_into_the_queue_is_known():
    senders = who_calls(f"{QUEUE}.enqueue", f"{QUEUE}.enqueue_many", f"{WORDS}.say")
    assert senders == set(SENDERS)


def test_messages_are_written_by_the_queue_alone():
    writing = [
        path.name
        for path in SOURCE.rglob("*.sql")
        if "INSERT INTO messaging_message " in path.read_text(encoding="utf-8")
    ]
    assert writing == ["enqueue.sql"]
    made = "plushka.domain.messaging.models.Message"
    assert who_calls(made, f"{made}.objects.create", "Message.objects.create") == set()


def test_an_address_is_given_out_by_the_gate_alone():
    go, due = "plushka.domain.messaging.allowing.Go", "plushka.domain.messaging.handing.Due"
    assert who_calls(go, "Go") == {"domain/messaging/allowing.py"}
    assert who_calls(due) == {"domain/messaging/queued.py"}
    assert who_calls("plushka.domain.messaging.allowing.decide") == {
        "domain/messaging/delivering.py"
    }


def test_what_leaves_was_handed_over_by_the_gate():
    made = "plushka.integrations.sending.Outgoing"
    outside = {path for path in who_calls(made) if not path.startswith("integrations/")}
    assert outside == {"config/delivery/results.py"}
    assert who_calls("plushka.config.delivery.results.outgoing") == {"config/delivery/sender.py"}


def test_in_messengers_only_who_wrote_is_answered():
    assert who_calls("plushka.web.hooks.speaking.SPEAKER.say") == {"web/hooks/chatting.py"}
