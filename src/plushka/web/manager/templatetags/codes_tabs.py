"""Tabs of the pages about codes."""

from typing import Any

from django import template

from plushka.web.manager.codes.tabs import TABS

register = template.Library()


@register.inclusion_tag("manager/codes/nav.html", takes_context=True)
def code_tabs(context: dict[str, Any]) -> dict[str, Any]:
    """Lead to the pages about codes: whoever may see one may see all."""
    return {"tabs": TABS, "tab": context["tab"]}
