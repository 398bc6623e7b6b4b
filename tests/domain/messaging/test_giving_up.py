"""A letter that came back ends its attempt, and blocks the mailbox of nobody."""

from uuid import UUID

import pytest

from plushka.domain.messaging import connecting, delivering, reporting
from plushka.domain.messaging import operations as messaging
from plushka.domain.messaging.handing import Outcome
from plushka.domain.messaging.models import Attempt, Block, Message
from plushka.domain.messaging.reporting import Told
from plushka.domain.tenants.models import Tenant
from tests.domain.members.cast import ANNAS_PHONE, NOON, join


@pytest.fixture
def mail(lipa: Tenant) -> UUID:
    """A letter to Анна that the mail server took under the name «letter»."""
    made = connecting.add(
        way="EMAIL", provider="console", settings={}, secrets={}, actor="staff:1", at=NOON
    )
    anna = join(ANNAS_PHONE, email="anna@mail.example")
    messaging.enqueue(kind="accrued", text="+50", at=NOON, member_id=anna)
    [due] = delivering.claim(at=NOON, most=1, rechecks={}).going
    delivering.settle(outcomes=[Outcome(due, "ACCEPTED", provider_id="letter")], at=NOON)
    return made


def come_back(mail: UUID, gone: str) -> None:
    told = Told("letter", "FAILED", NOON, "smtp_5.1.1", gone=gone)
    reporting.report(connection_id=mail, told=[told], at=NOON)


def test_a_mailbox_of_nobody_is_blocked_and_the_attempt_failed(mail: UUID):
    come_back(mail, "Anna@mail.example")
    come_back(mail, "Anna@mail.example")

    attempt, message = Attempt.objects.get(), Message.objects.get()
    assert (attempt.state, attempt.code) == ("FAILED", "smtp_5.1.1")
    assert (message.state, message.ways_tried) == ("WAITING", ["EMAIL"])
    [block] = Block.objects.all()
    assert (block.way, block.reason, block.is_advertising_only) == ("EMAIL", "GONE", False)


@pytest.mark.parametrize("gone", ["", "bohdan@mail.example"], ids=["there", "anothers"])
def test_no_other_mailbox_is_blocked(mail: UUID, gone: str):
    come_back(mail, gone)

    assert Attempt.objects.get().state == "FAILED"
    assert not Block.objects.exists()
