"""Print pages with one headless Chromium: its program, pages and a folder → PDFs."""

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
CLIPPED = "html { overflow: hidden } body { position: relative; overflow: clip }"


def main() -> None:
    """Print all pages, one after another in one tab."""
    program, folder, *pages = sys.argv[1:]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        page = browser.new_page()
        for path in map(Path, pages):
            page.goto(path.as_uri())
            # Colour that bleeds past the page would make it print the whole page smaller.
            page.add_style_tag(content=CLIPPED)
            page.pdf(
                path=Path(folder) / f"{path.stem}.pdf",
                prefer_css_page_size=True,
                print_background=True,
                tagged=True,
            )
        browser.close()


if __name__ == "__main__":
    main()
