"""Settings: the language of the pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from plushka.web.manager.cabinet import Cabinet, in_cabinet


@never_cache
@require_safe
@in_cabinet()
def settings(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """Show what a person may change about how they work here."""
    context = {"cabinet": cabinet, "here": "settings"}
    return render(request, "manager/settings.html", context)
