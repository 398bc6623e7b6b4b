"""Who may join, and who may invite (U23, U24)."""

from django.utils.translation import gettext_lazy as _

from plushka.web.manager.forms.inputs import Input
from plushka.web.manager.terms.section import Section

INVITING = Section(
    "inviting",
    _("Invitations"),
    _("Who joins, and how many people members may invite."),
    (
        Input(
            "joining",
            "choice",
            _("Who may join"),
            "",
            [
                ("anybody", _("anybody")),
                ("invited", _("only who is invited by a member")),
            ],
        ),
        Input(
            "right_from",
            "amount",
            _("A member may invite from, points"),
            _("0 lets everybody invite."),
            is_optional=True,
        ),
        Input(
            "right_of",
            "choice",
            _("Which points"),
            "",
            [
                ("earned", _("all that were ever earned")),
                ("balance", _("those on the account")),
            ],
        ),
        Input("a_month", "whole", _("Invitations of a member, a month"), is_optional=True),
        Input("in_all", "whole", _("Invitations of a member, in all"), is_optional=True),
        Input(
            "company_a_month",
            "whole",
            _("Invitations of all members, a month"),
            is_optional=True,
        ),
        Input("valid_days", "whole", _("An invitation is good for, days"), is_optional=True),
        Input(
            "by_sms",
            "flag",
            _("Members may invite a phone by SMS"),
            _("You pay for each."),
        ),
        Input(
            "sms_again_days",
            "whole",
            _("The same phone not again for, days"),
            is_optional=True,
        ),
    ),
)
