"""Check that what is read aloud and clicked on is what was composed: title, alt texts, links."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import unquote

from generator.model.target import Target
from generator.preflight.expected import Expected, Fault
from generator.preflight.reading.printed import solid
from generator.preflight.reading.proof import Proof
from generator.preflight.rule import Rule
from generator.preflight.symbols.addresses import shown
from generator.preflight.tagging.hyperlinks import links_of
from generator.preflight.tagging.identity import title_of
from generator.preflight.tagging.seen import seen
from generator.preflight.tagging.tags import tags_of

if TYPE_CHECKING:
    from generator.preflight.reading.spoken import Spoken


def told_as_written(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find a title, texts for pictures and links that are not as they were composed."""
    if not expected.html:
        return
    from generator.preflight.reading.spoken import read_spoken  # only who compares waits

    spoken = read_spoken(expected.html)
    title = title_of(proof)
    if solid(title) != solid(spoken.title):
        yield Fault(f"the title is '{title}' where '{spoken.title}' was written")
    if expected.target is Target.SCREEN:
        yield from _pictures(proof, spoken)
        yield from _links(proof, spoken)


def _pictures(proof: Proof, spoken: Spoken) -> Iterator[Fault]:
    tags, wanted = tags_of(proof), Counter(map(solid, spoken.alts))
    for at, element in enumerate(tags.elements):
        if element.kind != "Figure" or not element.alt:
            continue
        told = solid(element.alt)
        if not wanted[told]:
            page, _, place = seen(proof, tags.contents(at))
            number = page.number if page else element.page
            yield Fault(f"nobody wrote this text for a picture: '{element.alt}'", number, place)
        wanted[told] -= 1
    for alt in spoken.alts:
        if wanted[solid(alt)] > 0:
            wanted[solid(alt)] = 0
            yield Fault(f"no picture has the text that was written for it: '{alt}'")


def _links(proof: Proof, spoken: Spoken) -> Iterator[Fault]:
    wanted = {address: solid(text) for address, text in spoken.links.items()}
    missing = set(wanted)
    for link in links_of(proof):
        address = unquote(link.uri)
        if not address:
            continue
        said = wanted.get(address)
        missing.discard(address)
        if said is None:
            message = f"{link.name} leads to '{shown(link.uri)}', which nobody wrote"
            yield Fault(message, link.page, link.places)
        elif link.text and solid("".join(link.text)) not in said:
            message = f"{link.name} lies beside the words for '{shown(link.uri)}'"
            yield Fault(message, link.page, link.places)
        elif not link.text and address not in spoken.bare:
            message = f"the link to '{shown(link.uri)}' lies on no words"
            yield Fault(message, link.page, link.places)
    for address in sorted(missing):
        yield Fault(f"the link to '{shown(address)}' is missing")


RULES = (
    Rule(
        id="told-as-written",
        severity="error",
        why="Who listens or clicks must get what everybody else reads.",
        source="WCAG 2.2, 1.1.1 and 2.4.4",
        cure="Build it again.",
        check=told_as_written,
    ),
)
