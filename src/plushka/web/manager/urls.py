"""Addresses of the cabinet. Names that begin with ``account_`` are those allauth asks for."""

from django.urls import path

from plushka.web.manager import signing
from plushka.web.manager.views import overview, programme, settings

urlpatterns = [
    path("", overview.overview, name="manager-overview"),
    path("sign-in", signing.sign_in, name="account_login"),
    path("sign-out", signing.sign_out, name="account_logout"),
    path("password", signing.change_password, name="account_change_password"),
    path("programme", programme.programme, name="manager-programme"),
    path("programme/<int:number>", programme.programme, name="manager-version"),
    path("programme/<int:number>.yaml", programme.download, name="manager-version-yaml"),
    path("settings", settings.settings, name="manager-settings"),
]
