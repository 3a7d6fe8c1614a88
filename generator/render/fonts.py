"""The campaign's typefaces: a font's address → a static font file, made once and kept."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

from generator import __version__
from generator.files import cache_dir, sweep, write_atomically
from generator.model.metrics import FontMetrics

SCHEME = "font:"

# Latin, Latin-1 and Extended-A, general punctuation, currency, arrows; Latin is what we set.
_SUBSET = (
    *range(0x20, 0x7F), *range(0xA0, 0x180), 0x218, 0x219, 0x21A, 0x21B, 0x2BC, 0x2C6, 0x2DA, 0x2DC,
    *range(0x2010, 0x2028), 0x202F, 0x2030, 0x2032, 0x2033, 0x2039, 0x203A, 0x2044, 0x20AC, 0x2122,
    *range(0x2190, 0x2194), 0x2212,
)  # fmt: skip


@dataclass(frozen=True)
class Face:
    """One static font: where it comes from and how CSS names it."""

    family: str
    weight: int
    style: str
    package: str
    file: str
    axes: Mapping[str, float] = field(default_factory=dict)
    """Where on its axes a variable font is frozen; empty for a static font."""


_BRICOLAGE = "fontpkg_bricolage_grotesque"
_BRICOLAGE_FILE = "BricolageGrotesque[opsz,wdth,wght].ttf"
_ATKINSON = "fontpkg_atkinson_hyperlegible"

# The heading face has an optical size in points (opsz): 96 for posters, 24 for what is held.
FACES: dict[str, Face] = {
    "heading-display": Face(
        "Heading Display",
        800,
        "normal",
        _BRICOLAGE,
        _BRICOLAGE_FILE,
        {"wght": 800, "wdth": 100, "opsz": 96},
    ),
    "heading-text": Face(
        "Heading Text",
        800,
        "normal",
        _BRICOLAGE,
        _BRICOLAGE_FILE,
        {"wght": 800, "wdth": 100, "opsz": 24},
    ),
    "text-regular": Face("Text", 400, "normal", _ATKINSON, "AtkinsonHyperlegible-Regular.ttf"),
    "text-bold": Face("Text", 700, "normal", _ATKINSON, "AtkinsonHyperlegible-Bold.ttf"),
    "text-italic": Face("Text", 400, "italic", _ATKINSON, "AtkinsonHyperlegible-Italic.ttf"),
}


def font_css() -> str:
    """The `@font-face` rules of all faces."""
    return "".join(
        f"@font-face{{font-family:'{face.family}';font-weight:{face.weight};font-style:{face.style};"
        f"src:url({SCHEME}{name})}}"
        for name, face in FACES.items()
    )


def families() -> frozenset[str]:
    """The family names that our fonts carry in a PDF, without spaces."""
    return frozenset(face.family.replace(" ", "") for face in FACES.values())


@cache
def _own_digest() -> str:
    return hashlib.sha256(Path(__file__).read_bytes()).hexdigest()


@cache
def font_file(name: str) -> bytes:
    """Return the TrueType font called `name` in FACES.

    A variable font is instanced and subset once and kept in the cache folder.
    Raises KeyError for a name that isn't in FACES.
    """
    face = FACES[name]
    source = _source(face)
    tools = f"{version('uharfbuzz')}|{version('fonttools')}|{_own_digest()}"
    recipe = f"{__version__}|{tools}|{face}|{_SUBSET}".encode()
    digest = hashlib.sha256(hashlib.sha256(source).digest() + recipe).hexdigest()
    kept = cache_dir() / "fonts" / f"{name}-{digest[:16]}.ttf"
    if font := _checked(kept):
        return font
    font = _instance(source, face)
    try:
        sweep(kept.parent)  # a worker that was killed at this left its half
        checksum = hashlib.sha256(font).hexdigest().encode()
        write_atomically(kept, font, lasting=False)
        write_atomically(kept.with_suffix(".sha256"), checksum, lasting=False)
    except OSError:
        pass  # a cache that can't be written costs time, nothing else
    return font


def _checked(kept: Path) -> bytes | None:
    """Return a kept font when it can be read and is still what was written."""
    try:
        font, checksum = kept.read_bytes(), kept.with_suffix(".sha256").read_bytes()
    except OSError:
        return None
    return font if checksum == hashlib.sha256(font).hexdigest().encode() else None


def _source(face: Face) -> bytes:
    package = import_module(face.package)
    return (Path(package.ROOT) / "files" / face.file).read_bytes()


def _instance(source: bytes, face: Face) -> bytes:
    """Freeze a face where it stands on its axes, and keep the letters that we set.

    HarfBuzz takes 4 ms for what took fontTools a second and a half.
    """
    import uharfbuzz

    variable = uharfbuzz.Face(source)
    wanted = uharfbuzz.SubsetInput()
    for axis, value in face.axes.items():
        wanted.pin_axis_location(variable, axis, value)
    for letter in _SUBSET:
        wanted.unicode_set.add(letter)
    wanted.flags = uharfbuzz.SubsetFlags.NO_HINTING | uharfbuzz.SubsetFlags.NOTDEF_OUTLINE
    return _renamed(uharfbuzz.subset(variable, wanted).blob.data, face)


def _renamed(source: bytes, face: Face) -> bytes:
    """Give a font our family name, so that two instances of one source can't be confused."""
    from fontTools.ttLib import TTFont

    font = TTFont(io.BytesIO(source), recalcTimestamp=False)
    style = "Bold" if face.weight >= 700 else "Italic" if face.style == "italic" else "Regular"
    full = f"{face.family} {style}"
    # OpenType 1.9, name: family, subfamily, full and PostScript name, then the typographic two.
    names = {
        1: face.family,
        2: style,
        4: full,
        6: full.replace(" ", ""),
        16: face.family,
        17: style,
    }
    for name_id, text in names.items():
        font["name"].removeNames(nameID=name_id)
        font["name"].setName(text, name_id, 3, 1, 0x409)
    written = io.BytesIO()
    font.save(written, reorderTables=False)
    return written.getvalue()


@cache
def font_metrics(name: str) -> FontMetrics:
    """Return the advance widths of a face, for choosing line breaks before layout."""
    from fontTools.ttLib import TTFont

    font = TTFont(io.BytesIO(font_file(name)), lazy=True)
    em = font["head"].unitsPerEm
    widths = font["hmtx"].metrics
    return FontMetrics({code: widths[glyph][0] / em for code, glyph in font.getBestCmap().items()})
