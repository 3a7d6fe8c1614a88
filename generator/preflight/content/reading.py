"""Check how easily texts are read: sentences and words → those that are too long."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.preflight.content.sentences import sentences, syllables, words
from generator.preflight.content.subject import CheckedContent, main_language
from generator.preflight.expected import Fault
from generator.preflight.rule import Rule

MOST_WORDS = 20
FEWEST_WORDS = 30
"""A score of fewer says more of one word than of the text."""
_SHOWN_WORDS = 6


@dataclass(frozen=True)
class _Scale:
    """Ease of reading = constant - syllables a word - words a sentence, each with its weight."""

    name: str
    constant: float
    by_syllables: float
    by_words: float
    difficult: float
    """Below it a text is called difficult."""

    def score(self, text: str, language: str) -> float:
        """Return the ease of reading of a text that has words: 100 very easy, 0 very difficult."""
        said = words(text)
        spoken = sum(syllables(word, language) for word in said)
        stops = max(1, len(sentences(text)))
        return (
            self.constant
            - self.by_syllables * spoken / len(said)
            - self.by_words * len(said) / stops
        )


# Flesch, A new readability yardstick, Journal of Applied Psychology 32 (1948): 30 to 50 is
# difficult. Douma's for Dutch of 1960, with his norms: 30 to 45 is difficult, 45 to 60 fairly so;
# both as in Tijdschrift voor Taalbeheersing of 1977, https://dbnl.org/tekst/_taa014197701_01/.
# Words of this subject that can't be avoided, such as zorgcoördinator, cost a good text up to 20:
# it is what is called difficult, and not what is fairly so, that is told.
_SCALES = {
    "nl": _Scale("Flesch-Douma", 206.84, 77, 0.93, difficult=45),
    "en": _Scale("Flesch", 206.835, 84.6, 1.015, difficult=50),
}


def _sentence_length(content: CheckedContent) -> Iterator[Fault]:
    for _, wording in content.prose():
        for sentence in sentences(wording.text):
            if (count := len(words(sentence))) > MOST_WORDS:
                yield Fault(
                    f"{wording.name} has a sentence of {count} words: '{_beginning(sentence)}'",
                    detail=f"at most {MOST_WORDS}",
                    mark=wording.mark,
                )


def _readability(content: CheckedContent) -> Iterator[Fault]:
    for language, wording in content.prose():
        scale = _SCALES.get(main_language(language))
        if scale is None or len(words(wording.text)) < FEWEST_WORDS:
            continue
        score = scale.score(wording.text, language)
        # Told without decimals: 44.6 would read as 45, at least 45.
        if int(score) < scale.difficult:
            parts = sentences(wording.text)
            hardest = min(parts, key=lambda one: scale.score(one, language), default="")
            yield Fault(
                f"{wording.name} is difficult to read: it scores {int(score)} on the scale of "
                f"{scale.name}; its hardest sentence is '{_beginning(hardest)}'",
                detail=f"at least {scale.difficult:g}",
                mark=wording.mark,
            )


def _beginning(sentence: str) -> str:
    """Return the first words of a sentence."""
    first = sentence.split()
    return " ".join(first[:_SHOWN_WORDS]) + (" …" if len(first) > _SHOWN_WORDS else "")


RULES: tuple[Rule, ...] = (
    Rule(
        "sentence-length",
        "warning",
        "A long sentence has to be read twice, and a poster is read in passing.",
        "Oxford Guide to Plain English: 15 to 20 words on average; press agencies' norms call "
        "21 words fairly difficult",
        "Make two sentences of it.",
        _sentence_length,
    ),
    Rule(
        "readability",
        "warning",
        "Long words and sentences lose readers.",
        "Douma, De leesbaarheid van landbouwbladen (1960) for Dutch; Flesch, A new readability "
        "yardstick (1948) for English",
        "Use shorter words and sentences, first in the one that is named.",
        _readability,
    ),
)
