"""Give somebody who forgot their password another one."""

from typing import Any

from plushka.config.clock import now
from plushka.config.companies import get_company
from plushka.domain.audit import operations as audit
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.operations import renew_password
from plushka.web.manager.security import forgetting

ACTOR = "system:command"


def run(*, slug: str, email: str | None, forget_factors: bool = False) -> dict[str, Any]:
    """Give what ``plushka tenant password`` tells."""
    company = get_company(slug)
    with tenant_context(company.id):
        person, password = renew_password(
            tenant=company, email=email or f"owner@{company.slug}.example"
        )
        audit.write(
            actor=ACTOR,
            action="password_renewed",
            subject_kind="staff",
            subject_id=person.id,
            at=now(),
            before={},
            after={},
        )
        if forget_factors:
            forgetting.forget_factors(staff_id=person.id, actor=ACTOR, at=now())
    return {"email": person.email, "password": password}
