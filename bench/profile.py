"""Where the time of a sale goes: in Python, function by function; in PostgreSQL, by statement."""

import cProfile
import datetime as dt
import io
import pstats
import random
import re
from collections.abc import Callable

from bench.crowd import MEMBERS, Arena
from bench.people import phone
from bench.stage import Stage

SETTINGS = """
shared_preload_libraries = 'pg_stat_statements'
pg_stat_statements.track = all
pg_stat_statements.track_planning = on
"""
"""What the database has to be started with."""

LIST, LISTS = 32, 60
"""As many sales as two server processes gather from 64 clients, and how many such lists."""

_PLACE = re.compile(r"/\S+/(?:site-packages|src|lib/python3\.\d+)/")


def profile(arena: Arena) -> str:
    """Profile lists of sales in this process, and the statements of sales over HTTP."""
    told = statements(
        arena.stage, lambda: arena.sell(clients=64, seconds=5).sales, what="sales over HTTP"
    )
    return f"{_python()}\n{told}"


def _python() -> str:
    from plushka.domain.members.locator import Locator
    from plushka.domain.sales import operations
    from plushka.domain.sales.asked import AskedLine, AskedSale, Asker
    from plushka.domain.sales.loading import SaleCall
    from plushka.domain.tenants.models import Tenant

    asker = Asker(actor="key:bench", is_trusted=True)
    lines = tuple(
        AskedLine(sku=sku, category="food", quantity=1000, price=price)
        for sku, price in (("A", 70_000), ("B", 30_000))
    )
    tenant_id = Tenant.objects.get().id

    def record(number: int) -> None:
        calls = [
            SaleCall(
                AskedSale(
                    outlet="main",
                    receipt=f"profile-{number}-{place}",
                    member=Locator("PHONE", phone(random.randint(1, MEMBERS))),
                    lines=lines,
                ),
                asker,
            )
            for place in range(LIST)
        ]
        operations.record(tenant_id=tenant_id, sales=calls, at=dt.datetime.now(dt.UTC))

    return profiled(record, what=f"Lists of {LIST} sales in one process")


def profiled(work: Callable[[int], None], *, what: str) -> str:
    """Do some lists, and tell which functions took the time."""
    from plushka.lib.db.connection import connection

    profiler = cProfile.Profile()
    for number in range(LISTS):
        # The first lists prepare statements and compile the programme.
        if number == LISTS // 4:
            profiler.enable()
        with connection():
            work(number)
    profiler.disable()
    told = io.StringIO()
    stats = pstats.Stats(profiler, stream=told)
    stats.sort_stats("tottime").print_stats(25)
    stats.sort_stats("cumulative").print_stats("plushka", 25)
    return f"{what}\n{_PLACE.sub('', told.getvalue())}"


def statements(stage: Stage, load: Callable[[], int], *, what: str) -> str:
    """Let a load run, and tell which statements took the time; ``load`` gives how many it was."""
    with stage.connect() as connection:
        connection.execute("CREATE EXTENSION IF NOT EXISTS pg_stat_statements")
        connection.execute("SELECT pg_stat_statements_reset()")
        n = load()
        found = connection.execute(
            "SELECT regexp_replace(left(query, 70), '\\s+', ' ', 'g'), calls, rows,"
            " total_exec_time, total_plan_time, plans,"
            " 100 * (total_exec_time + total_plan_time)"
            " / sum(total_exec_time + total_plan_time) OVER ()"
            " FROM pg_stat_statements ORDER BY total_exec_time + total_plan_time DESC LIMIT 25"
        ).fetchall()
    told = [f"Statements of {n} {what} (64 clients), in PostgreSQL", ""]
    told += [
        f"{'share':>6} {'calls':>7} {'rows':>8} {'ms a call':>9} {'plans':>6} {'ms a plan':>9}"
    ]
    told += [
        f"{share:5.1f}% {calls:7} {rows:8} {took / max(1, calls):9.3f} {plans:6}"
        f" {planned / max(1, plans):9.3f}  {query}"
        for query, calls, rows, took, planned, plans, share in found
    ]
    return "\n".join(told)
