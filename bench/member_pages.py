"""How long the pages of the members' list take among so many members: median and p95."""

import argparse
import html
import os
import re
import statistics
import time
from collections.abc import Callable, Iterator
from typing import Any

from bench.people import statement
from bench.stage import Company, Stage, stage

ROUNDS = 15
_SEARCHES = (
    ("search by a phone", "+79160000007"),
    ("search by the last digits of a phone", "4321"),
    ("search by the beginning of a card", "4600000"),
    ("search by a surname", "Шевченко"),
    ("search by parts of two names", "ива пе"),
    ("search by names nobody has", "Рудько Зенон"),
)
_CONDITIONS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("filter: a tier that one in fifty has", {"field": "member.tier", "is": "gold"}),
    ("filter: a tag that one in a thousand has", {"field": "member.tags", "has": "rare"}),
    (
        "filter: an attribute that nobody has",
        {"field": "member.attributes.district", "is": "nowhere"},
    ),
)


def fill(scratch: Stage, company: Company, members: int) -> float:
    """Write so many members at once; give the seconds it took."""
    begins = time.monotonic()
    with scratch.connect() as connection:
        connection.execute(statement("named_people"), {"tenant": company.id, "members": members})
        connection.execute("VACUUM ANALYZE")
    return time.monotonic() - begins


def pages(company: Company) -> Iterator[str]:
    """Time the pages as the server makes them, without the network, and tell a line for each."""
    from django.core.cache import cache
    from django.test import Client

    from plushka.domain.segments.keeping import keep_filter
    from plushka.domain.tenants.context import tenant_context
    from plushka.domain.tenants.models import Staff

    owner = Staff.objects.get(tenant_id=company.id, role=Staff.Role.OWNER)
    client = Client(headers={"accept-language": "ru"})
    client.force_login(owner)
    cache.clear()
    client.get("/manage/members")  # what is loaded once is no page's own
    yield _line("the list, newest first", lambda: client.get("/manage/members"))
    first = client.get("/manage/members").content.decode()
    following = html.unescape(re.findall(r'href="(/manage/members\?[^"]*after=[^"]*)"', first)[0])
    yield _line("the next page", lambda: client.get(following))
    for order, words in (
        ("name", "by name"),
        ("birth_date", "by birth date"),
        ("balance", "by balance"),
        ("paid", "by the sum of purchases"),
        ("bought", "by the last purchase"),
    ):
        address = f"/manage/members?order={order}&down=1"
        yield _line(f"sorted {words}", lambda address=address: client.get(address))  # type: ignore[misc]
    for words, condition in _CONDITIONS:
        with tenant_context(company.id):
            kept = keep_filter(staff_id=owner.id, condition=condition, at=owner.created_at)
        address = f"/manage/members?filter={kept}"
        yield _line(words, lambda address=address: client.get(address))  # type: ignore[misc]
    for words, typed in _SEARCHES:
        sent = {"find": typed}
        yield _line(words, lambda sent=sent: client.post("/manage/members/search", sent))  # type: ignore[misc]
    member = re.findall(r'href="(/manage/members/[0-9a-f-]{36})"', first)[0]
    yield _line("a member's page", lambda: client.get(member))


def _line(words: str, ask: Callable[[], Any]) -> str:
    times = []
    for _ in range(ROUNDS):
        begins = time.perf_counter()
        answer = ask()
        times.append((time.perf_counter() - begins) * 1000)
        if answer.status_code >= 400:
            raise RuntimeError(f"{words}: {answer.status_code}")
    times.sort()
    p95 = times[min(len(times) - 1, round(len(times) * 0.95))]
    return f"| {words} | {statistics.median(times):.0f} ms | {p95:.0f} ms |"


def main() -> None:
    """Fill a scratch company and print the table of its pages."""
    parser = argparse.ArgumentParser(prog="python -m bench.member_pages", description=__doc__)
    parser.add_argument("--members", type=int, default=1_000_000, help="members (1 000 000)")
    asked = parser.parse_args()

    with stage() as scratch:
        company = scratch.found("lipa")
        print(f"{asked.members} members written in {fill(scratch, company, asked.members):.0f} s")
        os.environ |= {"PLUSHKA_HOME": str(scratch.home), "DATABASE_URL": scratch.url}
        os.environ["DJANGO_SETTINGS_MODULE"] = "plushka.config.settings"
        import django

        django.setup()
        from django.conf import settings
        from django.db import connections

        settings.ALLOWED_HOSTS = ["*"]
        print("| page | median | p95 |\n| --- | --- | --- |")
        for line in pages(company):
            print(line, flush=True)
        connections["default"].close_pool()  # type: ignore[attr-defined]


if __name__ == "__main__":
    main()
