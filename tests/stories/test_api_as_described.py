"""The served API does what its OpenAPI file says: schemathesis asks what nobody thought of."""

import os
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from tests.stories.installed import Installed, stop, wait_for

DESCRIBED = Path(__file__).parent / "described"
SCHEMATHESIS = Path(sys.executable).with_name("schemathesis")
EXAMPLES_AN_OPERATION = 12
PHONE = "+79161234567"


@pytest.mark.slow
def test_api_does_what_its_document_says(plushka: Installed, free_port: int):
    key = plushka.run("tenant", "create", "lipa", "--name", "Липа", "--json").told["key"]
    url = f"http://127.0.0.1:{free_port}"
    authorization = f"Bearer {key}"
    server = plushka.start("serve", "--port", str(free_port))
    wait_for(lambda: _is_ready(url))
    headers = {"authorization": authorization}
    httpx.post(f"{url}/api/v1/members", json={"phone": PHONE}, headers=headers)
    gift = {"member": {"phone": PHONE}, "points": "5000.00", "reason": "чтобы было что тратить"}
    httpx.post(f"{url}/api/v1/adjustments", json=gift, headers=headers)

    asked = subprocess.run(
        (
            SCHEMATHESIS,
            f"--config-file={DESCRIBED / 'schemathesis.toml'}",
            "run",
            f"{url}/api/v1/openapi.json",
            f"--header=Authorization: {authorization}",
            "--checks=all",
            f"--max-examples={EXAMPLES_AN_OPERATION}",
            "--seed=1",
            "--no-shrink",
            "--no-color",
        ),
        env={
            **os.environ,
            "SCHEMATHESIS_HOOKS": "tests.stories.described.hooks",
            "PLUSHKA_KNOWN_PHONE": PHONE,
            "PYTHONPATH": str(Path(__file__).parents[2]),
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )

    verified = plushka.run("verify", "--json")
    said = stop(server)
    assert [line for line in said.err.splitlines() if '"failed"' in line] == []
    assert asked.returncode == 0, asked.stdout[-20_000:]
    assert verified.told["ok"], verified.told


def _is_ready(url: str) -> bool:
    try:
        return httpx.get(f"{url}/health/ready").status_code == 200
    except httpx.TransportError:
        return False
