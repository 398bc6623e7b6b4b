"""The domain is told the time (ADR 0005)."""

import ast

from tests.architecture.tree import DOMAIN, parsed, python_files, short

CLOCKS = {
    "datetime.now",
    "datetime.today",
    "datetime.utcnow",
    "date.today",
    "timezone.now",
    "time.time",
}
SQL_CLOCKS = ("now()", "current_timestamp", "current_date", "clock_timestamp(")


def test_the_domain_reads_no_clock() -> None:
    read = {
        f"{short(path)}:{node.lineno}"
        for path in python_files(DOMAIN)
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Call)
        and ".".join(ast.unparse(node.func).split(".")[-2:]) in CLOCKS
    }

    assert read == set()


def test_the_statements_of_the_domain_read_no_clock() -> None:
    read = {
        short(path)
        for path in DOMAIN.rglob("*.sql")
        for clock in SQL_CLOCKS
        if clock in path.read_text().lower()
    }

    assert read == set()
