"""Make a typeface small enough to be part of a page: TrueType → WOFF with Latin letters."""

from __future__ import annotations

from io import BytesIO

# Latin and Latin-1, and the punctuation of Dutch and English; other letters are the system's.
_LETTERS = (
    *range(0x20, 0x7F), *range(0xA0, 0x100), 0x132, 0x133, 0x2013, 0x2014, 0x2018, 0x2019,
    0x201C, 0x201D, 0x2026, 0x20AC, 0x2212,
)  # fmt: skip


def make_webfont(truetype: bytes) -> bytes:
    """Return a font with the letters of western Europe alone."""
    from fontTools import subset
    from fontTools.ttLib import TTFont

    font = TTFont(BytesIO(truetype), recalcTimestamp=False)
    options = subset.Options(
        layout_features=["kern", "liga", "locl"], hinting=False, notdef_outline=True
    )
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=_LETTERS)
    subsetter.subset(font)
    font.flavor = "woff"
    written = BytesIO()
    font.save(written, reorderTables=False)
    return written.getvalue()
