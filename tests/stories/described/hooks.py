"""What schemathesis is told beside the OpenAPI file: who exists, and what no schema can say.

Loaded by schemathesis itself, in a process of its own.
"""

import datetime as dt
import os
from typing import Any

import schemathesis
from schemathesis import GenerationMode

from plushka.domain.programmes import files

PROGRAMME = files.plain(files.preset("bonusplus"))
CONDITION = {"field": "member.tier", "is": "gold"}
CAMPAIGN = {
    "name": {"ru": "Осень", "uk": "Осінь", "en": "Autumn"},
    "starts": "2026-12-01T00:00",
    "rules": [
        {
            "code": "gift",
            "name": "Подарок",
            "trigger": "purchase",
            "effects": [{"effect": "points", "points": "10"}],
        }
    ],
}
OUTLET, PHONE = "main", os.environ["PLUSHKA_KNOWN_PHONE"]

UNSAID = frozenset(
    {
        "phone",
        "card",
        "alias",
        "token",
        "code",
        "at",
        "until",
        "birth_date",
        "email",
        "invitation",
        "expires_on",
        "valid_from",
        "margin",
        "give",
        "voucher",
        "valid_until",
        "spending",
        "confirmed_at",
        "reason",
    }
)
"""Fields whose values may be well formed and still wrong: check digits, past, blanks alone."""

CONFLICTS = frozenset(
    {
        "tier",
        "buyers",
        "since",
        "gift",
        "name",
        "member",
        "amount",
        "referrer",
        "points",
        "discount",
        "redeem",
        "price",
        "line",
        "lines",
        "reward",
        "total",
        "nominal",
    }
)
"""Fields that are judged beside others, or beside what is stored."""


def _is_positive(case: Any) -> bool:
    return case.meta is not None and case.meta.generation.mode == GenerationMode.POSITIVE


@schemathesis.hook
def before_call(context: Any, case: Any, kwargs: Any) -> None:
    """Let what is well formed reach somebody: a member and an outlet that exist."""
    if not _is_positive(case):
        return
    if isinstance(case.body, dict):
        case.body = _whole(case.body)
        for sale in (case.body, *_sales(case.body), *_receipt(case.body)):
            if "outlet" in sale:
                sale["outlet"] = OUTLET
            if sale.get("at"):
                sale["at"] = dt.datetime.now(dt.UTC).isoformat()
            if sale.get("member"):
                sale["member"] = {"phone": PHONE}
        _with_documents(case)
    if case.operation.path == "/members/lookup":
        case.query = {"phone": PHONE}
    if case.operation.path == "/sales" and case.query:
        case.query = {**case.query, "outlet": OUTLET}


def _with_documents(case: Any) -> None:
    """Put documents that the domain can read where the schema says only that there is one."""
    match case.operation.path:
        case "/programme/draft":
            case.body = {"document": PROGRAMME}
        case "/campaigns/{code}":
            case.body = {"document": CAMPAIGN | {"code": case.path_parameters["code"]}}
        case path if path.startswith("/segments"):
            case.body = case.body | {"condition": CONDITION}


def _whole(value: Any) -> Any:
    """Write 428.0 as 428: to JSON Schema both are integers, to us only the latter."""
    match value:
        case float() if value.is_integer():
            return int(value)
        case dict():
            return {name: _whole(one) for name, one in value.items()}
        case list():
            return [_whole(one) for one in value]
    return value


def _sales(body: dict[str, Any]) -> list[dict[str, Any]]:
    given = body.get("sales")
    return [one for one in given if isinstance(one, dict)] if isinstance(given, list) else []


def _receipt(body: dict[str, Any]) -> list[dict[str, Any]]:
    given = body.get("receipt")
    return [given] if isinstance(given, dict) else []


@schemathesis.check
def what_is_well_formed_is_read(ctx: Any, response: Any, case: Any) -> None:
    """A body that fits the schema is refused only for what a schema cannot say."""
    if not _is_positive(case) or response.status_code != 422:
        return
    told = response.json()
    for error in told.get("errors", []):
        field = error["path"].rpartition(".")[2].partition("[")[0]
        assert field in UNSAID | CONFLICTS, f"{error['path']}: {error['message']}"
