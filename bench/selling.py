"""One call at a time, and its whole answer."""

import http.client
import json
from typing import Any

from bench.stage import Company, Server


def call(
    server: Server,
    company: Company,
    path: str,
    body: Any,
    *,
    key: str | None = None,
    method: str = "POST",
) -> tuple[int, Any]:
    """Send a body; give the status and the answer."""
    asking = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    headers = {"Authorization": f"Bearer {company.key}", "Content-Type": "application/json"}
    if key is not None:
        headers["Idempotency-Key"] = key
    try:
        asking.request(method, f"/api/v1{path}", json.dumps(body), headers)
        answer = asking.getresponse()
        return answer.status, json.loads(answer.read() or b"null")
    finally:
        asking.close()


def record(server: Server, company: Company, sale: dict[str, Any]) -> Any:
    """Record a sale, which must not have been recorded before."""
    status, answer = call(server, company, "/sales", sale)
    if status != http.client.CREATED:
        raise RuntimeError(f"{status}: {answer}")
    return answer
