"""What a company's own people are told by e-mail, because somebody of them has to act."""

import datetime as dt

from plushka.domain.messaging import funds, templates
from plushka.domain.messaging.filters import OwnUnit, Voice
from plushka.domain.messaging.kinds.kind import Given
from plushka.domain.messaging.templates import Asked
from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.models import Staff
from plushka.domain.tenants.queries import get_place
from plushka.web.ui import mail

FUNDS_LOW = "funds_low"


def warn_of_funds(at: dt.datetime) -> int:
    """Tell the owners once that little is left for messages; give how many were written to.

    Without a mail server the pages of messages say it all the same.
    """
    left = funds.take_warning(at=at)
    if left is None:
        return 0
    place = get_place(current_tenant())
    chosen = templates.find([Asked(FUNDS_LOW, place.language)])[Asked(FUNDS_LOW, place.language)]
    voice = Voice(place.language, OwnUnit(), place.currency)
    values: dict[str, Given] = {"sum": left.balance, "company": place.name}
    words = templates.write(chosen, values=values, voice=voice)
    owners = Staff.objects.filter(
        tenant_id=place.id, role=Staff.Role.OWNER, is_active=True
    ).order_by("id")
    addresses = list(owners.values_list("email", flat=True))
    for address in addresses:
        mail.send(to=address, subject=words.subject, text=words.text)
    return len(addresses)
