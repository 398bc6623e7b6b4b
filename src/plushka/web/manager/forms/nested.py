"""What a form sends, as the tree its names spell: ``a.0.b`` is ``b`` of the first of ``a``."""

from django.http import QueryDict

DEEPEST = 60
"""Names with more parts than this are nobody's."""

LONGEST_NUMBER = 4

type Nested = dict[str, Nested | str]


def nested(sent: QueryDict) -> Nested:
    """Gather names with dots into a tree; a name sent several times gives a value a line."""
    tree: Nested = {}
    for name, values in sent.lists():
        steps = name.split(".")
        if len(steps) <= DEEPEST:
            _put(tree, steps, "\n".join(str(value) for value in values))
    return tree


def text_at(tree: Nested, name: str) -> str:
    """Give a text, or an empty one where nothing or something larger stands."""
    value = tree.get(name, "")
    return value if isinstance(value, str) else ""


def part_at(tree: Nested, name: str) -> Nested:
    """Give what stands below a name; nothing where it is a text."""
    value = tree.get(name, {})
    return value if isinstance(value, dict) else {}


def rows_at(tree: Nested, name: str) -> list[Nested]:
    """Give the numbered parts below a name, in their order."""
    numbered = {
        int(step): part
        for step, part in part_at(tree, name).items()
        if is_number(step) and isinstance(part, dict)
    }
    return [numbered[place] for place in sorted(numbered)]


def is_number(step: str) -> bool:
    """Whether a step is the place of a row, as our forms write it."""
    return step.isascii() and step.isdecimal() and len(step) <= LONGEST_NUMBER


def _put(tree: Nested, steps: list[str], value: str) -> None:
    for step in steps[:-1]:
        inner = tree.setdefault(step, {})
        if not isinstance(inner, dict):
            return
        tree = inner
    tree[steps[-1]] = value
