"""Mark what nobody needs to hear as artifacts: a tagged PDF → one with nothing left untagged."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, Stream

from generator.errors import RenderError

_MARK = re.compile(rb"/\w+\s*<<\s*/MCID (\d+)\s*>>\s*BDC")
"""How WeasyPrint marks content that belongs to an element."""
_ARTIFACT = b"/Artifact <</Type /Pagination>> BDC"


def mark_artifacts(pdf: Pdf) -> bool:
    """Mark content whose element isn't in the structure tree; say whether there was any.

    WeasyPrint draws margin boxes, page numbers among them, for elements that nothing leads to. What
    isn't read aloud must be an artifact (ISO 14289-1, 7.1).
    """
    root = pdf.Root.get(Name.StructTreeRoot)
    if root is None:
        return False
    known = {element.objgen for element in _elements(root)}
    numbers = iter(root.ParentTree.Nums.as_list())
    by_page: dict[int, Object] = {
        int(number): elements for number, elements in zip(numbers, numbers, strict=True)
    }
    marked = [_mark(page, by_page[int(page.obj.StructParents)], known) for page in pdf.pages]
    return any(marked)


def _elements(parent: Object) -> Iterator[Object]:
    """Yield the elements below `parent`."""
    kids = parent.get(Name.K)
    for kid in kids.as_list() if isinstance(kids, Array) else ():
        if isinstance(kid, Dictionary) and Name.S in kid:
            yield kid
            yield from _elements(kid)


def _mark(page: Page, elements: Object, known: set[tuple[int, int]]) -> bool:
    """Mark what a page draws for elements that aren't known, and forget those elements."""
    # The place of an element is the number of its content (ISO 32000-1, 14.7.4.4).
    loose = {at for at, element in enumerate(elements.as_list()) if element.objgen not in known}
    if not loose:
        return False
    marked = set()

    def mark(match: re.Match[bytes]) -> bytes:
        number = int(match[1])
        if number not in loose:
            return match[0]
        marked.add(number)
        return _ARTIFACT

    page.contents_coalesce()
    contents = page.obj.Contents
    if not isinstance(contents, Stream):
        raise RenderError("a page has structure, but draws nothing")
    contents.write(_MARK.sub(mark, contents.read_bytes()))
    if marked != loose:
        raise RenderError("a page has structure that belongs to nothing on it")
    for at in loose:
        elements[at] = None
    return True
