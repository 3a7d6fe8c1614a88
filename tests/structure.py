"""What a tagged PDF draws for its structure, and what its structure says is drawn."""

from __future__ import annotations

from pikepdf import Array, Dictionary, Object, Page, parse_content_stream


def marked_on(page: Page) -> set[int]:
    """Return the numbers of the content that a page marks as belonging to elements."""
    begun = (one for one in parse_content_stream(page) if str(one.operator) == "BDC")
    said = (list(one.operands)[1] for one in begun)
    return {int(one["/MCID"]) for one in said if isinstance(one, Dictionary) and "/MCID" in one}


def belonging_to(element: Object, page: Page) -> set[int]:
    """Return the numbers of the page's content that an element and those below it have."""
    kids = element.get("/K", Array())
    found = set()
    for kid in kids if isinstance(kids, Array) else [kids]:
        if isinstance(kid, int):
            found |= {kid} if element.Pg == page.obj else set()
        elif isinstance(kid, Dictionary):
            found |= belonging_to(kid, page)
    return found
