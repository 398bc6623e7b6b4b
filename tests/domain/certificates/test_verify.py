"""Whatever is changed behind our back in what certificates are worth is found, and named."""

import pytest

from plushka.domain.certificates import operations
from plushka.domain.certificates.verify import verify
from tests.conftest import NOON
from tests.domain.certificates.cast import entries, sell, spend, where
from tests.domain.vandals import found_of, vandal

CRIMES = {
    "UPDATE certificates_certificate SET balance = balance + 1": {"certificates.balances"},
    "UPDATE certificates_certificate SET n_entries = n_entries + 1": {"certificates.balances"},
    "UPDATE certificates_entry SET amount = amount + 1 WHERE kind = 'SPEND' AND number = 3": {
        "certificates.balances",
        "certificates.entries",
    },
    "UPDATE certificates_entry SET balance_after = balance_after + 1 WHERE number = 2": {
        "certificates.entries"
    },
    "UPDATE certificates_entry SET number = 9 WHERE number = 4": {"certificates.entries"},
    "UPDATE certificates_entry SET undoes_id = (SELECT id FROM certificates_entry"
    " WHERE number = 3) WHERE number = 4": {"certificates.refunds"},
    "UPDATE certificates_entry SET undoes_id = (SELECT id FROM certificates_entry"
    " WHERE kind = 'SPEND' AND amount = -5000) WHERE number = 4": {"certificates.refunds"},
    "UPDATE certificates_entry SET undoes_id = (SELECT id FROM certificates_entry"
    " WHERE kind = 'ISSUE' AND amount = 100000) WHERE number = 4": {"certificates.refunds"},
    "UPDATE certificates_entry SET kind = 'TOP_UP' WHERE kind = 'ISSUE' AND amount = 5000": {
        "certificates.sales"
    },
}


@pytest.fixture
def lived(lipa):
    """Two certificates: one paid twice and got the first payment back, the other is used up."""
    sold, other = sell(), sell(5_000, "G-2")
    paid = spend(sold, 30_000, "A-1")
    spend(sold, 20_000, "A-2")
    operations.refund(spending=paid.entry.id, amount=None, where=where("R-1"), at=NOON)
    spend(other, 5_000, "A-3")
    assert [kind for kind, *_ in entries(sold)] == ["ISSUE", "SPEND", "SPEND", "REFUND"]


def look(cursor):
    return [row["check"] for row in verify(cursor)[1]]


def test_certificates_are_proven_and_every_crime_is_found(lipa, lived):
    with vandal("certificates_certificate", "certificates_entry") as cursor:
        assert look(cursor) == []
        assert found_of(cursor, CRIMES, look) == CRIMES
