"""Take running text apart: text → sentences, words and syllables."""

from __future__ import annotations

import re

from generator.preflight.content.subject import main_language

_WORD = re.compile(r"[^\W_]+(?:['’.‑-][^\W_]+)*")
_STOP = re.compile(r"(?<![.!?…])[.!?…]+[’”'\")\]]*(?=\s)")
_OPENING = "‘“„'\"([«–—- "
# Abbreviations that a sentence goes on after, even where a name follows with its capital.
_ABBREVIATIONS = """
    a.k.a bijv blz bv ca cf d.w.z dhr dr drs e.g evt i.c i.e incl ing ir jr m.b.t mevr mr mrs ms mw
    o.a o.g prof resp s.v.p st t.a.v t.n.v t.o.v tel u.a v.a vgl vs zgn
"""
_ABBREVIATED = frozenset(_ABBREVIATIONS.split())
_DUTCH_VOWELS = re.compile(
    "aai|ooi|oei|eeu|ieu|aa|ee|ie|oe|oo|uu|ui|ij|ei|eu|ou|au|[aeiouyáàâäéèêëíìîïóòôöúùûü]"
)
# The i in the sound of -tie in `nationaal`, a u that only goes with its q, and English `learning`.
_DUTCH_MUTE = re.compile(r"(?<=[st])i(?=o)|(?<=q)u|^y(?=[aeiou])|(?<=l)e(?=arn)")
_ENGLISH_VOWELS = re.compile("[aeiouyàáâäçèéêëîïôöûü]+")
_ENGLISH_MUTE = re.compile(
    r"""(?<=[gq])ue(?=s?$)                         # colleague
    | (?:(?<=[^aeiouyl])|(?<=[aeiouy]l))e$      # safe, role; but not table
    | (?<=[^aeioutdy])e(?=d$)                   # asked; but not needed
    | (?:(?<=[^aeiouyscxzhgl])|(?<=[aeiouy]l))e(?=s$)  # makes; but not houses
    | (?<=[^aeiouyl])e(?=(?:ly|ment|less|ful|thing)s?$) | (?<=^som)e | (?<=ev)e(?=ry)""",
    re.VERBOSE,
)
# Two vowels side by side that are heard apart: `media`, `situation`, `barrier`, `seeing`.
_ENGLISH_APART = re.compile(
    r"""(?<![ctg])ia | (?<![cstgx])io | (?<!q)ua(?=[lt]) | (?<![ct])ie(?=n[ct]|rs?$)
    | (?<=cr)ea(?=t) | (?<=^id)ea | (?<=^ar)ea | (?<=^c)oo(?=rd|p) | (?<=[aeiouy])ing$""",
    re.VERBOSE,
)


def sentences(text: str) -> list[str]:
    """Return the sentences of a text; a list's items and a heading's lines are on their own."""
    found = []
    for paragraph in re.split(r"\n\s*\n|\n(?=\s*[-•*–] )", text):
        start = 0
        for stop in _STOP.finditer(paragraph):
            if _ends(paragraph, stop):
                found.append(paragraph[start : stop.end()])
                start = stop.end()
        found.append(paragraph[start:])
    return [" ".join(one.split()) for one in found if _WORD.search(one)]


def _ends(text: str, stop: re.Match[str]) -> bool:
    """Tell whether a sentence ends here: a capital follows, and no abbreviation goes before."""
    after = text[stop.end() : stop.end() + 8].lstrip().lstrip(_OPENING)
    if after[:1].islower():
        return False
    if stop[0][0] != ".":
        return True
    before = text[max(0, stop.start() - 12) : stop.start()].split()
    last = before[-1].lstrip(_OPENING) if before else ""
    return last.lower() not in _ABBREVIATED and not (len(last) == 1 and last.isupper())


def words(text: str) -> list[str]:
    """Return the words; `e-learning`, `zo’n` and a web address are one each."""
    return _WORD.findall(text)


def syllables(word: str, language: str) -> int:
    """Return about how many syllables a word has; English is told apart, all else is as Dutch."""
    lower = word.lower()
    if main_language(language) == "en":
        lower = re.sub("['’]", "", lower)
        heard = len(_ENGLISH_VOWELS.findall(_ENGLISH_MUTE.sub("", lower)))
        return max(1, heard + len(_ENGLISH_APART.findall(lower)))
    return max(1, len(_DUTCH_VOWELS.findall(_DUTCH_MUTE.sub("", lower))))
