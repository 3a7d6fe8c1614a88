"""Compare two texts word by word: words of old and new → what was replaced, and where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

JOINED = "\N{SOFT HYPHEN}"
"""Stands in a word where a line broke it; a page that is set anew may break it elsewhere."""
_MOST_WORDS = 5000
"""That differ at the head or foot; comparing more takes minutes."""
_AROUND, _GAP = 4, 1

Kind = Literal["same", "old", "new"]
Opcode = tuple[str, int, int, int, int]


@dataclass(frozen=True)
class Word:
    """A word as it is read, and its page, counted from 1."""

    text: str
    page: int

    @property
    def key(self) -> str:
        """The word, wherever a line broke it."""
        return self.text.replace(JOINED, "")


@dataclass(frozen=True)
class Part:
    """Words that only one of the texts has, or both."""

    kind: Kind
    text: str


@dataclass(frozen=True)
class TextChange:
    """A place where two texts differ."""

    parts: tuple[Part, ...]
    """From the first word that differs to the last one."""
    before: str
    """A few words that stand before and after it in both."""
    after: str
    page: int
    """Of the new text; of the old one where words were left out."""
    start: int
    """Which words of the old text it is, from the first to behind the last; maybe none."""
    stop: int

    def is_like(self, other: TextChange) -> bool:
        """Tell whether another text was changed in the same words, beside at least one same word.

        The first word before and after a paragraph is another one in each product.
        """
        if self.parts != other.parts:
            return False
        ends = (self.before.rpartition(" ")[2], self.after.partition(" ")[0])
        others = (other.before.rpartition(" ")[2], other.after.partition(" ")[0])
        return any(one == another for one, another in zip(ends, others, strict=True))


def compare_words(old: Sequence[Word], new: Sequence[Word]) -> tuple[TextChange, ...]:
    """Return where two texts differ, in their order; what stands close together is one place."""
    found = (_change(run, old, new) for run in _runs(_opcodes(old, new)))
    return tuple(one for one in found if not _is_hyphen_alone(one))


def _opcodes(old: Sequence[Word], new: Sequence[Word]) -> list[Opcode]:
    """Return what became of the old words, as difflib says it."""
    before, after = [word.key for word in old], [word.key for word in new]
    most = min(len(before), len(after))
    head = next((at for at in range(most) if before[at] != after[at]), most)
    most -= head
    foot = next((at for at in range(most) if before[-1 - at] != after[-1 - at]), most)
    between, instead = before[head : len(before) - foot], after[head : len(after) - foot]
    if max(len(between), len(instead)) > _MOST_WORDS:
        return [("replace", head, head + len(between), head, head + len(instead))]
    matcher = SequenceMatcher(None, between, instead, autojunk=False)
    return [
        (tag, head + start, head + stop, head + begin, head + end)
        for tag, start, stop, begin, end in matcher.get_opcodes()
    ]


def _runs(opcodes: Sequence[Opcode]) -> Iterator[list[Opcode]]:
    """Yield differences that only a few same words part."""
    run: list[Opcode] = []
    for one in opcodes:
        if one[0] != "equal":
            run.append(one)
        elif run and one[2] - one[1] > _GAP:
            yield run
            run = []
        elif run:
            run.append(one)
    if run:
        yield run


def _change(run: Sequence[Opcode], old: Sequence[Word], new: Sequence[Word]) -> TextChange:
    parts: list[Part] = []
    for tag, start, stop, begin, end in run:
        if tag == "equal":
            parts.append(Part("same", _text(new[begin:end])))
            continue
        if stop > start:
            parts.append(Part("old", _text(old[start:stop])))
        if end > begin:
            parts.append(Part("new", _text(new[begin:end])))
    (_, start, _, begin, _), (_, _, stop, _, end) = run[0], run[-1]
    page = new[begin].page if end > begin else old[start].page
    before, after = new[max(begin - _AROUND, 0) : begin], new[end : end + _AROUND]
    return TextChange(tuple(parts), _text(before), _text(after), page, start, stop)


def _text(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)


def _is_hyphen_alone(change: TextChange) -> bool:
    """Tell whether a word with a hyphen of its own was merely broken at it in one of the texts."""
    whole = [
        "".join(part.text for part in change.parts if part.kind in (kind, "same"))
        for kind in ("old", "new")
    ]
    is_broken = any(JOINED in one for one in whole)
    plain = [one.replace(JOINED, "").replace("-", "") for one in whole]
    return is_broken and plain[0] == plain[1]
