"""The oldest PostgreSQL we serve: a company is founded, sells, and is verified."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
import pytest

pytest_plugins = ("tests.counterparts.postgres_15",)

pytestmark = pytest.mark.slow

SALES = """\
outlet,receipt,at,member,price,quantity
main,1,2026-11-01T10:00:00+03:00,+79161234567,1000.00,1
main,2,2026-11-02T10:00:00+03:00,+79161234567,250.50,2
main,3,2026-11-02T11:00:00+03:00,,99.90,1
"""

type Plushka = Callable[..., dict[str, Any]]


@pytest.fixture
def plushka(postgres_15_url: str, tmp_path: Path) -> Plushka:
    """Runs the command on that database and gives what it printed."""

    def run(*arguments: str) -> dict[str, Any]:
        answer = subprocess.run(
            (Path(sys.executable).with_name("plushka"), *arguments, "--json"),
            env=os.environ | {"DATABASE_URL": postgres_15_url, "PLUSHKA_HOME": str(tmp_path)},
            cwd=tmp_path,
            check=False,
            capture_output=True,
            text=True,
        )
        assert answer.returncode == 0, answer.stderr
        told: dict[str, Any] = json.loads(answer.stdout)
        return told

    return run


def test_a_company_sells_on_postgresql_15(
    plushka: Plushka, postgres_15_url: str, tmp_path: Path
) -> None:
    file = tmp_path / "sales.csv"
    file.write_text(SALES)

    founded = plushka("tenant", "create", "lipa", "--name", "Липа")
    first = plushka("sales", "import", str(file), "--tenant", "lipa", "--create-missing")
    again = plushka("sales", "import", str(file), "--tenant", "lipa", "--create-missing")
    verified = plushka("verify")

    assert founded["tenant"] == "lipa"
    assert (first["recorded"], first["repeated"], first["refused"]) == (3, 0, 0)
    assert (again["recorded"], again["repeated"], again["refused"]) == (0, 3, 0)
    assert first["total"] == again["total"]
    assert verified["ok"] is True
    with psycopg.connect(postgres_15_url) as connection:
        [[version]] = connection.execute("SHOW server_version_num").fetchall()
    assert version.startswith("15")
