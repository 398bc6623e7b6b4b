"""Whether everybody can read what a window shows."""

from pathlib import Path

from tests.browser.conftest import Window

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text("utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LONG = "Константиниан-Вознесенский-Преображенский Александр Всеволодович Третий"

# Told of everything that is in order too, a page of ours would be a third of a megabyte.
BROKEN = """async rules => {
    const told = await axe.run({runOnly: rules, resultTypes: ['violations']});
    return told.violations.map(
        rule => [rule.id, rule.nodes.map(node => node.html.slice(0, 200))]
    );
}"""

# What stands on a line that scrolls by itself reaches beyond it, and may.
STICKS_OUT = """() => [...document.querySelectorAll('body *:not(.side *)')].filter(one => {
    const box = one.getBoundingClientRect();
    const sheet = one.parentElement.closest('.sheet, .note, body').getBoundingClientRect();
    return one.offsetParent && box.width > 1 && box.right > sheet.right + 1;
}).map(one => one.outerHTML.slice(0, 80))"""

CUT_OFF = """() => [...document.querySelectorAll('[placeholder]')].filter(one => {
    const style = getComputedStyle(one), pen = document.createElement('canvas').getContext('2d');
    pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    const room = one.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    return one.offsetParent && pen.measureText(one.placeholder).width > room;
}).map(one => one.placeholder)"""


def broken(window: Window) -> list[tuple[str, list[str]]]:
    """Give the rules that what is shown breaks, and where."""
    window.page.evaluate(AXE)
    told: list[tuple[str, list[str]]] = window.page.evaluate(BROKEN, arg=RULES)
    return told


def width(window: Window) -> int:
    """Give how wide the page is, in pixels."""
    return int(window.page.evaluate("document.documentElement.scrollWidth"))


def sticks_out(window: Window) -> list[str]:
    """Give what reaches beyond the sheet it stands on."""
    found: list[str] = window.page.evaluate(STICKS_OUT)
    return found


def cut_off(window: Window) -> list[str]:
    """Give the hints in fields that are longer than their field."""
    found: list[str] = window.page.evaluate(CUT_OFF)
    return found
