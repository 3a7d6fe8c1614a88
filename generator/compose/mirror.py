"""A page for readers from right to left: a document → the same, with left and right exchanged."""

from __future__ import annotations

import re

_STYLES = re.compile(r"(<style\b[^>]*>)(.*?)(</style>)|(\sstyle=\")([^\"]*)(\")", re.DOTALL)
# What isn't CSS is left alone: pictures in data: addresses, texts, comments.
_ASIDE = r"url\([^)]*\)|\"[^\"]*\"|'[^']*'|/\*.*?\*/"
_SIDE = re.compile(rf"({_ASIDE})|(?<![\w])(?:(left)|(right))(?![\w])", re.DOTALL)
_LENGTH = r"(?:calc\((?:[^()]|\([^()]*\))*\)|[^\s;}()]+)"
_FOUR = re.compile(
    rf"((?:padding|margin|border-width|inset)\s*:\s*)({_LENGTH})\s+({_LENGTH})\s+({_LENGTH})\s+({_LENGTH})"
)


def mirrored(html: str) -> str:
    """Return a page whose styles have left and right exchanged.

    Style sheets say `left` where a reader from left to right begins. Names of classes that have
    left or right as a word of their own would change, too.
    """
    return _STYLES.sub(_mirrored_styles, html)


def _mirrored_styles(found: re.Match[str]) -> str:
    before, style, after = (found[1], found[2], found[3]) if found[1] else found.group(4, 5, 6)
    exchanged = _SIDE.sub(_other_side, style)
    turned = _FOUR.sub(r"\1\2 \5 \4 \3", exchanged)
    return f"{before}{turned}{after}"


def _other_side(found: re.Match[str]) -> str:
    if found[1]:
        return found[1]
    return "right" if found[2] else "left"
