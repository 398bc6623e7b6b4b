"""Addresses of the cabinet. Names that begin with ``account_`` are those allauth asks for."""

from django.urls import path

from plushka.web.manager import signing
from plushka.web.manager.views import (
    draft,
    examples,
    overview,
    programme,
    rates,
    rules,
    settings,
    terms,
)

urlpatterns = [
    path("", overview.overview, name="manager-overview"),
    path("sign-in", signing.sign_in, name="account_login"),
    path("sign-out", signing.sign_out, name="account_logout"),
    path("password", signing.change_password, name="account_change_password"),
    path("programme", programme.programme, name="manager-programme"),
    path("programme/<int:number>", programme.programme, name="manager-version"),
    path("programme/<int:number>.yaml", programme.download, name="manager-version-yaml"),
    path("programme/draft", draft.draft, name="manager-draft"),
    path("programme/draft/open", draft.open_draft, name="manager-draft-open"),
    path("programme/draft/tier", draft.save_tier, name="manager-draft-tier"),
    path("programme/draft/yaml", draft.save_yaml, name="manager-draft-yaml"),
    path("programme/draft/preview", draft.preview, name="manager-draft-preview"),
    path("programme/draft/publish", draft.publish, name="manager-draft-publish"),
    path("programme/draft/discard", draft.discard, name="manager-draft-discard"),
    path("programme/draft/try", draft.try_receipt, name="manager-draft-try"),
    path("programme/draft/terms", terms.terms, name="manager-draft-terms"),
    path("programme/draft/terms/preview", terms.preview, name="manager-draft-terms-preview"),
    path("programme/draft/rates", rates.rates, name="manager-draft-rates"),
    path("programme/draft/rates/preview", rates.preview, name="manager-draft-rates-preview"),
    path("programme/draft/examples", examples.examples, name="manager-draft-examples"),
    path("programme/draft/examples/save", examples.save, name="manager-draft-example-save"),
    path(
        "programme/draft/examples/<uuid:example>/remove",
        examples.remove,
        name="manager-draft-example-remove",
    ),
    path("programme/draft/rules", rules.rules, name="manager-draft-rules"),
    path("programme/draft/rule", rules.rule, name="manager-draft-rule"),
    path("programme/draft/rule/told", rules.told, name="manager-draft-rule-told"),
    path("programme/draft/rule/remove", rules.remove, name="manager-draft-rule-remove"),
    path("settings", settings.settings, name="manager-settings"),
]
