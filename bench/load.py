"""Sales over HTTP, from as many clients as wanted."""

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from bench.stage import Company, Server

_runs = count(1)
_WRK = shutil.which("wrk")


@dataclass(frozen=True, slots=True)
class Sold:
    """What clients saw: sales recorded, and how long one took (seconds)."""

    sales: int
    seconds: float
    p50: float
    p99: float

    @property
    def rate(self) -> float:
        """Sales a second."""
        return self.sales / self.seconds


def client() -> str:
    """Name what makes the load."""
    return "wrk" if _WRK else "our own Python client"


def sell(server: Server, company: Company, *, members: int, clients: int, seconds: float) -> Sold:
    """Let clients sell for a while; every sale has to be recorded."""
    prefix = f"b{next(_runs)}"
    who = (company.key, company.outlet, prefix, str(members))
    if _WRK is None:
        command = [sys.executable, "-m", "bench.tills", str(server.port), *who]
        command += [str(clients), str(seconds)]
    else:
        script = str(Path(__file__).with_name("sales.lua"))
        url = f"http://127.0.0.1:{server.port}"
        threads = (
            "-t",
            str(min(2, clients)),
            "-c",
            str(clients),
            "-d",
            f"{seconds:.0f}s",
            "--timeout",
            "30s",
        )
        command = [_WRK, *threads, "-s", script, url, "--", *who]
    return measured(command)


def measured(command: list[str]) -> Sold:
    """Run a load that prints what it measured; nothing it asked for may have been refused."""
    ran = subprocess.run(command, check=True, capture_output=True, text=True)
    told = json.loads(ran.stdout.splitlines()[-1])
    if told["refused"] or told["broken"] or not told["sales"]:
        raise RuntimeError(f"not everything was served: {told}")
    return Sold(told["sales"], told["seconds"], told["p50"], told["p99"])
