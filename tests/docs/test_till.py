"""What the page of the till says is what the code does."""

from django.utils.translation import override

from plushka.domain.limits.kinds import DEFAULTS, IN_MONEY, IN_POINTS, Kind
from plushka.web.ui.staff_limits import NAMES
from tests.docs.pages import DOCS, sections, table


def test_limits_are_those_a_company_begins_with() -> None:
    page = (DOCS / "howto" / "till.md").read_text(encoding="utf-8")

    limits = sections(page)["Limits"]
    before, codes = limits.split("One-time codes")
    rows = {row["kind"]: row for part in (before, codes) for row in table(part)}

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
    whole = (number or 0) // 100 if kind in IN_POINTS | IN_MONEY else number or 0
    return f"{whole:,}".replace(",", " ")
