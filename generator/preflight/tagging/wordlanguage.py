"""Check that text is in the language that the document says: words of a page → their language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from generator.model.geometry import Rect
from generator.preflight.expected import Expected, Fault
from generator.preflight.folding import by_page
from generator.preflight.reading.proof import Proof, ProofPage, entry, words
from generator.preflight.reading.spots import spots_of
from generator.preflight.rule import Rule
from generator.preflight.tagging.blocks import blocks_of, boxes_of
from generator.preflight.tagging.tags import Content, tags_of

_FEWEST_WORDS = 25  # that have letters only; in fewer, names and numbers may tip the scales
_MOST_WORDS = 400
_SURE = 0.9
_PUNCTUATION = ".,;:!?()[]{}<>\"'‘’‚“”„«»…-–—"
# What campaigns are printed in, here and at our neighbours.
_NAMES = {
    "nl": "Dutch", "en": "English", "de": "German", "fr": "French", "fy": "Frisian",
    "es": "Spanish", "it": "Italian", "pt": "Portuguese", "pl": "Polish", "cs": "Czech",
    "sk": "Slovak", "hu": "Hungarian", "ro": "Romanian", "bg": "Bulgarian", "uk": "Ukrainian",
    "ru": "Russian", "el": "Greek", "tr": "Turkish", "ar": "Arabic", "fa": "Persian",
    "ku": "Kurdish", "am": "Amharic", "so": "Somali", "sq": "Albanian", "sr": "Serbian",
    "hr": "Croatian", "sl": "Slovenian", "sv": "Swedish", "da": "Danish", "no": "Norwegian",
    "fi": "Finnish", "lt": "Lithuanian", "lv": "Latvian", "et": "Estonian", "vi": "Vietnamese",
    "zh": "Chinese", "hi": "Hindi", "ur": "Urdu", "th": "Thai", "id": "Indonesian",
}  # fmt: skip
_ALIKE = {"nb": "no", "nn": "no", "hr": "sr", "bs": "sr", "sr": "sr"}
"""What can't be told apart in a few lines."""
# With these a text is known without the model, which takes half a second to load.
_COMMON = {
    "nl": "de het een en van ik je jij is dat die niet op te met voor zijn naar er ook als bij aan",
    "en": "the a and of to you it is that this are for with your on have be not can or as what",
    "de": "der die das und ist ich du nicht ein eine zu mit für auf sich dem den es auch von sie",
    "fr": "le la les un une et est vous je de du des que qui ne pas pour dans avec sur ce il au",
}
_ENOUGH = 0.2  # of all words; of another language's text, some 7% pass for Dutch or English


@dataclass(frozen=True)
class _Part:
    """What is in one language, as far as the file says."""

    page: int
    places: tuple[Rect, ...]
    words: list[str]


@by_page
def text_language(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find paragraphs that read as another language than the document says.

    Our own text is not looked at: it comes from the file of its language.
    """
    said = words(entry(proof.pdf.Root, "Lang")).split("-")[0].lower()
    if not said or expected.is_ours:
        return
    parts = list(_parts(proof, said))
    long_ones = [one for one in parts if len(one.words) >= _FEWEST_WORDS]
    if not long_ones:
        long_ones = [_Part(0, (), [word for one in parts for word in one.words])]
    for part in long_ones:
        heard = said
        if len(part.words) >= _FEWEST_WORDS:
            heard = _language_of(part.words[:_MOST_WORDS], said)
        if _ALIKE.get(heard, heard) != _ALIKE.get(said, said):
            declared = _NAMES.get(said, f"'{said}'")
            message = f"the text reads as {_NAMES[heard]}; the document says {declared}"
            yield Fault(message, part.page or None, part.places)


def _parts(proof: Proof, said: str) -> Iterator[_Part]:
    """Yield paragraphs, or pages where there is no structure, with their words.

    What says itself that it is in another language is left out.
    """
    spots, blocks = spots_of(proof), blocks_of(proof)
    elsewhere = _foreign_parts(proof, said)
    for page in proof.pages:
        places = elsewhere.get(page.number, [])
        left_out = set(spots[page.number].words_in(*places)) if places else set()
        inside = [block.box for block in blocks if block.page == page.number]
        for box in inside:
            numbers = [one for one in spots[page.number].words_in(box) if one not in left_out]
            yield _Part(page.number, (box,), _spelled(page, numbers))
        if not inside:
            yield _Part(page.number, (), _spelled(page, range(len(page.text.words))))


def _foreign_parts(proof: Proof, said: str) -> dict[int, list[Rect]]:
    """Return the places, by page, of what is in another language than the document, and says so."""
    tags = tags_of(proof)
    contents: set[Content] = set()
    for at, element in enumerate(tags.elements):
        if element.language and element.language.split("-")[0].lower() != said:
            contents.update(tags.contents(at))
    boxes = boxes_of(proof) if contents else {}
    places: dict[int, list[Rect]] = {}
    for one in sorted(contents & boxes.keys()):
        places.setdefault(one[0], []).append(boxes[one])
    return places


def _spelled(page: ProofPage, numbers: Iterable[int]) -> list[str]:
    """Return those of a page's words that are made of letters."""
    spelled = (page.text.words[at].strip(_PUNCTUATION) for at in numbers)
    return [word for word in spelled if word.isalpha()]


def _language_of(found: Sequence[str], said: str) -> str:
    """Return the language of words; what the document says where that may well be."""
    common = _COMMON.get(said)
    if common:
        usual = frozenset(common.split())
        if sum(word.lower() in usual for word in found) >= _ENOUGH * len(found):
            return said
    identifier, known = _identifier()
    if said not in known:
        return said
    identifier.set_languages(sorted({*_NAMES, said} & known))
    heard, share = identifier.classify(" ".join(found))
    return str(heard) if share >= _SURE and heard in _NAMES else said


@cache
def _identifier() -> tuple[Any, frozenset[str]]:
    """Load the model, and the languages that it knows; only text that is in doubt waits for it."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    return identifier, frozenset(identifier.labels)


RULES = (
    Rule(
        id="text-language",
        severity="warning",
        why="A screen reader speaks it with the wrong voice.",
        source="WCAG 2.2, 3.1.1 and 3.1.2; ISO 14289-1, 7.2",
        cure="Set the language of the document, or of the part in another language.",
        check=text_language,
    ),
)
