"""A link shows a company and a code that nobody can guess, and nobody keeps."""

import pytest

from plushka.domain.referrals import tokens
from plushka.lib.ids import new_id

ID = new_id()


@pytest.mark.parametrize("tenant", [1, 31, 32, 2**40])
def test_token_is_read_as_it_was_written(tenant):
    token = tokens.token_of(tenant_id=tenant, invitation_id=ID)

    read = tokens.read(token)

    code = tokens.code_of(tenant_id=tenant, invitation_id=ID)
    assert read == tokens.Token(tenant, code)
    assert len(code) == 12


def test_token_is_read_however_it_is_typed():
    token = tokens.token_of(tenant_id=7, invitation_id=ID)

    spelled = f" {token.lower().replace('0', 'o').replace('1', 'l')} "

    assert tokens.read(spelled) == tokens.read(token)


@pytest.mark.parametrize(
    "text", ["", "A", "0000000000000", "7ABCDEFGHJKМН", "7" * 40, "7ABCDEF/GHJKMNP", "U" * 13]
)
def test_nonsense_is_no_token(text):
    assert tokens.read(text) is None


def test_code_of_another_company_is_another():
    one, other = (tokens.code_of(tenant_id=tenant, invitation_id=ID) for tenant in (1, 2))

    assert one != other
