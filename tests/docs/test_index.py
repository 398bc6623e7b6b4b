"""Every page of the documentation is found from its first one."""

from tests.docs.pages import DOCS


def test_every_page_is_named_by_the_index() -> None:
    index = (DOCS / "README.md").read_text("utf-8")
    pages = [
        str(page.relative_to(DOCS))
        for page in DOCS.rglob("*.md")
        if page.parent.name != "adr" and page.parent != DOCS
    ]

    assert [page for page in pages if page not in index] == []
