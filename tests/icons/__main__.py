"""Draw the app's icons from the one logo, by Chromium: `make icons`. They are kept in git; a phone asks for PNG."""

import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

STATIC = Path(__file__).parents[2] / "service" / "web" / "static"
GROUND = "#0a5f74"
ICONS = (
    ("icon-192", 192, False),
    ("icon-512", 512, False),
    ("maskable-512", 512, True),
    ("apple-180", 180, True),
)
"""Name, pixels, and whether it fills its square, with the mark in the inner 80 % that no mask cuts off."""


def main() -> None:
    logo = (STATIC / "logo.svg").read_text("utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for name, size, full in ICONS:
            page = browser.new_page(viewport={"width": size, "height": size})
            inner = round(size * 0.78) if full else size
            ground = GROUND if full else "transparent"
            page.set_content(
                f"<body style='margin:0;display:grid;place-items:center;height:100vh;background:{ground}'>"
                f"<div style='width:{inner}px;height:{inner}px'>{logo}</div>"
            )
            page.screenshot(path=STATIC / "icons" / f"{name}.png", omit_background=True)
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
