"""The switch of languages that stands on every page."""

from django.views.i18n import set_language as django_set_language

from plushka.web.ui.middleware import is_public

set_language = is_public(django_set_language)
