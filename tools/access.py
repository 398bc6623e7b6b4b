"""The page of the docs that says who may open what, made of the table that is tested.

Run ``python -m tools.access`` after adding a page to ``tests/web/access/table.py``.
"""

import os
from pathlib import Path

import django

PAGE = Path(__file__).resolve().parent.parent / "docs" / "reference" / "access.md"

_INTRO = """\
# Who may open what

Every address of the pages, and which roles it lets in. A test tries each of them with every role
and with nobody, by reading and by sending a form; where an address names a thing of a company, it
tries a neighbour's, which must not be found. An address without a line here fails that test.

Whoever is not let in gets the sign-in (nobody) or a page that says so (403). What a program may do
is told by the scopes of its key: see [The API](api.md).

Made by `python -m tools.access`; do not edit it.
"""


def page() -> str:
    """Write the page."""
    from tests.web.access.asking import addresses
    from tests.web.access.kinds import ROLES
    from tests.web.access.table import TABLE

    written = addresses()
    head = ["address", "asks for", *(role.lower() for role in ROLES), "nobody", "a neighbour's"]
    parts = [_INTRO]
    for title, rows in TABLE.items():
        lines = [
            [
                f"`{written[row.name]}`",
                row.needs.value.replace("_", " "),
                *("yes" if row.lets_in(role) else "–" for role in (*ROLES, None)),
                "not found" if row.ids else "",
            ]
            for row in rows
        ]
        parts.append(f"## {title}\n\n{_table(head, lines)}")
    return "\n".join(parts)


def _table(head: list[str], lines: list[list[str]]) -> str:
    rows = [head, ["---"] * len(head), *lines]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def main() -> None:
    """Write the page into the docs."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plushka.config.settings")
    django.setup()
    PAGE.write_text(page(), "utf-8")


if __name__ == "__main__":
    main()
