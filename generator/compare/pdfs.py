"""Compare two PDFs as their reader does: old and new → changed words and changed pictures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from generator.compare.drawing import PICTURE_LONG_SIDE_PX, draw_side_by_side
from generator.compare.owners import Owner, Owners
from generator.compare.pages import opened, page_count, pixels_of, words_of
from generator.compare.picture import PictureChange, compare_pixels
from generator.compare.words import TextChange, Word, compare_words
from generator.model.geometry import POINTS_PER_INCH, pt_to_mm

_PPI = 40.0
"""A poster's smallest type is four pixels high then: enough to see that it is another."""
KeepPicture = Callable[[int, bytes], None]
"""Is given each page that differs, by its number, as a PNG of old and new."""


@dataclass(frozen=True)
class ComparedPdfs:
    """What differs between two PDFs."""

    texts: tuple[tuple[Owner, TextChange], ...] = ()
    """What was changed in the words, and whose it is."""
    pictures: tuple[tuple[Owner, PictureChange], ...] = ()
    """What was changed on pages, and the one barrier that the page is about."""


def compare_pdfs(
    old: bytes,
    new: bytes,
    owners: Callable[[], Owners],
    keep: KeepPicture | None = None,
) -> ComparedPdfs:
    """Compare two PDFs, one page's pictures at a time.

    `owners` is asked for what barriers say once there is something to tell of. Raises
    pypdfium2.PdfiumError when one can't be read.
    """
    with opened(old) as before, opened(new) as after:
        old_words, new_words = words_of(before), words_of(after)
        texts = compare_words(old_words, new_words)
        pictures = _pictures(before, after, keep)
    if not texts and not pictures:
        return ComparedPdfs()
    known = owners()
    keys = [word.key for word in old_words]
    return ComparedPdfs(
        tuple((known.owner(keys, one.start, one.stop), one) for one in texts),
        tuple((_page_owner(one.page, known, old_words), one) for one in pictures),
    )


def barrier_words(pdf: bytes) -> tuple[str, ...]:
    """Return the words of a barrier's PDF; raises pypdfium2.PdfiumError."""
    with opened(pdf) as document:
        return tuple(word.key for word in words_of(document))


def _pictures(before: Any, after: Any, keep: KeepPicture | None) -> tuple[PictureChange, ...]:
    found = []
    pages = page_count(before), page_count(after)
    for number in range(1, max(pages) + 1):
        if number > min(pages):
            change = PictureChange(number, 1, (), "", "new page" if pages[1] > pages[0] else "gone")
        elif (seen := _picture(before, after, number)) is None:
            continue
        else:
            change = seen
        found.append(change)
        if keep:
            keep(number, _drawn(before, after, change))
    return tuple(found)


def _picture(before: Any, after: Any, number: int) -> PictureChange | None:
    old, ppi = pixels_of(before, number, _PPI)
    new, other_ppi = pixels_of(after, number, _PPI)
    if ppi != other_ppi:  # pages so large that they are drawn more coarsely, and not alike
        old, ppi = pixels_of(before, number, min(ppi, other_ppi))
        new, _ = pixels_of(after, number, ppi)
    change = compare_pixels(number, old, new, ppi)
    if change and old.shape != new.shape:
        sizes = [_size(document, number) for document in (before, after)]
        return PictureChange(number, change.share, (), change.where, " → ".join(sizes))
    return change


def _size(document: Any, number: int) -> str:
    width, height = document.get_page_size(number - 1)
    return f"{pt_to_mm(width):.0f} × {pt_to_mm(height):.0f} mm"


def _drawn(before: Any, after: Any, change: PictureChange) -> bytes:
    documents = [one if change.page <= page_count(one) else None for one in (before, after)]
    sides = [max(one.get_page_size(change.page - 1)) for one in documents if one]
    ppi = PICTURE_LONG_SIDE_PX / max(*sides, 1.0) * POINTS_PER_INCH
    old, new = (one and pixels_of(one, change.page, ppi)[0] for one in documents)
    return draw_side_by_side(old, new, change.places, ppi)


def _page_owner(page: int, known: Owners, words: Sequence[Word]) -> Owner:
    """Return the one barrier that a page is about; a sheet of cards is about many."""
    own = {*known.owned([word.key for word in words if word.page == page]).values()}
    return Owner(own.pop()) if len(own) == 1 else Owner()
