"""YAML as people write a programme: numbers as written, nothing that unfolds, nothing twice.

Rules ask of fields of any kind, so there 7 is a number and "7" a text, as in JSON.
"""

import re
from collections.abc import Hashable
from typing import Any, override

import yaml
from yaml.events import AliasEvent
from yaml.nodes import MappingNode, Node, ScalarNode

_RESOLVED = {"tag:yaml.org,2002:bool", "tag:yaml.org,2002:null"}


_WHOLE = re.compile(r"(0|-?[1-9][0-9]{0,15})", re.ASCII)
"""A whole number as JSON writes it: 007 is a text, and so is 1e3."""

RULES = "rules"
"""What stands below this name tells whole numbers from texts."""


class _Unquoted(str):
    """A text that stood without quotes: in rules it may be a number."""

    __slots__ = ()


class _Loader(yaml.SafeLoader):
    """Leaves numbers as they are written: a float never comes near a sum, 010 is not eight.

    Refuses aliases, by which a short text unfolds into gigabytes, and a field named twice, of
    which one would be lost without a word.
    """

    @override
    def __init__(self, stream: str) -> None:
        super().__init__(stream)
        self.yaml_implicit_resolvers = {
            start: [(tag, shape) for tag, shape in resolvers if tag in _RESOLVED]
            for start, resolvers in self.yaml_implicit_resolvers.items()
        }

    @override
    def compose_node(self, parent: Node | None, index: int) -> Node | None:
        if self.check_event(AliasEvent):
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
            raise yaml.MarkedYAMLError(problem="write it out again", problem_mark=mark)
        return super().compose_node(parent, index)

    @override
    def construct_scalar(self, node: ScalarNode | MappingNode) -> Any:
        text = super().construct_scalar(node)
        is_plain = isinstance(node, ScalarNode) and node.style is None
        return _Unquoted(text) if is_plain and isinstance(text, str) else text

    @override
    def construct_mapping(self, node: MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[str] = set()
        for name, _ in node.value:
            if str(name.value) in seen:
                raise yaml.MarkedYAMLError(
                    problem=f"{name.value} stands here twice", problem_mark=name.start_mark
                )
            seen.add(str(name.value))
        return super().construct_mapping(node, deep=deep)


def read(text: str) -> object:
    """Give the plain values of a YAML text; raises ``ValueError`` with a sentence."""
    try:
        return _with_numbers(yaml.load(text, Loader=_Loader))  # noqa: S506 - a SafeLoader
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        where = f"line {mark.line + 1}: " if mark else ""
        raise ValueError(f"no YAML: {where}{error.problem or error.context}") from error
    except yaml.YAMLError as error:
        raise ValueError(f"no YAML: {error}") from error
    except RecursionError as error:
        raise ValueError("no YAML: it is nested too deep") from error


def _with_numbers(value: object, *, is_in_rules: bool = False) -> object:
    """Make numbers of whole numbers in rules, and plain texts of all else that was written."""
    match value:
        case dict():
            return {
                str(name): _with_numbers(part, is_in_rules=is_in_rules or name == RULES)
                for name, part in value.items()
            }
        case list():
            return [_with_numbers(part, is_in_rules=is_in_rules) for part in value]
        case _Unquoted() if is_in_rules and _WHOLE.fullmatch(value):
            return int(value)
        case str():
            return str(value)
    return value


def write(values: object) -> str:
    """Write plain values for people; reading it gives the same."""
    text: str = yaml.dump(values, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=99)
    return text


class _Dumper(yaml.SafeDumper):
    """Writes the same thing twice rather than naming it once."""

    @override
    def ignore_aliases(self, data: object) -> bool:
        return True
