"""The files of a campaign side by side → what is wrong with them together.

It looks at plain values and not at models, so that a mistake in one place doesn't hide another.
"""

from __future__ import annotations

from collections.abc import Mapping

from generator.load.problems import Problems, nearest, quoted, suggest
from generator.load.yaml import YamlFile
from generator.model.mark import Mark

_NAMED = {"sections": "section", "labels": "label"}


def check_links(shared: YamlFile, languages: Mapping[str, YamlFile], found: Problems) -> None:
    """Note each link that is used and isn't in `links` of campaign.yaml."""
    links = shared.mapping("links")
    if not links:
        return
    used: list[tuple[YamlFile, tuple[str, ...]]] = [(shared, ("call_to_action_link",))]
    for text in languages.values():
        used.extend((text, ("sections", name, "link")) for name in text.mapping("sections"))
    for file, keys in used:
        link = file.text(*keys)
        if link is not None and link not in links:
            message = f"there is no link {quoted(link)} in campaign.yaml."
            found.add(message, file.marks.nearest(keys), suggest(link, links, "links"))


def check_barrier_ids(text: YamlFile, found: Problems) -> None:
    """Note each barrier whose id an earlier barrier of the same file has."""
    seen: dict[str, int] = {}
    for index, _ in enumerate(text.items("barriers")):
        keys = ("barriers", index, "id")
        name = text.text(*keys)
        if name is None:
            continue
        if name in seen:
            first = text.marks.nearest(("barriers", seen[name], "id")).line
            message = f"barrier {quoted(name)} is here for the second time; the first is on line"
            hint = "each barrier has an id of its own."
            found.add(f"{message} {first}.", text.marks.nearest(keys), hint)
        else:
            seen[name] = index


def check_against_default(text: YamlFile, default: YamlFile, found: Problems) -> None:
    """Note what a language lacks, or has too much, beside the default language."""
    _check_barriers(text, default, found)
    for part, what in _NAMED.items():
        here, there = (
            {key: file.key_marks.nearest((part, key)) for key in file.mapping(part)}
            for file in (text, default)
        )
        if here and there:
            _check_names(what, here, there, text.key_marks.nearest((part,)), found)
    steps, expected = len(text.items("steps")), len(default.items("steps"))
    if steps and expected and steps != expected:
        message = f"steps: {steps} here, {expected} in {default.marks.file}."
        found.add(message, text.key_marks.nearest(("steps",)), "each language has the same steps.")


def _check_barriers(text: YamlFile, default: YamlFile, found: Problems) -> None:
    here, there = _barriers(text), _barriers(default)
    if not here or not there:
        return
    _check_names("barrier", here, there, text.key_marks.nearest(("barriers",)), found)
    if here.keys() != there.keys():
        return
    for name, expected in zip(here, there, strict=True):
        if name != expected:
            message = f"barrier {quoted(name)} stands where {there[expected]} has"
            hint = "put the barriers of all languages in the same order."
            found.add(f"{message} {quoted(expected)}.", here[name], hint)
            return


def _barriers(text: YamlFile) -> dict[str, Mark]:
    """Return the mark of each barrier's id; nothing when one has none, for then all is in doubt."""
    marks: dict[str, Mark] = {}
    for index, _ in enumerate(text.items("barriers")):
        keys = ("barriers", index, "id")
        name = text.text(*keys)
        if name is None:
            return {}
        marks.setdefault(name, text.marks.nearest(keys))
    return marks


def _check_names(
    what: str, here: Mapping[str, Mark], there: Mapping[str, Mark], at: Mark, found: Problems
) -> None:
    """Note names that only one of two files has; a misspelt name is one problem and not two."""
    missing = [name for name in there if name not in here]
    file = next(iter(there.values())).file
    for name in (name for name in here if name not in there):
        if meant := nearest(name, missing):
            missing.remove(meant)
        hint = f"did you mean {quoted(meant)}?" if meant else "add it there, or remove it here."
        found.add(f"{what} {quoted(name)} isn't in {file}.", here[name], hint)
    for name in missing:
        message = f"{what} {quoted(name)} is missing; it is at {there[name]}."
        found.add(message, at, "each language has the same parts.")
