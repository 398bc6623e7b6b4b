"""A condition of a form becomes a document, and the places in both are told of each other."""

from typing import Any

from plushka.web.manager.rules.tree_form import Group, Node

type Places = dict[str, Node]
"""What of the form stands at a place of the document."""


def written(group: Group, *, at: str, zone: str, places: Places) -> dict[str, Any] | None:
    """Give the document of a condition, which stands ``at`` a place; None where it is empty."""
    if not group.parts and group.how == "all":
        return None
    return _group(group, at, zone, places)


def _node(node: Node, at: str, zone: str, places: Places) -> dict[str, Any]:
    if isinstance(node, Group):
        return _group(node, at, zone, places)
    places[at] = node
    return node.asking.written(zone)


def _group(group: Group, at: str, zone: str, places: Places) -> dict[str, Any]:
    places[at] = group
    if group.how in {"all", "any"}:
        return {group.how: _list(group, f"{at}.{group.how}", zone, places)}
    inner = _one(group, f"{at}.{group.how}", zone, places)
    if group.how != "lines":
        return {group.how: inner}
    return {"lines": inner, group.measure.name: group.measure.wanted(zone)}


def _one(group: Group, at: str, zone: str, places: Places) -> dict[str, Any]:
    """Give one condition of all parts; what has no parts is refused where the group stands."""
    if len(group.parts) == 1:
        return _node(group.parts[0], at, zone, places)
    if not group.parts and group.how == "not":
        return {}
    return {"all": _list(group, f"{at}.all", zone, places)}


def _list(group: Group, at: str, zone: str, places: Places) -> list[dict[str, Any]]:
    return [_node(part, f"{at}[{place}]", zone, places) for place, part in enumerate(group.parts)]


def at(places: Places, path: str) -> Node | None:
    """Find what stands nearest to a place of the document."""
    fitting = [place for place in places if _holds(place, path)]
    return places[max(fitting, key=len)] if fitting else None


def _holds(place: str, path: str) -> bool:
    return path == place or path.startswith((f"{place}.", f"{place}["))


def is_measure(node: Node, place: str, path: str) -> bool:
    """Tell whether a path is that of what is asked of the lines of a group."""
    return (
        isinstance(node, Group)
        and node.how == "lines"
        and path.startswith(f"{place}.{node.measure.name}")
    )
