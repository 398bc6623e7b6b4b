"""``python -m bench.pages``: how long every page takes the server, and how often it asks.

Looks at the demo company of ``PLUSHKA_HOME`` (``plushka demo`` makes it, with a year of sales),
signed in as its owner, in this process: what is timed is the server's part of a page, from the
request's first line to the answer's last, without the network.
"""

import argparse
import json
import os
import statistics
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MOST_MS, MOST_QUERIES = 150.0, 25
HEADING = "## Pages"


@dataclass(frozen=True, slots=True)
class Page:
    """One page: milliseconds of the server, statements, and bytes of the answer."""

    name: str
    median: float
    p95: float
    queries: int
    size: int

    @property
    def holds(self) -> bool:
        """Tell whether it is as quick, and asks as seldom, as it shall."""
        return self.p95 <= MOST_MS and self.queries <= MOST_QUERIES


def main() -> None:
    """Ask every page and print a table; leave with 1 where one does not hold."""
    asked = _arguments()
    if asked.home:
        os.environ["PLUSHKA_HOME"] = str(asked.home)
    os.environ["PLUSHKA_DEMO"] = "1"
    from plushka.config.application import application

    with application():
        pages = list(_measure(asked.rounds))
    told = _table(pages, asked.rounds)
    print(told)
    if asked.write:
        _write(asked.write, told)
    sys.exit(0 if all(page.holds for page in pages) else 1)


def _measure(rounds: int) -> Iterator[Page]:
    from django.conf import settings
    from django.test import Client
    from django.urls import get_resolver

    from plushka.domain.tenants.models import Tenant

    told = json.loads((settings.PLUSHKA_HOME / "demo.json").read_text("utf-8"))
    tenant = Tenant.objects.get(slug=told["tenant"])
    owner = tenant.staff.get(email=told["owner"]["email"])
    values = _values(tenant)
    token = _member(tenant, values["member_id"])
    for name, path in sorted(_addresses(get_resolver().url_patterns, frozenset(), values)):
        client = Client(headers={"accept-language": "ru"})
        client.force_login(owner)
        client.cookies["member"] = token
        page = _ask(client, name, path, rounds)
        if page is not None:
            yield page


def _member(tenant: Any, member_id: Any) -> str:
    """Let a member of the demo in on a device, and give what the device keeps."""
    import datetime as dt

    from plushka.domain.access import sessions
    from plushka.domain.members.queries import get_profile
    from plushka.domain.tenants.context import tenant_context

    at = dt.datetime.now(dt.UTC)
    with tenant_context(tenant.id):
        opened = sessions.open_(get_profile(member_id=member_id), mark="", label="", at=at)
        sessions.prove(opened.session_id, at=at)
    return opened.token


def _addresses(
    patterns: list[Any], before: frozenset[str], values: dict[str, Any]
) -> Iterator[tuple[str, str]]:
    """Give every address whose parts we have an example of."""
    from django.urls import NoReverseMatch, URLResolver, reverse

    for one in patterns:
        if isinstance(one, URLResolver):
            above = before | set(one.pattern.converters)
            yield from _addresses(one.url_patterns, above, values)
            continue
        parts = before | set(one.pattern.converters)
        if one.name is None or not parts <= set(values):
            continue
        try:
            yield one.name, reverse(one.name, kwargs={part: values[part] for part in parts})
        except NoReverseMatch:
            continue


def _values(tenant: Any) -> dict[str, Any]:
    """Give an example for each part that addresses have: the newest of its kind."""
    from plushka.domain.campaigns.models import Campaign
    from plushka.domain.members.models import Member
    from plushka.domain.sales.models import Sale
    from plushka.domain.tenants.context import tenant_context
    from plushka.domain.tenants.models import Outlet

    with tenant_context(tenant.id):
        newest = {
            "member_id": Member.objects.order_by("-id").values_list("id", flat=True).first(),
            "sale_id": Sale.objects.exclude(member=None)
            .order_by("-id")
            .values_list("id", flat=True)
            .first(),
            "outlet_id": Outlet.objects.order_by("id").values_list("id", flat=True).first(),
            "code": Campaign.objects.order_by("-id").values_list("code", flat=True).first(),
        }
    fixed = {"slug": tenant.slug, "number": 1, "size": "a4", "language": "ru", "step": "name"}
    return fixed | {part: value for part, value in newest.items() if value is not None}


def _ask(client: Any, name: str, path: str, rounds: int) -> Page | None:
    """Ask a page so many times; None for what is no page, or leads elsewhere."""
    answer = client.get(path)
    if answer.status_code != 200 or answer.streaming:
        return None
    took = []
    for _ in range(rounds):
        began = time.perf_counter()
        client.get(path)
        took.append((time.perf_counter() - began) * 1000)
    took.sort()
    return Page(
        name,
        statistics.median(took),
        took[min(len(took) - 1, int(len(took) * 0.95))],
        _queries(client, path),
        len(answer.content),
    )


def _queries(client: Any, path: str) -> int:
    """Count statements, those of Django and those that are sent through libpq itself."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from plushka.lib.db import statements

    sent, own = statements.exchange, []

    def exchange(pgconn: Any, sql: str, values: Any) -> Any:
        own.append(sql)
        return sent(pgconn, sql, values)

    statements.exchange = exchange
    try:
        with CaptureQueriesContext(connection) as captured:
            client.get(path)
    finally:
        statements.exchange = sent
    return len(captured) + len(own)


def _table(pages: list[Page], rounds: int) -> str:
    day = time.strftime("%Y-%m-%d")
    what = (
        f"What `python -m bench.pages` measured on {day}: every page of the demo company\n"
        f"with its year of sales, {rounds} times each, signed in as its owner. Time is the\n"
        "server's alone, in one process; the hold is 150 ms for p95 and 25 statements."
    )
    lines = [
        what,
        "",
        "| page | median, ms | p95, ms | statements | KB |",
        "| --- | --: | --: | --: | --: |",
    ]
    for page in sorted(pages, key=lambda one: -one.p95):
        mark = "" if page.holds else " **!**"
        lines.append(
            f"| `{page.name}`{mark} | {page.median:.0f} | {page.p95:.0f} | {page.queries}"
            f" | {page.size / 1000:.0f} |"
        )
    held = sum(page.holds for page in pages)
    lines += ["", f"{held} of {len(pages)} hold."]
    return "\n".join(lines)


def _write(file: Path, told: str) -> None:
    """Put the table in the place of the last one, at the end of the page."""
    before, _, _ = file.read_text("utf-8").partition(f"\n{HEADING}\n")
    file.write_text(f"{before.rstrip()}\n\n{HEADING}\n\n{told}\n", "utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.pages", description=__doc__)
    parser.add_argument(
        "--home", type=Path, help="PLUSHKA_HOME of the demo; else the environment's"
    )
    parser.add_argument("--rounds", type=int, default=20, help="how often each page is asked")
    parser.add_argument("--write", type=Path, help="put the table into this page")
    return parser.parse_args()


if __name__ == "__main__":
    main()
