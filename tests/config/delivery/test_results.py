"""What a channel is told of a message."""

from uuid import UUID

import pytest

from plushka.config.delivery.results import outgoing
from plushka.domain.messaging.handing import Due
from plushka.domain.messaging.models import Nature

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
