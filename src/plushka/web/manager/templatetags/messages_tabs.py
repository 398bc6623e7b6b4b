"""Tabs of the pages about messages."""

from typing import Any

from django import template

from plushka.web.manager.messages.tabs import tabs_for

register = template.Library()


@register.inclusion_tag("manager/messages/nav.html", takes_context=True)
def message_tabs(context: dict[str, Any]) -> dict[str, Any]:
    """Lead to the pages about messages that the person may see."""
    return {"tabs": tabs_for(context["cabinet"].rights), "tab": context["tab"]}
