"""Check that all fonts are in the file, and are ours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pikepdf import Array, Dictionary, Object, Stream

from generator.preflight.expected import Expected, Fault
from generator.preflight.proof import Proof, entry, words

_SUBSET_TAG = re.compile(r"^[A-Z]{6}\+")  # ISO 32000-1, 9.6.4
_FONT_FILES = ("FontFile", "FontFile2", "FontFile3")
_DEEPEST_PAGE_TREE = 64  # a broken file's parents may go round in a circle


@dataclass(frozen=True, order=True)
class _Font:
    """A font as the file has it."""

    name: str
    """PostScript name, with the subset tag if it has one."""
    kind: str
    embedded: bool

    @property
    def bare_name(self) -> str:
        return _SUBSET_TAG.sub("", self.name)


def font_embedded(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find fonts that a printer would replace, or draw coarsely."""
    for font in _fonts(proof):
        if font.kind == "Type3":
            yield Fault(f"font '{font.bare_name}' is drawn as Type 3, which prints coarsely")
        elif not font.embedded:
            yield Fault(f"font '{font.bare_name}' is not in the file; printers replace it")


def font_subset(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find fonts that carry glyphs nobody uses."""
    for font in _fonts(proof):
        if font.embedded and font.kind != "Type3" and font.bare_name == font.name:
            yield Fault(f"font '{font.name}' is in the file as a whole, not as a subset")


def foreign_font(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find fonts that are not ours: for a character that ours lack, or by mistake."""
    ours = tuple(sorted(_letters(name) for name in expected.font_names))
    for name in sorted({font.bare_name for font in _fonts(proof)}):
        if _letters(name).startswith(ours):
            continue
        uses = [(page.number, _characters(page.font_names, name)) for page in proof.pages]
        characters = "".join(sorted({character for _, used in uses for character in used}))
        first = next((number for number, used in uses if used), None)
        yield Fault(f"font '{name}' is not ours; set in it: {characters or 'nothing'}", first)


def _characters(fonts: dict[str, str], name: str) -> str:
    """Return what is set in the font called `name`, with whatever subset tag."""
    return "".join(
        characters for font, characters in fonts.items() if _SUBSET_TAG.sub("", font) == name
    )


def _letters(name: str) -> str:
    """Return a font name as it compares: family names have spaces where PostScript names don't."""
    return "".join(character for character in name.casefold() if character.isalnum())


def _fonts(proof: Proof) -> list[_Font]:
    """Return every font that a page, or a form or pattern on it, has among its resources."""
    found: set[_Font] = set()
    seen: set[tuple[int, int]] = set()
    pending = [_page_resources(page.obj) for page in proof.pdf.pages]
    while pending:
        resources = pending.pop()
        if resources is None or _met_before(resources, seen):
            continue
        found.update(_describe(font) for font in _values(entry(resources, "Font")))
        for family in ("XObject", "Pattern"):
            forms = _values(entry(resources, family))
            pending += [entry(form, "Resources") for form in forms if not _met_before(form, seen)]
    return sorted(found)


def _page_resources(page: Object) -> Object | None:
    """Return a page's resources, which it may have from its parents (ISO 32000-1, 7.7.3.4)."""
    node: Object | None = page
    for _ in range(_DEEPEST_PAGE_TREE):
        resources = entry(node, "Resources")
        if resources is not None:
            return resources
        node = entry(node, "Parent")
    return None


def _met_before(thing: Object, seen: set[tuple[int, int]]) -> bool:
    """Say whether an object was met before, and remember it; forms can hold one another."""
    if not thing.is_indirect:
        return False
    known = thing.objgen in seen
    seen.add(thing.objgen)
    return known


def _values(owner: Object | None) -> list[Object]:
    """Return the values of a dictionary of resources."""
    if not isinstance(owner, Dictionary):
        return []
    return [value for _, value in owner.items() if isinstance(value, Dictionary | Stream)]


def _describe(font: Object) -> _Font:
    """Read name, kind and embedding; a composite font has its file in its descendant."""
    descendants = entry(font, "DescendantFonts")
    owner = descendants[0] if isinstance(descendants, Array) and len(descendants) else font
    descriptor = entry(owner, "FontDescriptor")
    return _Font(
        name=words(entry(font, "BaseFont")) or "without a name",
        kind=words(entry(font, "Subtype")),
        embedded=any(isinstance(entry(descriptor, file), Stream) for file in _FONT_FILES),
    )
