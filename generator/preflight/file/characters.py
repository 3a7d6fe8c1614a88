"""Check that every character can be read, copied and searched."""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby, repeat

import pypdfium2.raw as pdfium

from generator.model.geometry import Rect, pt_to_mm
from generator.model.target import Target
from generator.preflight.expected import Expected, Fault
from generator.preflight.file.missing import missing_glyphs
from generator.preflight.reading.glyphs import around
from generator.preflight.reading.proof import Proof, ProofPage
from generator.preflight.reading.sources import subject_of
from generator.preflight.rule import Rule
from generator.preflight.tagging.blocks import union

_MOST_CHARACTERS = 200_000  # of a page: more than the fullest has
_MOST_PLACES = 20
_LOST = 0xFFFD
_UNKNOWN = (0, _LOST)
# UTF-8 that was read as Windows-1252: 'Ã©' for 'é', 'â€™' for '’'.
_GARBLED = re.compile("Ã[\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œž]|â€|Â[\x80-\xbf]|ï»¿|ï¿½|Å¡|Ä±")
_FEWEST_LETTERS = 120
_FEWEST_VOWELS = 0.22
"""Of all letters: in Latin script every language has more, and shuffled letters have fewer."""
_MOST_SIGNS = 0.4  # of all characters, leaders and lines to write on left out
_LEADERS = "._-–—·•…|*=/□☐"
_VOWELS = frozenset("aeiouyæœøıəɛɔ")


def unreadable_text(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find characters that nobody can copy or hear, boxes in place of letters, and garble."""
    for page in proof.pages:
        yield from _unmapped(page, expected)
        yield from _garbled(page, expected)
    for characters, font in missing_glyphs(proof.pdf):
        yield from _boxed(proof, characters, font, expected)


def _unmapped(page: ProofPage, expected: Expected) -> Iterator[Fault]:
    """Find characters of which the file doesn't say what they are."""
    bad = _unknown_positions(page, is_strict=expected.target is Target.SCREEN)
    places = _places(page, bad)
    if places:
        what = "a character" if len(bad) == 1 else f"{len(bad)} characters"
        message = f"{what} can't be copied, searched or read aloud"
        yield Fault(message, page.number, tuple(places[:_MOST_PLACES]))


def _garbled(page: ProofPage, expected: Expected) -> Iterator[Fault]:
    """Find words in the wrong encoding, and text whose letters are not those that are seen."""
    wrong = {at for at, word in enumerate(page.text.words) if _GARBLED.search(word)}
    if wrong:
        glyphs = [glyph for glyph in page.text.glyphs if glyph.word in wrong]
        name = page.text.quote(glyphs)
        mark = subject_of(page.text, glyphs, expected.texts).mark
        message = f"characters are in the wrong encoding: {name}"
        yield Fault(message, page.number, (around(glyphs),) if glyphs else (), mark=mark)
    if _is_shuffled("".join(page.text.words)):
        start = page.text.quote(page.text.glyphs)
        message = f"the text copies as other letters than it shows: {start}"
        yield Fault(message, page.number, (around(page.text.glyphs),))


def _is_shuffled(text: str) -> bool:
    """Say whether a text can't be one in any language, by how many vowels or signs it has."""
    text = unicodedata.normalize("NFD", text.casefold())
    letters = [one for one in text if one.isalpha()]
    signs = sum(not one.isalnum() and one not in _LEADERS for one in text)
    signs -= sum(map(bool, map(unicodedata.combining, text)))
    if len(text) >= _FEWEST_LETTERS and signs > _MOST_SIGNS * len(text):
        return True
    latin = [one for one in letters if one.isascii() or one in _VOWELS]
    if len(latin) < max(_FEWEST_LETTERS, len(letters) / 2):
        return False
    return sum(one in _VOWELS for one in latin) < _FEWEST_VOWELS * len(latin)


def _boxed(proof: Proof, characters: str, font: str, expected: Expected) -> Iterator[Fault]:
    """Tell of each page where characters are drawn as boxes."""
    told = ", ".join(
        f"'{one}'" if one.isprintable() else f"U+{ord(one):04X}"
        for one in dict.fromkeys(characters)
    )
    message = f"the font {font or 'without a name'} has no {told} and draws a box"
    found = []
    for page in proof.pages:
        glyphs = [glyph for glyph in page.text.glyphs if glyph.character in characters]
        if glyphs:
            mark = subject_of(page.text, glyphs[:1], expected.texts).mark
            places = tuple(around([glyph]) for glyph in glyphs[:_MOST_PLACES])
            found.append(Fault(message, page.number, places, mark=mark))
    # A font may name letters that nobody set; smileys are not among the letters of a page.
    is_letter = all(one.isprintable() and ord(one) < 0x10000 for one in characters)
    yield from found if found or is_letter else [Fault(message)]


def _unknown_positions(page: ProofPage, *, is_strict: bool) -> list[int]:
    """Return the places in the text of what has no character to it.

    A single sign among spaces may be a bullet or an icon, which mean nothing outside their font.
    On paper the odd sign does no harm: what counts is words.
    """
    codes = page.codes[:_MOST_CHARACTERS]
    count = len(codes)
    errors = map(pdfium.FPDFText_HasUnicodeMapError, repeat(page.text_page.raw), range(count))
    bad = [
        error == 1 or code in _UNKNOWN or _is_private(code)
        for code, error in zip(codes, errors, strict=True)
    ]
    found: list[int] = []
    if not any(bad):
        return found
    for is_word, run in groupby(range(count), key=lambda at: codes[at] > ord(" ") or bad[at]):
        word = list(run)
        wrong = [at for at in word if bad[at]] if is_word else []
        is_sign = len(word) == 1 and _is_private(codes[word[0]])
        is_odd = not is_strict and len(wrong) < max(2, len(word) / 2) and not _has_gap(codes, word)
        if not is_sign and not is_odd:
            found += wrong
    return found


def _has_gap(codes: Sequence[int], word: Sequence[int]) -> bool:
    """Say whether a word shows that a character got lost."""
    return any(codes[at] == _LOST for at in word)


def _is_private(code: int) -> bool:
    """Say whether a character means something only to its font (Unicode, 23.5)."""
    return 0xE000 <= code < 0xF900


def _places(page: ProofPage, positions: Sequence[int]) -> list[Rect]:
    """Return where characters are seen; what follows one another is one place."""
    if page.trim is None or not positions:
        return []
    text_page = page.text_page
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    runs: list[list[Rect]] = []
    last = -2
    for at in positions:
        if not pdfium.FPDFText_GetCharBox(text_page, at, left, right, bottom, top):
            continue
        width, height = right.value - left.value, top.value - bottom.value
        if width <= 0 or height <= 0:
            continue
        box = Rect(
            pt_to_mm(left.value - page.trim[0]),
            pt_to_mm(page.trim[3] - top.value),
            pt_to_mm(width),
            pt_to_mm(height),
        )
        if at == last + 1:
            runs[-1].append(box)
        else:
            runs.append([box])
        last = at
    return [union(run) for run in runs]


RULES = (
    Rule(
        id="unreadable-text",
        severity="error",
        why="Text that can’t be copied can’t be searched or heard; a box can’t even be seen.",
        source="ISO 14289-1, 7.21.7 and 7.21.8; ISO 32000-1, 9.10",
        cure="Export with fonts that have these characters, and with their Unicode values.",
        check=unreadable_text,
    ),
)
