"""The page's own words: a language → what it says."""

from __future__ import annotations

from collections.abc import Mapping

_FALLBACK = "en"

# {} is where a number or a name goes.
WORDS: Mapping[str, Mapping[str, str]] = {
    "nl": {
        "lead": "Alles om te mailen, zelf te printen en te laten drukken.",
        "version": "Versie {}",
        "purpose": "Waar heb je het voor nodig?",
        "all": "Alles",
        "all_for": "Voor elk doel een eigen bestand. Kies er één en je ziet alleen wat je nodig "
        "hebt.",
        "screen": "Scherm",
        "screen_for": "Om te mailen en op een website te zetten. De links werken en een "
        "schermlezer leest de tekst voor.",
        "office": "Kantoorprinter",
        "office_for": "Om zelf te printen, op 100%: niet ‘passend op pagina’. Dubbelzijdig als "
        "er een achterkant is.",
        "press": "Drukkerij",
        "press_for": "Om te laten drukken, met afloop en drukinkten. Stuur het bestand samen met "
        "de drukopdracht.",
        "ticket": "Drukopdracht",
        "choose": "Wat zoek je?",
        "edition": "Editie",
        "language": "Taal",
        "product": "Product",
        "format": "Formaat",
        "any_edition": "Alle edities",
        "any_language": "Alle talen",
        "any_product": "Alle producten",
        "any_format": "Alle formaten",
        "reset": "Alles tonen",
        "pieces_1": "1 stuk",
        "pieces": "{} stuks",
        "files_1": "1 pdf",
        "files": "{} pdf’s",
        "none": "Hier is geen drukwerk voor. Kies iets anders of toon alles.",
        "empty": "Er is nog geen drukwerk gemaakt.",
        "more": "Toon meer (nog {})",
        "whole": "Voor de hele campagne",
        "pages_1": "1 pagina",
        "pages": "{} pagina’s",
        "tile": "in delen op {}",
        "sheet": "op vellen {}",
        "front": "voorkanten",
        "back": "achterkanten",
        "printer": "voor printer {}",
        "older": "nog van versie {}",
        "check": "Nagaan of een bestand heel is:",
        "record": "Wat er gemaakt is, en waarmee:",
        "plain": "Zonder JavaScript staat hier een lijst; filters en afbeeldingen ontbreken.",
        "decimal": ",",
        "thousands": ".",
    },
    "en": {
        "lead": "Everything to mail, to print yourself and to have printed.",
        "version": "Version {}",
        "purpose": "What do you need it for?",
        "all": "Everything",
        "all_for": "Each purpose has a file of its own. Choose one, and see only what you need.",
        "screen": "Screen",
        "screen_for": "To mail and to publish on a website. Links work, and a screen reader reads "
        "the text aloud.",
        "office": "Office printer",
        "office_for": "To print yourself, at 100%: not “fit to page”. On both sides where there is "
        "a back.",
        "press": "Print shop",
        "press_for": "To have it printed, with bleed and in inks. Send the file together with its "
        "job ticket.",
        "ticket": "Job ticket",
        "choose": "What are you looking for?",
        "edition": "Edition",
        "language": "Language",
        "product": "Product",
        "format": "Format",
        "any_edition": "All editions",
        "any_language": "All languages",
        "any_product": "All products",
        "any_format": "All formats",
        "reset": "Show everything",
        "pieces_1": "1 piece",
        "pieces": "{} pieces",
        "files_1": "1 PDF",
        "files": "{} PDFs",
        "none": "There is nothing like that. Choose something else, or show everything.",
        "empty": "Nothing has been made yet.",
        "more": "Show more ({} left)",
        "whole": "For the whole campaign",
        "pages_1": "1 page",
        "pages": "{} pages",
        "tile": "in parts on {}",
        "sheet": "on {} sheets",
        "front": "fronts",
        "back": "backs",
        "printer": "for printer {}",
        "older": "still of version {}",
        "check": "To see whether a file is whole:",
        "record": "What was made, and with what:",
        "plain": "Without JavaScript this is a list; filters and pictures are missing.",
        "decimal": ".",
        "thousands": ",",
    },
}

# Each in its own language: who looks for it reads it.
_LANGUAGES = {
    "ar": "العربية", "bg": "Български", "cs": "Čeština", "de": "Deutsch", "en": "English",
    "es": "Español", "fr": "Français", "fy": "Frysk", "hu": "Magyar", "it": "Italiano",
    "nl": "Nederlands", "pl": "Polski", "pt": "Português", "pt-BR": "Português (Brasil)",
    "ro": "Română", "ru": "Русский", "sk": "Slovenčina", "tr": "Türkçe", "uk": "Українська",
}  # fmt: skip


def language_of(campaign: str) -> str:
    """Return the language that the page speaks: the campaign's, else English."""
    base = campaign.split("-")[0]
    return next((one for one in (campaign, base) if one in WORDS), _FALLBACK)


def name_language(tag: str) -> str:
    """Return what a language calls itself; its tag where that isn't known."""
    return _LANGUAGES.get(tag, tag)


def say_size(size: int, words: Mapping[str, str]) -> str:
    """Return a size in bytes as people read it, such as `1,2 MB`; script.js does the same."""
    if size < 1_000_000:
        return f"{max(1, (size + 500) // 1000)} kB"
    tenths = (size + 50_000) // 100_000
    return f"{tenths // 10}{words['decimal']}{tenths % 10} MB"


def say_count(count: int, of: str, words: Mapping[str, str]) -> str:
    """Return a number of things, such as `3 pagina’s`; script.js does the same."""
    if count == 1:
        return words[f"{of}_1"]
    return words[of].format(f"{count:,}".replace(",", words["thousands"]))
