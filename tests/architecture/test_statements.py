"""Statements let PostgreSQL use its indexes behind row-level security (ADR 0028)."""

import re

from tests.architecture.tree import DOMAIN, short

LEAKY = re.compile(r"_?id = (coalesce|greatest|least|nullif)\(", re.IGNORECASE)


def test_no_row_is_found_by_what_might_leak() -> None:
    """PostgreSQL takes COALESCE, unlike CASE, for something that might tell what it sees: it
    would use no index for it and read the whole table. Only the proofs do so anyway.
    """
    leaky = {
        short(path)
        for path in DOMAIN.rglob("*.sql")
        if not path.name.startswith("verify") and LEAKY.search(path.read_text(encoding="utf-8"))
    }

    assert leaky == set()
