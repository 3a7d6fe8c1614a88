"""The direction that a language is read in."""

from __future__ import annotations

# Languages that are written from right to left, by code or by script (CLDR, characterOrder).
_LANGUAGES = {"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"}
_SCRIPTS = {"Adlm", "Arab", "Hebr", "Nkoo", "Syrc", "Thaa"}


def is_right_to_left(language: str) -> bool:
    """Tell whether a language, as `ar` or `az-Arab`, is written from right to left."""
    code, *rest = language.split("-")
    scripts = [part for part in rest if len(part) == 4]
    return scripts[0] in _SCRIPTS if scripts else code in _LANGUAGES
