"""The hand-over as one A4 sheet of PDF. Text stays text, and the fonts are those every reader has."""

from collections.abc import Sequence
from io import BytesIO
from typing import TypeAlias

from fpdf import FPDF
from fpdf.enums import XPos, YPos

Sheet: TypeAlias = dict[str, list[str]]
"""Lines by the heading that they stand under."""

MARGIN, WIDTH, BOTTOM = 13.0, 184.0, 284.0
"""Millimetres: the margin all round, between the margins, and where the page ends."""
GAP = 7.0
HALF = (WIDTH - GAP) / 2
FIGURE_H = 58.0
SIZES = (9.2, 8.6, 8.0, 7.4, 6.8)
"""Points: the largest at which everything fits on one page is taken."""
INK, SOFT, ACCENT = (27, 32, 35), (86, 95, 100), (10, 95, 116)


def sheet_pdf(sheet: Sheet, figures: Sequence[str]) -> bytes:
    """Give the PDF. `figures`: SVG drawings, side by side under "Where it hurts"."""
    made = b""
    for size in SIZES:
        page = _Page(size)
        fits = page.write_sheet(sheet, figures)
        made = bytes(page.output())
        if fits:
            break
    return made


class _Page(FPDF):
    """One sheet at one size of type."""

    def __init__(self, size: float) -> None:
        super().__init__(format="A4")
        self.core_fonts_encoding = "windows-1252"
        self.set_title("Afterrun: hand-over")
        self.set_lang("en-GB")
        self.set_margin(MARGIN)
        self.set_auto_page_break(auto=False)
        self.add_page()
        self._size = size

    def write_sheet(self, sheet: Sheet, figures: Sequence[str]) -> bool:
        """Write everything; say whether it fitted."""
        self._heading("Sore after a run: what is known", width=WIDTH, size=self._size + 5)
        self._lines(sheet.get("Who and when", ()), width=WIDTH)
        top = self.get_y() + 2
        left = self._place(sheet, figures, top=top)
        right = self._column(
            sheet, ("What the answers fit", "Load", "Done so far"), x=MARGIN + HALF + GAP, top=top
        )
        right = self._pain(sheet.get("Pain over the days", ()), x=MARGIN + HALF + GAP, top=right)
        low = max(left, right)
        if sheet.get("Speaks for it"):
            low = self._pair(sheet, "Speaks for it", "Speaks against it", top=low)
        low = self._pair(sheet, "What was answered", "Answered no", top=low)
        self.set_xy(MARGIN, low + 1)
        self._lines(sheet.get("About this page", ()), width=WIDTH, colour=SOFT)
        return self.get_y() <= BOTTOM

    def _pair(self, sheet: Sheet, left: str, right: str, *, top: float) -> float:
        return max(
            self._column(sheet, (left,), x=MARGIN, top=top),
            self._column(sheet, (right,), x=MARGIN + HALF + GAP, top=top),
        )

    def _place(self, sheet: Sheet, figures: Sequence[str], *, top: float) -> float:
        low = self._column(sheet, ("Where it hurts",), x=MARGIN, top=top)
        for at, figure in enumerate(figures):
            self.image(BytesIO(figure.encode()), x=MARGIN + 12 + at * 30, y=low, h=FIGURE_H)
        self.set_font("Helvetica", size=self._size - 1)
        self.set_text_color(*SOFT)
        for at, words in enumerate(("Back", "Front")):
            self.set_xy(MARGIN + 12 + at * 30, low + FIGURE_H)
            self.cell(FIGURE_H * 128 / 374, 4, words, align="C")
        return low + FIGURE_H + 5

    def _column(self, sheet: Sheet, parts: Sequence[str], *, x: float, top: float) -> float:
        self.set_xy(x, top)
        for part in parts:
            self._heading(part, width=HALF, size=self._size + 1)
            self._lines(sheet.get(part, ()), width=HALF)
            self.set_xy(x, self.get_y() + 1.5)
        return float(self.get_y())

    def _pain(self, told: Sequence[str], *, x: float, top: float) -> float:
        """Draw one bar a day with its number and date under it; the words are text as everywhere."""
        self.set_xy(x, top)
        self._heading("Pain over the days, 0 to 10", width=HALF, size=self._size + 1)
        low, tall, wide = self.get_y() + 16.0, 14.0, min(11.0, HALF / max(1, len(told)))
        self.set_font("Helvetica", size=self._size - 2)
        for at, line in enumerate(told):
            date, _, pain = line.rpartition(": ")
            height = max(0.4, float(pain) / 10 * tall)
            self.set_fill_color(*ACCENT)
            self.rect(x + at * wide + wide * 0.2, low - height, wide * 0.6, height, style="F")
            for row, words in enumerate((pain, date)):
                self.set_xy(x + at * wide, low + 0.5 + row * 3)
                self.set_text_color(*(SOFT if row else INK))
                self.cell(wide, 3, _plain(words), align="C")
        return low + 8 if told else float(self.get_y())

    def _heading(self, words: str, *, width: float, size: float) -> None:
        self.set_font("Helvetica", style="B", size=size)
        self.set_text_color(*ACCENT)
        self._flow(words, width=width, size=size)

    def _lines(self, lines: Sequence[str], *, width: float, colour: tuple[int, int, int] = INK) -> None:
        self.set_text_color(*colour)
        self.set_font("Helvetica", size=self._size)
        for line in lines:
            self._flow(line, width=width, size=self._size)

    def _flow(self, words: str, *, width: float, size: float) -> None:
        self.multi_cell(width, size * 0.46, _plain(words), align="L", new_x=XPos.LEFT, new_y=YPos.NEXT)


def _plain(words: str) -> str:
    """Give the words in the letters of the fonts that every reader has."""
    return words.replace("\u2212", "-").replace("\u00a0", " ").encode("cp1252", "replace").decode("cp1252")
