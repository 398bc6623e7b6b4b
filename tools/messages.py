"""The texts of the pages: found in templates and code, kept in .po files, compiled to .mo.

``python -m tools.messages`` brings the files in ``locale/`` up to date: new
texts come in empty, to be translated; those no longer used go out. Run it
again after translating, to compile. gettext's own programs are not needed.
"""

import ast
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import django
import polib
from django.template.base import FilterExpression, Node, NodeList, Template
from django.template.loader import get_template
from django.templatetags.i18n import BlockTranslateNode, TranslateNode

SOURCE = Path(__file__).resolve().parent.parent / "src" / "plushka"
LOCALE = SOURCE / "locale"

PLURALS = {
    "ru": (
        "nplurals=4; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 &&"
        " (n%100<12 || n%100>14) ? 1 : n%10==0 || (n%10>=5 && n%10<=9) ||"
        " (n%100>=11 && n%100<=14) ? 2 : 3);"
    ),
    "en": "nplurals=2; plural=(n != 1);",
}
PLURALS["uk"] = PLURALS["ru"]

_CALLS = {"_": 1, "gettext": 1, "gettext_lazy": 1, "ngettext": 2}
_CONSTANT = re.compile(r'_\("((?:[^"\\]|\\.)*)"\)')


@dataclass(frozen=True, slots=True, order=True)
class Message:
    """One text, in English, with its plural where it has one."""

    one: str
    many: str = ""


def found_in_code() -> Iterator[tuple[Message, str]]:
    """Give every text that code translates, and the file it is in."""
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                texts = [
                    ast.literal_eval(text) for text in node.args[: _CALLS.get(node.func.id, 0)]
                ]
                if texts:
                    yield Message(*texts), str(path.relative_to(SOURCE))


def found_in_templates() -> Iterator[tuple[Message, str]]:
    """Give every text that templates translate, and the file it is in."""
    for path in sorted(SOURCE.rglob("templates/**/*.*")):
        name = str(path).rpartition("/templates/")[2]
        template: Any = get_template(name)
        for node in _all(template.template):
            if message := _of(node):
                yield message, str(path.relative_to(SOURCE))
        for constant in _CONSTANT.findall(path.read_text("utf-8")):
            yield Message(constant), str(path.relative_to(SOURCE))


def _all(template: Template) -> Iterator[Node]:
    nodelist: NodeList = template.nodelist
    yield from nodelist.get_nodes_by_type(Node)
    # Partials that are not shown in place keep their nodes apart.
    for partial in template.extra_data.get("partials", {}).values():
        yield from partial.nodelist.get_nodes_by_type(Node)


def _of(node: Node) -> Message | None:
    if isinstance(node, TranslateNode):
        text: FilterExpression = node.filter_expression
        return Message(str(text.var.literal))  # type: ignore[union-attr]
    if isinstance(node, BlockTranslateNode):
        one = node.render_token_list(node.singular)[0]
        many = node.render_token_list(node.plural)[0] if node.plural else ""
        return Message(_trimmed(node, one), _trimmed(node, many))
    return None


def _trimmed(node: BlockTranslateNode, text: str) -> str:
    return " ".join(text.split()) if node.trimmed else text


def collect() -> dict[Message, list[str]]:
    """Give all texts with the files they are in."""
    places: dict[Message, list[str]] = {}
    for message, place in (*found_in_code(), *found_in_templates()):
        known = places.setdefault(message, [])
        if place not in known:
            known.append(place)
    return dict(sorted(places.items()))


def catalog(language: str) -> Path:
    """Say where the texts of a language are."""
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def update(language: str) -> polib.POFile:
    """Bring one language up to date; what was translated stays."""
    path = catalog(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    old = {}
    if path.exists():
        old = {Message(one.msgid, one.msgid_plural): one for one in polib.pofile(str(path))}
    new = polib.POFile(wrapwidth=98)
    new.metadata = {
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": PLURALS[language],
    }
    for message, places in collect().items():
        new.append(_entry(message, places, old.get(message), language))
    new.save(str(path))
    new.save_as_mofile(str(path.with_suffix(".mo")))
    return new


def _entry(
    message: Message, places: list[str], known: polib.POEntry | None, language: str
) -> polib.POEntry:
    occurrences = [(place, "") for place in places]
    flags = ["python-format"] if "%(" in message.one else []
    if not message.many:
        said = message.one if language == "en" else known.msgstr if known else ""
        return polib.POEntry(msgid=message.one, msgstr=said, occurrences=occurrences, flags=flags)
    forms = {0: message.one, 1: message.many} if language == "en" else dict.fromkeys(range(4), "")
    return polib.POEntry(
        msgid=message.one,
        msgid_plural=message.many,
        msgstr_plural=known.msgstr_plural if known else forms,
        occurrences=occurrences,
        flags=flags,
    )


def main() -> None:
    """Update and compile every language, and say what is still to be translated."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plushka.config.settings")
    django.setup()
    for language in PLURALS:
        missing = [one.msgid for one in update(language).untranslated_entries()]
        print(f"{language}: {len(missing)} to translate")  # noqa: T201 - what the command says
        for text in missing:
            print(f"  {text}")  # noqa: T201


if __name__ == "__main__":
    main()
