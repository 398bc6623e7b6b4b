"""Every provider is made of a form to fill in and a channel, as the table says."""

import inspect
from importlib import import_module

import pytest

from plushka.integrations.providers import PROVIDERS, Provider, UnknownProvider, provider


@pytest.mark.parametrize("one", PROVIDERS, ids=[one.code for one in PROVIDERS])
def test_a_provider_keeps_what_the_table_says_of_it(one: Provider) -> None:
    module = import_module(f"plushka.integrations.{one.code}.channel")
    channel = inspect.signature(module.open_channel).return_annotation

    assert provider(one.code) is one
    assert channel.knows_ids == one.knows_ids
    assert one.settings.__struct_config__.forbid_unknown_fields


def test_nobody_else_is_a_provider() -> None:
    with pytest.raises(UnknownProvider):
        provider("carrier pigeon")
