"""Tabs of the pages about codes."""

from typing import Any

from django import template

from plushka.web.manager.codes.tabs import TABS

register = template.Library()


@register.inclusion_tag("manager/codes/nav.html", takes_context=True)
def code_tabs(context: dict[str, Any]) -> dict[str, Any]:
    """Lead to the pages about codes that the person may open."""
    may = context["cabinet"].may
    return {"tabs": [one for one in TABS if may(one.right)], "tab": context["tab"]}
