"""The OpenAPI 3.1 document of a table of endpoints."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from typing import Any

from plushka.lib.refusal import Refusal
from plushka.web.api import problems
from plushka.web.api.endpoint import Endpoint
from plushka.web.api.openapi import texts
from plushka.web.api.openapi.schemas import components, reference
from plushka.web.api.reading.nodes import FieldsNode

type Json = dict[str, Any]

_ALWAYS = ("unauthorised", "forbidden", "too_many_requests", "internal", "unavailable")
_UUID = {"type": "string", "format": "uuid"}
_IN_PATH = {
    "number": {"type": "integer", "minimum": 1, "maximum": 999_999_999},
    "code": {"type": "string", "pattern": "^[a-z][a-z0-9_]{0,39}$"},
}
_WITH_BODY = ("unreadable", "too_large", "not_json", "invalid")


def document(table: Iterable[Endpoint], prefix: str) -> Json:
    """Describe every endpoint; ``prefix`` is where they are served."""
    endpoints = list(table)
    paths: defaultdict[str, Json] = defaultdict(dict)
    for endpoint in endpoints:
        paths[endpoint.path][endpoint.method.lower()] = _operation(endpoint)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Plushka",
            "version": version("plushka"),
            "summary": "Bonuses at the till, exact and explained.",
            "description": texts.ABOUT,
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": prefix}],
        "security": [{"key": []}],
        "tags": [{"name": name, "description": about} for name, about in texts.TAGS.items()],
        "paths": dict(paths),
        "components": {
            "schemas": components(endpoints),
            "headers": texts.HEADERS,
            "securitySchemes": {
                "key": {"type": "http", "scheme": "bearer", "description": texts.KEY}
            },
        },
    }


def _operation(endpoint: Endpoint) -> Json:
    about = " ".join((endpoint.act.__doc__ or "").split())
    scope = f"The key needs the scope `{endpoint.scope}`."
    described: Json = {
        "operationId": endpoint.act.__name__.rstrip("_"),
        "summary": endpoint.summary,
        "description": f"{about} {scope}",
        "tags": [endpoint.tag],
        "parameters": list(_parameters(endpoint)),
        "responses": _responses(endpoint),
    }
    if endpoint.body is not None:
        content: Json = {"schema": reference(endpoint.body.kind)}
        if endpoint.example is not None:
            content["example"] = endpoint.example
        described["requestBody"] = {
            "required": not endpoint.is_body_optional,
            "content": {"application/json": content},
        }
    return described


def _parameters(endpoint: Endpoint) -> Iterable[Json]:
    for name in re.findall(r"{(\w+)}", endpoint.path):
        yield {
            "name": name,
            "in": "path",
            "required": True,
            "schema": _IN_PATH.get(name, _UUID),
        }
    if endpoint.query is not None:
        yield from _query(endpoint.query.node)
    if endpoint.is_write:
        yield {
            "name": "Idempotency-Key",
            "in": "header",
            "description": texts.IDEMPOTENCY_KEY,
            "schema": {"type": "string", "pattern": "^[!-~]{1,255}$"},
        }
    yield {
        "name": "Accept-Language",
        "in": "header",
        "description": texts.ACCEPT_LANGUAGE,
        "schema": {"type": "string", "examples": ["ru", "uk", "en"]},
    }


def _query(node: FieldsNode) -> Iterable[Json]:
    for name, field in node.fields.items():
        schema = dict(field.schema())
        if isinstance(schema.get("type"), list):
            schema["type"] = schema["type"][0]
        if "anyOf" in schema:
            [rest] = [one for one in schema.pop("anyOf") if one != {"type": "null"}]
            schema |= rest
        yield {
            "name": name,
            "in": "query",
            "required": name in node.needed,
            "description": schema.pop("description", "") or texts.QUERY.get(name, ""),
            "schema": schema,
        }


def _responses(endpoint: Endpoint) -> Json:
    described = {str(endpoint.status): _success(endpoint, texts.DONE)}
    if endpoint.is_write and endpoint.status != 200:  # noqa: PLR2004 - OK
        described["200"] = _success(endpoint, texts.DONE_BEFORE)
    if endpoint.is_write:
        described["200"]["headers"] = {
            "Idempotent-Replay": {"$ref": "#/components/headers/Idempotent-Replay"}
        }
    for status, codes in sorted(_codes(endpoint).items()):
        described[str(status)] = _problem(status, codes)
    return described


def _success(endpoint: Endpoint, description: str) -> Json:
    return {
        "description": description,
        "content": {"application/json": {"schema": reference(endpoint.answers)}},
    }


def _codes(endpoint: Endpoint) -> Mapping[int, list[str]]:
    codes = [*_ALWAYS]
    if endpoint.body is not None:
        codes += _WITH_BODY
    if endpoint.query is not None or endpoint.is_write:
        codes.append("invalid")
    if "{" in endpoint.path:
        codes.append("not_found")
    codes += [refusal.code for refusal in endpoint.refuses]
    if endpoint.is_write:
        codes.append("repeat_differs")
    by_status: defaultdict[int, list[str]] = defaultdict(list)
    for code in dict.fromkeys(codes):
        status = (endpoint.statuses or {}).get(code) or problems.kind_of(code).status
        by_status[status].append(code)
    return by_status


def _problem(status: int, codes: Iterable[str]) -> Json:
    said = "; ".join(f"`{code}`: {problems.kind_of(code).title}" for code in codes)
    described: Json = {
        "description": f"{said}.",
        "content": {
            "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
        },
    }
    if names := texts.HEADERS_OF.get(status):
        described["headers"] = {name: {"$ref": f"#/components/headers/{name}"} for name in names}
    return described


def refusals(table: Iterable[Endpoint]) -> set[type[Refusal]]:
    """Give every refusal that some endpoint names."""
    return {refusal for endpoint in table for refusal in endpoint.refuses}
