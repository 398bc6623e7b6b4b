"""A member's story by its tabs, and each tab by its parts."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy

from plushka.web.manager.members import code_parts, point_parts, purchase_parts, record_parts
from plushka.web.manager.members.sections import Section

TABS: Mapping[str, tuple[object, tuple[Section, ...]]] = {
    "points": (
        gettext_lazy("Points"),
        (
            Section(
                "lots",
                gettext_lazy("Where the points are"),
                "coin",
                gettext_lazy("No points were granted yet."),
                point_parts.lots,
            ),
            Section(
                "entries",
                gettext_lazy("Every movement"),
                "list",
                gettext_lazy("Nothing has moved on the account yet."),
                point_parts.entries,
            ),
            Section(
                "codes",
                gettext_lazy("Codes under the cap"),
                "qrcode",
                gettext_lazy("They activated no code yet."),
                code_parts.activations,
            ),
        ),
    ),
    "purchases": (
        gettext_lazy("Purchases"),
        (
            Section(
                "sales",
                gettext_lazy("Sales"),
                "receipt",
                gettext_lazy("Nothing was bought yet."),
                purchase_parts.sales,
            ),
            Section(
                "returns",
                gettext_lazy("Returns"),
                "receipt-refund",
                gettext_lazy("Nothing came back."),
                purchase_parts.returns,
            ),
            Section(
                "claims",
                gettext_lazy("Receipts claimed afterwards"),
                "history",
                gettext_lazy("No receipt was claimed afterwards."),
                purchase_parts.claims,
            ),
        ),
    ),
    "given": (
        gettext_lazy("Gifts and holds"),
        (
            Section(
                "gifts",
                gettext_lazy("Gifts"),
                "sparkles",
                gettext_lazy("No goods were given yet."),
                record_parts.gifts,
            ),
            Section(
                "badges",
                gettext_lazy("Badges"),
                "check",
                gettext_lazy("No badges yet."),
                record_parts.badges,
            ),
            Section(
                "holds",
                gettext_lazy("Points set aside"),
                "lock",
                gettext_lazy("No order has set points aside."),
                point_parts.holds,
            ),
        ),
    ),
    "record": (
        gettext_lazy("Consents and changes"),
        (
            Section(
                "consents",
                gettext_lazy("Consents"),
                "check",
                gettext_lazy("They agreed to nothing yet."),
                record_parts.consents,
            ),
            Section(
                "changes",
                gettext_lazy("Who changed what"),
                "edit",
                gettext_lazy("Nothing was changed since they joined."),
                record_parts.changes,
            ),
            Section(
                "messages",
                gettext_lazy("Messages"),
                "mail",
                gettext_lazy("Nothing was said to them yet."),
                record_parts.messages,
            ),
        ),
    ),
}
"""The story by its tabs; each is a page of its own."""

SECTIONS: Mapping[str, Section] = {
    section.code: section for _words, sections in TABS.values() for section in sections
}
