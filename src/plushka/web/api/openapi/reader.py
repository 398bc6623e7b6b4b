"""The OpenAPI document as a page for people: plain HTML that needs no script."""

import json
import re
from collections.abc import Iterator
from html import escape
from typing import Any

from plushka.web.api.problems import kind_of

type Json = dict[str, Any]

_HEAD = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Plushka API</title>
<link rel="stylesheet" href="/api/docs.css">
</head>
<body>
"""


def page(document: Json) -> bytes:
    """Write the page."""
    return "".join([_HEAD, *_parts(document), "</main>\n</body>\n</html>\n"]).encode()


def _parts(document: Json) -> Iterator[str]:
    base = document["servers"][0]["url"]
    yield "<nav>\n<h2>Plushka API</h2>\n"
    for tag in document["tags"]:
        yield f"<h3>{escape(tag['name'])}</h3>\n<ul>\n"
        for _, _, operation in _operations(document, tag["name"]):
            name = operation["operationId"]
            yield f'<li><a href="#{name}">{escape(operation["summary"])}</a></li>\n'
        yield "</ul>\n"
    yield '<h3>Reference</h3>\n<ul><li><a href="#schemas">Schemas</a></li>'
    yield '<li><a href="#problems">Problems</a></li>'
    yield f'<li><a href="{base}/openapi.json">OpenAPI file</a></li></ul>\n</nav>\n<main>\n'
    yield f"<h1>Plushka API <small>{escape(document['info']['version'])}</small></h1>\n"
    yield _prose(document["info"]["description"])
    for tag in document["tags"]:
        yield f"<h2>{escape(tag['name'])}</h2>\n{_prose(tag['description'])}"
        for method, path, operation in _operations(document, tag["name"]):
            yield from _operation(method, base + path, operation)
    yield '<h2 id="schemas">Schemas</h2>\n'
    for name, schema in document["components"]["schemas"].items():
        yield from _schema(name, schema)
    yield from _problems(document)


def _operations(document: Json, tag: str) -> Iterator[tuple[str, str, Json]]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            if tag in operation["tags"]:
                yield method.upper(), path, operation


def _operation(method: str, path: str, operation: Json) -> Iterator[str]:
    yield f'<section id="{operation["operationId"]}">\n<h3>{escape(operation["summary"])}</h3>\n'
    yield f'<p class="address"><b>{method}</b> <code>{escape(path)}</code></p>\n'
    yield _prose(operation["description"])
    if operation["parameters"]:
        yield "<h4>Parameters</h4>\n" + _table(
            (f"{one['name']} ({one['in']})", _kind(one["schema"]), _about(one))
            for one in operation["parameters"]
        )
    if body := operation.get("requestBody"):
        content = body["content"]["application/json"]
        yield f"<h4>Body</h4>\n<p>{_kind(content['schema'])}</p>\n"
        if "example" in content:
            shown = json.dumps(content["example"], ensure_ascii=False, indent=1)
            yield f"<pre>{escape(shown)}</pre>\n"
    yield "<h4>Answers</h4>\n" + _table(
        (status, _answer(response), _inline(response["description"]))
        for status, response in operation["responses"].items()
    )
    yield "</section>\n"


def _answer(response: Json) -> str:
    return ", ".join(_kind(content["schema"]) for content in response["content"].values())


def _about(parameter: Json) -> str:
    needed = "Needed. " if parameter.get("required") else ""
    return _inline(needed + parameter.get("description", ""))


def _schema(name: str, schema: Json) -> Iterator[str]:
    yield f'<section id="{name}">\n<h3>{name}</h3>\n{_prose(schema.get("description", ""))}'
    needed = schema.get("required", ())
    yield _table(
        (field, _kind(kind), _inline(("Needed. " if field in needed else "") + _words(kind)))
        for field, kind in schema.get("properties", {}).items()
    )
    yield "</section>\n"


def _problems(document: Json) -> Iterator[str]:
    yield '<h2 id="problems">Problems</h2>\n'
    for code in document["components"]["schemas"]["Problem"]["properties"]["code"]["enum"]:
        kind = kind_of(code)
        yield f'<p id="{code}"><code>{code}</code> {kind.status}: {escape(kind.title)}.</p>\n'


def _kind(schema: Json) -> str:
    """Name a kind of value, linked where it is a schema of its own."""
    if ref := schema.get("$ref"):
        name = ref.rpartition("/")[2]
        return f'<a href="#{name}">{name}</a>'
    if options := schema.get("anyOf"):
        return " or ".join(dict.fromkeys(_kind(one) for one in options))
    if words := schema.get("enum"):
        return " or ".join(f"<code>{escape(str(word))}</code>" for word in words)
    if "const" in schema:
        return f"<code>{escape(str(schema['const']))}</code>"
    kinds = schema.get("type", "anything")
    named = kinds if isinstance(kinds, str) else " or ".join(kinds)
    if "items" in schema:
        return f"{named} of {_kind(schema['items'])}"
    return named


def _words(schema: Json) -> str:
    said = schema.get("description", "")
    limits = [f"at most {schema['maxLength']} characters"] if "maxLength" in schema else []
    limits += [f"at most {schema['maxItems']}"] if "maxItems" in schema else []
    examples = [f"such as `{example}`" for example in schema.get("examples", ())[:1]]
    return "; ".join(part for part in (said.rstrip("."), *limits, *examples) if part)


def _table(rows: Iterator[tuple[str, str, str]]) -> str:
    cells = "".join(
        f'<tr><th scope="row">{escape(name)}</th><td>{kind}</td><td>{about}</td></tr>\n'
        for name, kind, about in rows
    )
    return f"<div class=wide><table>\n{cells}</table></div>\n" if cells else ""


def _prose(text: str) -> str:
    paragraphs = [" ".join(part.split()) for part in text.split("\n\n")]
    return "".join(f"<p>{_inline(part)}</p>\n" for part in paragraphs if part)


def _inline(text: str) -> str:
    marked = re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(text, quote=False))
    return re.sub(r"\*\*([^*]+)\*\*", r"<b>\1</b>", marked)
