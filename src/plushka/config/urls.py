"""Which page answers which address."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from plushka.web.member.views.opting_out import opt_out
from plushka.web.ui.assets import serve_asset
from plushka.web.ui.languages import set_language

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("plushka.web.landing.urls")),
    path("till/", include("plushka.web.till.urls")),
    path("m/", include("plushka.web.member.urls")),
    path("u/<str:token>", opt_out, name="opt-out"),
    path("hooks/", include("plushka.web.hooks.urls")),
    path("manage/", include("plushka.web.manager.urls")),
    path("language", set_language, name="set-language"),
    path(settings.STATIC_URL.removeprefix("/") + "<path:name>", serve_asset, name="asset"),
]
