"""What was done, to what, in words: one for every action that the code records."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ACTIONS: Mapping[str, str | Promise] = {
    "campaign_changed": _("Campaign changed"),
    "campaign_discarded": _("Draft of a campaign thrown away"),
    "campaign_launched": _("Campaign launched"),
    "campaign_stopped": _("Campaign stopped"),
    "company_founded": _("Company founded"),
    "draft_changed": _("Draft of the programme changed"),
    "draft_discarded": _("Draft of the programme thrown away"),
    "draft_opened": _("Draft of the programme begun"),
    "example_removed": _("Example forgotten"),
    "example_saved": _("Example kept"),
    "key_made": _("Key made"),
    "key_revoked": _("Key revoked"),
    "member_changed": _("Member changed"),
    "member_consented": _("Consent given"),
    "member_erased": _("Member erased"),
    "outlet_changed": _("Outlet changed"),
    "outlet_closed": _("Outlet closed"),
    "outlet_opened": _("Outlet opened"),
    "outlet_reopened": _("Outlet opened again"),
    "password_renewed": _("Password set anew"),
    "points_adjusted": _("Points corrected by hand"),
    "programme_published": _("Programme published"),
    "reasons_scrubbed": _("Reasons erased with the member"),
    "returned_without_receipt": _("Goods taken back without a receipt"),
    "segment_changed": _("Segment changed"),
    "segment_created": _("Segment made"),
    "settings_changed": _("Settings changed"),
    "staff_limit_lifted": _("Limit of an employee lifted for the day"),
    "staff_limits_changed": _("Limits of employees changed"),
    "supplier_set": _("Supplier set"),
    "tier_held": _("Tier held by hand"),
}
"""By their codes. A test finds every code in the source and wants it here."""

SUBJECTS: Mapping[str, str | Promise] = {
    "campaign": _("Campaign"),
    "company": _("Company"),
    "example": _("Example"),
    "key": _("Key"),
    "member": _("Member"),
    "outlet": _("Outlet"),
    "programme_draft": _("Draft of the programme"),
    "programme_version": _("Version of the programme"),
    "segment": _("Segment"),
    "staff": _("Employee"),
    "staff_limits": _("Limits of employees"),
    "supplier": _("Supplier"),
}

FIELDS: Mapping[str, str | Promise] = {
    "address": _("Address"),
    "alias": _("Alias"),
    "balance": _("Balance"),
    "birth_date": _("Birth date"),
    "blocked": _("Blocked"),
    "card": _("Card"),
    "code": _("Code"),
    "colour": _("Colour"),
    "consents": _("Consents"),
    "currency": _("Currency"),
    "debt": _("Debt"),
    "email": _("E-mail"),
    "hours": _("Opening hours"),
    "language": _("Language"),
    "latitude_e6": _("Latitude, millionths of a degree"),
    "logo": _("Logo"),
    "longitude_e6": _("Longitude, millionths of a degree"),
    "name": _("Name"),
    "note": _("Note"),
    "open": _("Open"),
    "outlet": _("Outlet"),
    "pending": _("Pending"),
    "phone": _("Phone"),
    "rate_per_minute": _("Requests a minute at most"),
    "region": _("Country"),
    "scopes": _("What it may do"),
    "spendable": _("Spendable"),
    "tags": _("Tags"),
    "text_colour": _("Text on it"),
    "tier": _("Tier"),
    "timezone": _("Time zone"),
    "total": _("Total"),
    "unit": _("What you call your points"),
    "until": _("Until"),
    "valid_from": _("Valid from"),
}

SYSTEM: Mapping[str, str | Promise] = {
    "system:command": _("Command line"),
    "system:founding": _("Founding of the company"),
}
