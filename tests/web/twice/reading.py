"""The forms of a page, as a browser would send them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

type Attrs = dict[str, str | None]


@dataclass(slots=True)
class Button:
    """A button that sends a form: what it adds, and where it sends it instead."""

    name: str = ""
    value: str = ""
    action: str = ""


@dataclass(slots=True)
class Form:
    """One form: where it goes, what stands in it, and its buttons."""

    action: str
    method: str
    fields: list[tuple[str, str]] = field(default_factory=list)
    #: Names of fields a person types or chooses; the others are hidden.
    typed: set[str] = field(default_factory=set)
    #: Names of fields that are ticked.
    boxes: set[str] = field(default_factory=set)
    buttons: list[Button] = field(default_factory=list)

    def sent(
        self, button: Button, samples: dict[str, str], typed: dict[str, str]
    ) -> dict[str, list[str]]:
        """Give what a press of the button sends, with empty fields filled in by name.

        ``typed`` stands instead of what was there before.
        """
        told: dict[str, list[str]] = {}
        for name, value in self.fields:
            is_empty = name in self.typed and not value
            told.setdefault(name, []).append(samples.get(name, value) if is_empty else value)
        told |= {name: [value] for name, value in typed.items() if name in told}
        if button.name:
            told.setdefault(button.name, []).append(button.value)
        return told


def forms_of(page: str, path: str, *, is_untouched: bool = False) -> list[Form]:
    """Read the forms that are posted; those of a page's own address have no action.

    Every box is ticked and something is chosen in every list, but in a form that is untouched.
    """
    reader = _Reader(path, is_untouched=is_untouched)
    reader.feed(page)
    for form in reader.forms:
        form.buttons = form.buttons or [Button()]
    return [form for form in reader.forms if form.method == "post"]


class _Reader(HTMLParser):
    def __init__(self, path: str, *, is_untouched: bool) -> None:
        super().__init__()
        self._is_untouched = is_untouched
        self.forms: list[Form] = []
        self._path = path
        self._by_id: dict[str, Form] = {}
        self._open: Form | None = None
        self._select: tuple[Form, str] | None = None
        self._options: list[tuple[str, bool]] = []
        self._area: tuple[Form, str] | None = None
        self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        got: Attrs = dict(attrs)
        if tag == "form":
            self._open = self._form(got)
            return
        form = self._by_id.get(got.get("form") or "", self._open)
        if form is None or "disabled" in got:
            return
        match tag:
            case "input":
                self._input(form, got)
            case "select":
                self._select, self._options = (form, got.get("name") or ""), []
                form.typed.add(got.get("name") or "")
            case "option" if self._select:
                self._options.append((got.get("value") or "", "selected" in got))
            case "textarea":
                self._area, self._text = (form, got.get("name") or ""), ""
                form.typed.add(got.get("name") or "")
            case "button" if (got.get("type") or "submit") == "submit":
                form.buttons.append(
                    Button(
                        got.get("name") or "", got.get("value") or "", got.get("formaction") or ""
                    )
                )

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None
        elif tag == "select" and self._select:
            form, name = self._select
            chosen = [value for value, is_chosen in self._options if is_chosen]
            first = next((value for value, _ in self._options if value), "")
            if self._is_untouched:
                first = self._options[0][0] if self._options and not chosen else ""
            form.fields.append((name, chosen[0] if chosen and chosen[0] else first))
            self._select = None
        elif tag == "textarea" and self._area:
            form, name = self._area
            form.fields.append((name, self._text.strip()))
            self._area = None

    def handle_data(self, data: str) -> None:
        self._text += data

    def _form(self, got: Attrs) -> Form:
        is_post = "hx-post" in got or (got.get("method") or "").lower() == "post"
        # Where both stand, a script asks for a preview of what the button does.
        action = got.get("action") or got.get("hx-post") or self._path
        form = Form(action, "post" if is_post else "get")
        self.forms.append(form)
        self._by_id[got.get("id") or f"form-{len(self.forms)}"] = form
        return form

    def _input(self, form: Form, got: Attrs) -> None:
        name, kind = got.get("name") or "", got.get("type") or "text"
        if not name or kind in {"submit", "button", "reset", "image", "file"}:
            return
        value = got.get("value")
        if kind == "radio":
            is_first = name not in form.typed
            form.typed.add(name)
            if "checked" in got:
                form.fields = [(one, old) for one, old in form.fields if one != name]
            if "checked" in got or is_first:
                form.fields.append((name, value or "on"))
            return
        if kind == "checkbox":
            # A person ticks what a form asks them to be sure of.
            form.boxes.add(name)
            if "checked" in got or not self._is_untouched:
                form.fields.append((name, value or "on"))
            return
        if kind != "hidden":
            form.typed.add(name)
        form.fields.append((name, value or ""))
