"""What hands do to build a rule."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Self

from playwright.sync_api import Locator

from tests.browser.conftest import Window


class Builder:
    """A marketer at the constructor; ``place`` is the group that conditions are added to."""

    parts = "#rule-parts"

    def __init__(self, window: Window, rules: str = "/manage/programme/draft/rules") -> None:
        self.window = window
        self.page = window.page
        self.rules = rules
        self.place = "condition"
        self.is_given = False

    def begin(self, trigger: str, name: str) -> Self:
        """Choose what a new rule begins with, and name it."""
        if not self.page.url.endswith(self.rules):
            self.window.go(self.rules)
        self.page.locator(".start", has=self.page.get_by_text(trigger, exact=True)).click()
        self.page.fill("#rule-name", name)
        self.place = "condition"
        return self

    def ask(self, field: str, operator: str, value: str | list[str] | tuple[str, str]) -> Self:
        """Add a condition."""
        leaf = self.leaf(field, operator)
        self._fill(leaf, value)
        return self

    def ask_named(self, field: str, code: str, kind: str, operator: str, value: str) -> Self:
        """Add a condition on something that has a code of its own."""
        leaf = self._add()
        with self.shaped():
            self.page.select_option(f"#{leaf}-field", label=field)
        self.page.fill(f"#{leaf}-code", code)
        self._choose(f"{leaf}-kind", kind)
        self._choose(f"{leaf}-op", operator)
        self._fill(leaf, value)
        return self

    def group(self, how: str) -> Self:
        """Begin a group within; conditions go there from now on."""
        number = self._parts()
        button = self.page.locator(f'button[value="group:{self.place}"]')
        with self.shaped():
            button.click()
        self.place = f"{self.place}.parts.{number}"
        for last in (1, 0):
            remove = self.page.locator(f'button[value="remove:{self.place}.parts.{last}"]')
            with self.shaped():
                remove.click()
        self._choose(f"{self._id()}-how", how)
        return self

    def leaf(self, field: str, operator: str) -> str:
        """Add a condition, and choose what it compares; give its id."""
        leaf = self._add()
        with self.shaped():
            self.page.select_option(f"#{leaf}-field", [field])
        self._choose(f"{leaf}-op", operator)
        return leaf

    def give(self, kind: str, **fields: str) -> Self:
        """Choose what the rule gives."""
        self._choose("effects-0-effect", kind)
        for name, value in fields.items():
            field = self.page.locator(f"#effects-0-{name}")
            field.wait_for()
            if field.evaluate("one => one.tagName") == "SELECT":
                field.select_option(value)
            else:
                field.fill(value)
        return self

    def save(self) -> Self:
        """Keep the rule."""
        self.page.click("#rule-save")
        self.page.wait_for_url(f"**{self.rules}")
        return self

    @contextmanager
    def shaped(self) -> Iterator[None]:
        """Do something, and wait until the form shows what fits."""
        parts = self.page.locator(self.parts)
        parts.evaluate("one => one.firstElementChild.dataset.old = 'yes'")
        yield
        fresh = f"{self.parts} > :first-child:not([data-old])"
        self.page.wait_for_selector(fresh, state="attached")

    def _add(self) -> str:
        number = self._parts()
        with self.shaped():
            self.page.click(f"#{self._id()}-add")
        return f"{self._id()}-parts-{number}"

    def _choose(self, name: str, value: str) -> None:
        """Choose, and wait until the server has shown what fits."""
        field = self.page.locator(f"#{name}")
        if self._chosen(field) == value or field.input_value() == value:
            return
        with self.shaped():
            field.select_option(value)

    def _fill(self, leaf: str, value: str | list[str] | tuple[str, str]) -> None:
        field = self.page.locator(f"#{leaf}-value")
        if isinstance(value, tuple):
            field.fill(value[0])
            self.page.fill(f"#{leaf}-upto", value[1])
        elif isinstance(value, list):
            for label in value:
                field.get_by_label(label).check()
        elif field.evaluate("one => one.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)

    def _parts(self) -> int:
        return self.page.locator(f"#{self._id()}-parts > li").count()

    def _id(self) -> str:
        return self.place.replace(".", "-")

    @staticmethod
    def _chosen(field: Locator) -> str:
        return str(field.evaluate("one => one.selectedOptions[0].label"))
