"""Show what was made: the manifest → thumbnails and index.html in the output folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

from generator.compose.door import draw_door
from generator.errors import GeneratorError, unwritable
from generator.executor import InlineExecutor
from generator.files import alone_in, is_plain_file, write_atomically
from generator.gallery import (
    THUMBNAILS,
    Picture,
    Shown,
    WebFont,
    arrange,
    compose_page,
    edition_names,
    is_thumbnail,
    make_thumbnails,
    make_webfont,
    thumbnail_name,
    usable,
)
from generator.load import Content
from generator.model.digest import digest_of
from generator.model.product import Product
from generator.render.fonts import font_file
from generator.report import Order
from generator.store.cache import Cache
from generator.store.manifest import recorded_files
from generator.underway import UnderWay
from generator.versions import folder_digest
from generator.workshop import Workshop

PAGE = "index.html"
_OPENING = 0.8
"""How far the door in the page's head is open."""
_FACES = (
    ("Heading", 800, "heading-text"),
    ("Text", 400, "text-regular"),
    ("Text", 700, "text-bold"),
)
Files = Sequence[Mapping[str, Any]]
"""Files as they stand in manifest.json."""


def show_made(workshop: Workshop, content: Content) -> None:
    """Write the page and the thumbnails that aren't there yet; remove those of no file.

    What is there as it should be stays as it is. Another build may have written the manifest while
    thumbnails were made: the page shows what is in it by then. Raises BuildError when the folder
    can't be written.
    """
    order, cache = workshop.order, workshop.kept.cache
    products = workshop.composer.sources.products
    try:
        # Another machine has no PDFs to look at.
        under_way = UnderWay(InlineExecutor()) if order.scheduler else workshop.under_way
        thumbnails = _Thumbnails(order, cache, under_way, workshop.under_way.heed)
        thumbnails.make_missing(usable(recorded_files(order.output)))
        with alone_in(order.output):
            files = usable(recorded_files(order.output))
            pictured = thumbnails.remove_others(files)
            shown = _shown(content, products, cache, _earlier_names(order.output))
            page = compose_page(arrange(files, shown, pictured), shown)
            _write(order.output / PAGE, page)
    except OSError as error:
        raise unwritable(order.output, error) from error


def _earlier_names(output: Path) -> dict[str, str]:
    """Return the names of editions on the page that is there.

    Their PDFs stay when a build is given no spreadsheet, or another one, and so do their names.
    """
    path = output / PAGE
    try:
        # A pipe would never end.
        return edition_names(path.read_text(encoding="utf-8")) if is_plain_file(path) else {}
    except (OSError, UnicodeDecodeError):
        return {}


def _shown(
    content: Content, products: Mapping[str, Product], cache: Cache, earlier: Mapping[str, str]
) -> Shown:
    campaign = content.campaigns[content.default_language]
    default = content.default_edition
    palette = content.editions[default].palette
    editions = {**earlier, **{id: one.name for id, one in content.editions.items()}}
    by_name = sorted(editions, key=lambda id: (id != default, editions[id].casefold(), id))
    language = content.default_language
    return Shown(
        campaign.title,
        campaign.version,
        language,
        {id: editions[id] for id in by_name},
        (language, *sorted(content.campaigns.keys() - {language})),
        {name: one.title(language) for name, one in products.items()},
        {tag: tuple(one.name for one in it.barriers) for tag, it in content.campaigns.items()},
        palette,
        draw_door(_OPENING, palette).uri,
        tuple(WebFont(family, weight, _webfont(face, cache)) for family, weight, face in _FACES),
    )


@cache
def _made_by() -> str:
    """Return a digest of the code that makes what the page shows: no job's key depends on it."""
    return folder_digest(Path(__file__).parent / "gallery")


def _webfont(face: str, cache: Cache) -> bytes:
    """Return a typeface for the page; made once, since it takes half a second.

    It is taken from the cache also by a build that makes all else anew, as those of PDFs are.
    """
    fonts, truetype = Cache(cache.folder), font_file(face)
    key = digest_of("webfont", truetype, _made_by())
    woff = fonts.get("fonts", key)
    if woff is None:
        woff = make_webfont(truetype)
        fonts.put("fonts", key, woff)
    return woff


@dataclass
class _Thumbnails:
    order: Order
    cache: Cache
    under_way: UnderWay
    heed: Callable[[], None]
    """Raises KeyboardInterrupt once the build was stopped."""

    @property
    def folder(self) -> Path:
        return self.order.output / THUMBNAILS

    def make_missing(self, files: Files) -> None:
        """Make those of files that have none yet."""
        wanted = _by_name(files)
        # To force a build is to trust nothing that is there.
        present = set() if self.order.force else set(self._present())
        pictures = (self._picture(wanted[name]) for name in sorted(wanted.keys() - present))
        to_make = [one for one in pictures if not self._is_kept(one)]
        if to_make:
            self._make(to_make)

    def remove_others(self, files: Files) -> frozenset[str]:
        """Remove those that belong to none of some files; return the names of the others."""
        wanted, present = _by_name(files), set(self._present())
        for name in sorted(present - wanted.keys()):
            (self.folder / name).unlink(missing_ok=True)
        return frozenset(present & wanted.keys())

    def _picture(self, file: Mapping[str, Any]) -> Picture:
        return Picture(file["key"], self.order.output / file["path"], file["sha256"])

    def _present(self) -> Iterator[str]:
        """Yield the names of thumbnails that are there; what else lies there isn't ours."""
        if self.folder.is_dir():
            for path in self.folder.iterdir():
                if is_thumbnail(path.name):
                    yield path.name

    def _is_kept(self, picture: Picture) -> bool:
        """Write the thumbnail that another build made of the same job, if there is one."""
        kept = self.cache.get("thumbnails", digest_of(picture.key, _made_by()))
        if kept is not None:
            self._write(picture.key, kept)
        return kept is not None

    def _make(self, pictures: Sequence[Picture]) -> None:
        for picture in pictures:
            self.heed()
            take_up = partial(self._take_up, picture.key)
            self.under_way.hand_out(make_thumbnails, picture, take_up)
        self.under_way.work_off()

    def _take_up(self, key: str, thumbnail: bytes | GeneratorError | None) -> None:
        """Keep a thumbnail; a PDF that can't be drawn, or ends who draws it, goes without."""
        if isinstance(thumbnail, bytes):
            self.cache.put("thumbnails", digest_of(key, _made_by()), thumbnail)
            self._write(key, thumbnail)

    def _write(self, key: str, thumbnail: bytes) -> None:
        if name := thumbnail_name(key):
            _write(self.folder / name, thumbnail)


def _by_name(files: Files) -> dict[str, Mapping[str, Any]]:
    """Return the files that have a thumbnail, by its name."""
    return {
        name: file
        for file in files
        if not file.get("ticket") and (name := thumbnail_name(file.get("key")))
    }


def _write(path: Path, content: bytes) -> None:
    """Write a file unless it holds just that: who syncs folders sees no change."""
    try:
        if is_plain_file(path) and path.read_bytes() == content:
            return
    except OSError:
        pass  # it isn't there, or can't be read: writing it tells
    write_atomically(path, content)
