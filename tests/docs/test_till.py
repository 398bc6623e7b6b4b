"""What the page of the till says is what the code does."""

from django.utils.translation import override

from plushka.domain.limits.kinds import DEFAULTS, IN_POINTS, Kind
from plushka.web.ui.staff_limits import NAMES
from tests.docs.pages import DOCS, sections, table


def test_limits_are_those_a_company_begins_with() -> None:
    page = (DOCS / "howto" / "till.md").read_text(encoding="utf-8")

    rows = {row["kind"]: row for row in table(sections(page)["Limits"])}

    with override("en"):
        assert rows == {
            NAMES[kind](): {
                "kind": NAMES[kind](),
                "alert above": written(kind, limit.soft),
                "stop above": written(kind, limit.hard),
            }
            for kind, limit in DEFAULTS.items()
        }


def written(kind: Kind, number: int | None) -> str:
    """A number as the page writes it."""
    whole = (number or 0) // 100 if kind in IN_POINTS else number or 0
    return f"{whole:,}".replace(",", " ")
