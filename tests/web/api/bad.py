"""Sales as nobody should send them, and how the refusal reads."""

from typing import Any

from tests.web.api.till import new_receipt


def sale(**change: Any) -> dict[str, Any]:
    """Give a good sale with something changed."""
    return {
        "outlet": "main",
        "receipt": new_receipt(),
        "lines": [{"price": "10.00", "sku": "A"}],
        **change,
    }


def line(**change: Any) -> dict[str, Any]:
    """Give a good sale with something changed in its line."""
    return sale(lines=[{"price": "10.00", **change}])


def paths(answer: Any) -> list[str]:
    """Give the fields that an answer names, having seen that it refuses them."""
    told = answer.json()
    assert answer.headers["content-type"] == "application/problem+json"
    assert (answer.status_code, told["status"], told["code"]) == (422, 422, "invalid")
    return [error["path"] for error in told["errors"]]
