"""The page on changing a programme names everything that the lint looks for."""

from plushka.domain.programmes import lint
from tests.docs.pages import DOCS, code, sections, table


def test_every_finding_is_told_in_the_order_of_its_table() -> None:
    page = sections((DOCS / "howto/programme.md").read_text("utf-8"))

    told = [code(row["code"]) for row in table(page["What the lint looks for"])]

    assert told == list(lint.KINDS)
