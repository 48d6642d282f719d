"""Work out the pictures of all figures and show them on contact sheets: `make figures`.

Every sheet has nine exercises at three moments each; they go to artefacts/figures, to be looked at.
"""

import sys
from pathlib import Path

from flask import Flask
from playwright.sync_api import sync_playwright

from service.content.drawn import FOLDER, as_text
from service.content.loader import load
from service.core.catalogue import Catalogue
from service.core.figure import Picture, picture_of
from service.web.moving import drawn, moments
from tests.e2e.conftest import CHROMIUM, FLAGS

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "service" / "web" / "static"
DRAWN = ROOT / "service" / "content" / FOLDER
SHEETS = ROOT / "artefacts" / "figures"
ON_A_SHEET = 9
LAYOUT = """
body { display: block; background: var(--card); padding: 8px; width: 1344px; }
section { display: inline-block; width: 436px; margin: 4px; vertical-align: top; }
section div { display: flex; gap: 2px; } section span { flex: 1; } h2 { font-size: 15px; }
"""


def main(names: list[str]) -> None:
    catalogue = load()
    wanted = names or sorted(catalogue.figures)
    pictures = [work_out(catalogue, name) for name in wanted]
    for theme in ("light", "dark"):
        show(catalogue, pictures, theme)


def work_out(catalogue: Catalogue, name: str) -> Picture:
    """Settle one figure and write its picture."""
    picture = picture_of(catalogue.figures[name])
    DRAWN.mkdir(exist_ok=True)
    (DRAWN / f"{name}.json").write_text(as_text(picture), encoding="utf-8")
    sys.stdout.write(f"{name}: {len(picture.frames)} frames\n")
    return picture


def show(catalogue: Catalogue, pictures: list[Picture], theme: str) -> None:
    """Photograph the sheets in one theme."""
    SHEETS.mkdir(parents=True, exist_ok=True)
    style = "".join((STATIC / name).read_text("utf-8") for name in ("base.css", "moving.css"))
    app = Flask("service.web")
    with app.app_context(), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(viewport={"width": 1360, "height": 200})
        page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
        for first in range(0, len(pictures), ON_A_SHEET):
            body = "".join(section(catalogue, one) for one in pictures[first : first + ON_A_SHEET])
            page.set_content(f"<style>{style}{LAYOUT}</style>{body}")
            page.screenshot(path=SHEETS / f"sheet-{first // ON_A_SHEET + 1}.{theme}.png", full_page=True)
        browser.close()


def section(catalogue: Catalogue, picture: Picture) -> str:
    exercise = catalogue.exercises[picture.id]
    shown = "".join(f"<span>{drawn(picture, exercise, at=at)}</span>" for at in moments(picture))
    return f"<section><h2>{exercise.name}</h2><div>{shown}</div></section>"


if __name__ == "__main__":
    main(sys.argv[1:])
