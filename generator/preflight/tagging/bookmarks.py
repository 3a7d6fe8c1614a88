"""Check that bookmarks lead to the page that has their words."""

from __future__ import annotations

from collections.abc import Iterator

from generator.preflight.expected import Expected, Fault
from generator.preflight.reading.printed import solid
from generator.preflight.reading.proof import Proof
from generator.preflight.rule import LINKING, Rule

_MOST = 500
_SHORTEST = 8  # letters: `1` and `Inhoud` stand on many pages


def bookmark_target(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find bookmarks whose words stand on another page than they lead to."""
    if not proof.pages:
        return
    document = proof.pages[0].drawn.pdf
    says: list[str] = []
    for _, bookmark in zip(range(_MOST), document.get_toc(), strict=False):
        title, target = bookmark.get_title(), bookmark.get_dest()
        number = target.get_index() if target else None
        wanted = solid(title)
        if number is None or not 0 <= number < len(proof.pages) or len(wanted) < _SHORTEST:
            continue
        # Most stand there as they are told: only what doesn't is compared as a reader does.
        if "".join(title.split()) in "".join(proof.pages[number].text.words):
            continue
        says = says or [solid("".join(page.text.words)) for page in proof.pages]
        if wanted not in says[number]:
            there = next((at for at, said in enumerate(says, start=1) if wanted in said), None)
            if there:
                yield Fault(
                    f"the bookmark '{title}' leads to page {number + 1}; its words are on page "
                    f"{there}",
                    number + 1,
                )


RULES = (
    Rule(
        id="bookmark-target",
        severity="error",
        why="Bookmarks are the contents of a document that is read on screen.",
        source="ISO 32000-1, 12.3.3",
        cure="Make the bookmarks anew from the headings.",
        check=bookmark_target,
        targets=LINKING,
    ),
)
