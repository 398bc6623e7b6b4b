"""pgbench, which comes with PostgreSQL: the fastest honest client there is."""

import os
import re
import statistics
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from plushka.integrations import postgres

_WEB_ROLE = "plushka_web"


@dataclass(frozen=True, slots=True)
class Committed:
    """What pgbench did: transactions, and how long one took (seconds)."""

    transactions: int
    seconds: float
    p50: float

    @property
    def rate(self) -> float:
        """Transactions a second."""
        return self.transactions / self.seconds


def commit(url: str, script: str, *, clients: int, seconds: float) -> Committed:
    """Run a script for a while as the role that serves, with prepared statements."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "sale.sql"
        file.write_text(script)
        ran = subprocess.run(
            (
                str(postgres.binaries() / "pgbench"),
                *("--no-vacuum", "--protocol", "prepared", "--log", "--file", str(file)),
                *("--client", str(clients), "--jobs", str(min(clients, 2))),
                *("--time", f"{seconds:.0f}"),
            ),
            check=False,
            cwd=folder,
            env=os.environ | _where(url),
            capture_output=True,
            text=True,
        )
        if ran.returncode or "number of failed transactions: 0 " not in ran.stdout:
            raise RuntimeError(ran.stdout + ran.stderr)
        took = [
            int(line.split()[2]) / 1e6
            for log in Path(folder).glob("pgbench_log.*")
            for line in log.read_text().splitlines()
        ]
    rate = re.search(r"tps = ([0-9.]+)", ran.stdout)
    if rate is None:
        raise RuntimeError(ran.stdout)
    return Committed(len(took), len(took) / float(rate[1]), statistics.median(took))


def _where(url: str) -> dict[str, str]:
    parts = urlsplit(url)
    options = parse_qs(parts.query)
    return {
        "PGHOST": options.get("host", [parts.hostname or ""])[0],
        "PGPORT": options.get("port", [str(parts.port or 5432)])[0],
        "PGUSER": unquote(parts.username or ""),
        "PGPASSWORD": unquote(parts.password or ""),
        "PGDATABASE": parts.path.lstrip("/"),
        "PGOPTIONS": f"-c role={_WEB_ROLE}",
    }
