"""Check that all fonts are in the file, and are ours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pikepdf import Array, Object, Stream

from generator.preflight.expected import Expected, Fault
from generator.preflight.proof import Proof, entry, words
from generator.preflight.resources import contents_of, values
from generator.preflight.rule import Rule

_SUBSET_TAG = re.compile(r"^[A-Z]{6}\+")  # ISO 32000-1, 9.6.4
_FONT_FILES = ("FontFile", "FontFile2", "FontFile3")


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
    if expected.font_names is None:
        return
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
    return sorted(
        {
            _describe(font)
            for content in contents_of(proof.pdf)
            for font in values(entry(content.resources, "Font"))
        }
    )


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


RULES = (
    Rule(
        id="font-embedded",
        severity="error",
        why="A font that isn't in the file is replaced.",
        source="ISO 15930-7, 6.6; ISO 14289-1, 7.21.4",
        cure="Embed all fonts when you export.",
        check=font_embedded,
    ),
    Rule(
        id="font-subset",
        severity="warning",
        why="A whole font is heavy, and may breach its licence.",
        source="The licences of most fonts",
        cure="Export with subset fonts.",
        check=font_subset,
    ),
    Rule(
        id="foreign-font",
        severity="error",
        why="Another font stands out, and may lack a licence.",
        source="The design of the campaign",
        cure="Use characters that the campaign’s own fonts have.",
        check=foreign_font,
    ),
)
