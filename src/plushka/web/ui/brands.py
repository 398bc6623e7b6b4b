"""How the pages of a company carry its colours."""

from plushka.domain.tenants.queries import Branding


def look_version(branding: Branding) -> str:
    """Give what changes with the colours, for the address of their sheet."""
    return branding.colour.lstrip("#") + branding.text_colour.lstrip("#")
