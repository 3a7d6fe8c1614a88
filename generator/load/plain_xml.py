"""Text of an XML file → the same without a document type, entities and stylesheets of others."""

from __future__ import annotations

import re

_DOCTYPE = re.compile(r"<!DOCTYPE\b[^\[>]*(?:\[(?P<subset>.*?)\]\s*)?>", re.DOTALL | re.IGNORECASE)
_SHEET = re.compile(r"<\?xml-stylesheet\b.*?\?>", re.DOTALL | re.IGNORECASE)
# Drawing programs declare namespaces this way: a name for a plain text, and no more.
_ENTITY = re.compile(r"<!ENTITY\s+([A-Za-z_][\w.-]{0,60})\s+(?:\"([^\"<&%]*)\"|'([^'<&%]*)')\s*>")
_USE = re.compile(r"&([A-Za-z_][\w.-]*);")
_PREDEFINED = ("lt", "gt", "amp", "quot", "apos")  # XML 1.0, 4.6
_LONGEST = 4_000_000


class UnusablePicture(Exception):
    """A picture can't be used; the text follows its name in a sentence."""

    def __init__(self, reason: str, hint: str = "") -> None:
        super().__init__(reason)
        self.hint = hint


def plain_xml(text: str) -> tuple[str, list[str]]:
    """Return the text, and what is no longer in it.

    Entities that stand for a plain text are written out; others could grow without bound or read
    files, and are left out. Raises UnusablePicture for what can't be told apart.
    """
    removed: list[str] = []
    text, sheets = _SHEET.subn("", text)
    removed += ["<?xml-stylesheet>"] * bool(sheets)
    known: dict[str, str] = {}
    if found := _DOCTYPE.search(text):
        subset = found["subset"] or ""
        known = {name: one or other for name, one, other in _ENTITY.findall(subset)}
        if len(re.findall("<!ENTITY", subset, re.IGNORECASE)) > len(known):
            removed.append("<!ENTITY>")
        text = text[: found.start()] + text[found.end() :]
        if subset:
            removed.append("<!DOCTYPE>")
    if re.search(r"<!DOCTYPE|<!ENTITY", text, re.IGNORECASE):
        raise UnusablePicture("has a <!DOCTYPE> that can't be read", "export it as plain SVG.")
    used = {name for name in _USE.findall(text) if name not in _PREDEFINED}
    growth = sum(len(known.get(name, "")) * text.count(f"&{name};") for name in used)
    if len(text) + growth > _LONGEST:
        raise UnusablePicture("grows too large", "export it as plain SVG, or as PNG.")
    if used:
        text = _USE.sub(lambda use: _written_out(use, known), text)
    return text, removed + [f"the entity '&{name};'" for name in sorted(used - known.keys())]


def _written_out(use: re.Match[str], known: dict[str, str]) -> str:
    return use[0] if use[1] in _PREDEFINED else known.get(use[1], "")
