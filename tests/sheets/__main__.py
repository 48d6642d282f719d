"""Put the pictures of all pages onto contact sheets: `make pages` takes them anew, `make test` lays them out.

One sheet a look (phone or desk, light or dark), cut into parts that can be looked at, beside the pictures in
artefacts/pages. The sheets are HTML as well: sheets/<look>.html shows all pages of a look at once.
"""

import html
import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.e2e.conftest import CHROMIUM, FLAGS
from tests.e2e.looking import SHOTS

SHEETS = SHOTS / "sheets"
CUT_PX = 1500
"""Height on the sheet at which a long page is cut; its own picture has the rest."""
LAYOUT = {"phone": (300, 6), "desk": (620, 3), "lying": (420, 4)}
"""Width of a page on the sheet, and pages on a sheet, by device."""


def main() -> None:
    """Lay out whatever was taken."""
    taken = sorted(SHOTS.glob("*.png"))
    if CHROMIUM is None or not taken:
        sys.stdout.write("No pictures of pages to lay out.\n")
        return
    SHEETS.mkdir(parents=True, exist_ok=True)
    by_look: dict[str, list[Path]] = {}
    for picture in taken:
        by_look.setdefault(picture.stem.rpartition(".")[2], []).append(picture)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for look, pictures in by_look.items():
            lay_out(browser, look, pictures)
        browser.close()
    sys.stdout.write(f"{len(taken)} pictures on the sheets in {SHEETS.relative_to(Path.cwd())}\n")


def lay_out(browser: Browser, look: str, pictures: list[Path]) -> None:
    """Write the sheets of one look."""
    wide, many = LAYOUT[look.partition("-")[0]]
    (SHEETS / f"{look}.html").write_text(sheet(pictures, wide), encoding="utf-8")
    for first in range(0, len(pictures), many):
        part = SHEETS / f"part-of-{look}.html"
        part.write_text(sheet(pictures[first : first + many], wide), encoding="utf-8")
        page = browser.new_page(viewport={"width": many * (wide + 12) + 12, "height": 200})
        page.goto(part.as_uri())
        page.screenshot(path=SHEETS / f"{look}-{first // many + 1}.png", full_page=True)
        page.close()
        part.unlink()


def sheet(pictures: list[Path], wide: int) -> str:
    figures = "".join(
        f'<figure><figcaption>{html.escape(one.stem)}</figcaption><div><img src="../{one.name}" alt=""></div></figure>'
        for one in pictures
    )
    return f"""<!doctype html><meta charset="utf-8"><style>
        body {{ margin: 12px; display: flex; flex-wrap: wrap; gap: 12px; background: #777; font: 13px sans-serif; }}
        figure {{ margin: 0; width: {wide}px; background: #fff; }} figcaption {{ padding: 2px 6px; }}
        div {{ max-height: {CUT_PX}px; overflow: hidden; }} img {{ display: block; width: 100%; }}
        </style>{figures}"""


if __name__ == "__main__":
    main()
