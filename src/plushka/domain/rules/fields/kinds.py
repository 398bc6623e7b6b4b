"""The table of fields, and which of them may be asked where."""

from collections.abc import Mapping
from dataclasses import dataclass

from plushka.domain.rules.fields import circumstances, member, purchases, receipt
from plushka.domain.rules.fields.attributes import ATTRIBUTES
from plushka.domain.rules.fields.field import Family, Field

FIELDS: dict[str, Field] = {
    field.name: field
    for part in (member, purchases, receipt, circumstances)
    for field in part.FIELDS
}
"""What any trigger may bring; the rest a trigger declares itself."""

LINE_FIELDS: dict[str, Field] = {field.name: field for field in receipt.LINE_FIELDS}


@dataclass(frozen=True, slots=True)
class Scope:
    """What may be asked in one place.

    ``refusal`` says, of a field that is asked elsewhere, why it is not asked
    here; it names ``{field}``.
    """

    fields: Mapping[str, Field]
    families: tuple[Family, ...]
    has_lines: bool
    refusal: str

    def find(self, name: str) -> Field | Family | None:
        """Give the field, or the family of fields, that a name belongs to."""
        if name in self.fields:
            return self.fields[name]
        return next((one for one in self.families if one.code_of(name)), None)


OF_MEMBERS = Scope(
    {name: field for name, field in FIELDS.items() if field.sql},
    (ATTRIBUTES,),
    has_lines=False,
    refusal="{field} is known of a moment and cannot be asked of members",
)
"""What a segment asks: all of it has SQL."""

OF_LINES = Scope(LINE_FIELDS, (), has_lines=False, refusal="{field} cannot be asked of a line")
"""What is asked inside ``any_line``, ``all_lines`` and ``lines``."""
