"""Papers that labels are printed on: A4, labels in rows and columns, in the middle of the page.

Sizes are in millimetres, as on the boxes they are sold in.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

PAGE_WIDTH, PAGE_HEIGHT = 210.0, 297.0


@dataclass(frozen=True, slots=True)
class Stock:
    """One paper: the size of a label, how many are side by side and below each other."""

    code: str
    width: float
    height: float
    columns: int
    rows: int
    #: Between two labels.
    gap_across: float = 0.0
    gap_down: float = 0.0
    #: Kept free inside a label: what is cut awry, and what printers do not reach.
    pad: float = 2.0
    is_round: bool = False
    #: Not cut yet when it is bought: marks to cut along are drawn unless somebody says no.
    is_plain_paper: bool = False

    @property
    def a_page(self) -> int:
        """How many labels a page has."""
        return self.columns * self.rows

    @property
    def left(self) -> float:
        """The margin before the first column."""
        return (PAGE_WIDTH - self.columns * (self.width + self.gap_across) + self.gap_across) / 2

    @property
    def top(self) -> float:
        """The margin over the first row."""
        return (PAGE_HEIGHT - self.rows * (self.height + self.gap_down) + self.gap_down) / 2

    def pages(self, n_labels: int) -> int:
        """How many pages so many labels take."""
        return -(-n_labels // self.a_page)


_ALL = (
    # Sold as "3 × 8"; it has no margin, and printers do not reach the paper's edge.
    Stock("70x37", 70, 37, 3, 8, pad=4.5),
    Stock("63x38", 63.5, 38.1, 3, 7, gap_across=2.54),
    Stock("48x25", 48.5, 25.4, 4, 10, pad=1.5),
    Stock("38x21", 38.1, 21.2, 5, 13, gap_across=2.54, pad=1.2),
    # For the inside of a cap, or its top.
    Stock("cap20", 20, 20, 8, 11, 4, 4, pad=0.4, is_round=True, is_plain_paper=True),
    # The size of a bank card: to hang on a bottle, or to be covered with a scratch layer.
    Stock("card", 85, 54, 2, 5, pad=5, is_plain_paper=True),
)

STOCKS: Mapping[str, Stock] = MappingProxyType({one.code: one for one in _ALL})
