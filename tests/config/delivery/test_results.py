"""What a channel is told of a message."""

from uuid import UUID

import pytest

from plushka.config.delivery.results import outcome, outgoing, unlinked
from plushka.domain.messaging.handing import Due
from plushka.domain.messaging.models import Nature
from plushka.integrations.sending import Unsure

ID = UUID(int=7)


@pytest.mark.parametrize(
    ("nature", "marks"),
    [
        (Nature.CODE, (True, False, False)),
        (Nature.SERVICE, (False, False, False)),
        (Nature.ADVERTISING, (False, True, True)),
    ],
    ids=["code", "service", "advertising"],
)
def test_a_channel_knows_codes_offers_and_keys(
    nature: Nature, marks: tuple[bool, bool, bool]
) -> None:
    due = Due(
        id=ID,
        attempt_id=ID,
        kind="code_sign_in",
        nature=nature,
        connection_id=None,
        way="VOICE",
        address="+79161234567",
        text="4217",
        subject="",
        language="ru",
        valid_until=None,
        n_tries=0,
        ways_tried=(),
        member_id=None,
    )

    message = outgoing(due, tenant_id=7, sender="")

    assert (message.is_code, message.is_advertising, message.is_answered) == marks


def due(way: str, nature: Nature) -> Due:
    return Due(
        id=ID,
        attempt_id=ID,
        kind="rule",
        nature=nature,
        connection_id=None,
        way=way,
        address="anna@mail.example",
        text="Скидка",
        subject="",
        language="ru",
        valid_until=None,
        n_tries=0,
        ways_tried=(),
        member_id=ID,
    )


@pytest.mark.parametrize(
    ("way", "nature", "hosts", "is_so"),
    [
        ("EMAIL", Nature.ADVERTISING, ["*"], True),
        ("EMAIL", Nature.ADVERTISING, ["lipa.example"], False),
        ("EMAIL", Nature.SERVICE, ["*"], False),
        ("SMS", Nature.ADVERTISING, ["*"], False),
    ],
    ids=["no-host", "host", "notice", "sms"],
)
def test_no_letter_advertises_without_a_way_out(
    settings, way: str, nature: Nature, hosts: list[str], *, is_so: bool
) -> None:
    settings.ALLOWED_HOSTS = hosts

    assert unlinked(due(way, nature)) == is_so


def test_a_name_that_we_gave_is_kept_where_nobody_knows_whether_it_was_sent() -> None:
    said = outcome(due("SMS", Nature.SERVICE), Unsure("no_answer", "ours"), knows_ids=False)

    assert (said.state, said.provider_id, said.code) == ("PERHAPS", "ours", "no_answer")
