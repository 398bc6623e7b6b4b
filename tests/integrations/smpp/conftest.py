"""The message centre, and an account with it."""

import pytest

from plushka.integrations.smpp.settings import Settings
from tests.counterparts.smsc import Smsc, running_smsc, smsc

__all__ = ("running_smsc", "smsc")


@pytest.fixture
def settings(smsc: Smsc) -> Settings:
    """An account with the centre, which is not waited for long."""
    return Settings(
        host="127.0.0.1",
        port=smsc.port,
        system_id="lipa",
        password="secret",
        sender="Lipa",
        answer_within=0.5,
    )
