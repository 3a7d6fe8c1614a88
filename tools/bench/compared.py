"""Compose once what others are given, too: this tool's own pages → HTML files, by product."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from tools.bench.composed import stand_alone, write_fonts
from tools.bench.run import run
from tools.bench.setting import PLAIN, Setting, cached, say


def compose_pages(setting: Setting, products: Iterable[str]) -> dict[str, list[Path]]:
    """Build products for the screen and return the HTML that was kept of them.

    The pages are in their final sizes, as `--debug` keeps them.
    """
    names = tuple(products)
    say(f"composing the pages that others get: {', '.join(names)}")
    output = setting.empty("composed")
    program, *rest = setting.build(output, *names, "--target", "screen", *PLAIN)
    # Before the subcommand stand the global options.
    at = len(setting.command) - 1
    command = [program, *rest[:at], "--debug", *rest[at:]]
    run([command], cached(setting.folder / "composing"))
    pages = {name: sorted((output / "debug").rglob(f"{name}-*.html")) for name in names}
    missing = [name for name, found in pages.items() if not found]
    if missing:
        raise SystemExit(f"no composed pages of {', '.join(missing)} in {output}/debug")
    return pages


def stand_alone_pages(setting: Setting, pages: Iterable[Path]) -> list[Path]:
    """Write pages whose typefaces are files, for programs that know no `font:` addresses."""
    folder = setting.empty("pages")
    write_fonts(folder)
    written = []
    for page in pages:
        path = folder / page.name
        path.write_text(stand_alone(page.read_text(encoding="utf-8"), folder), encoding="utf-8")
        written.append(path)
    return written
