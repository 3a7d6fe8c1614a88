"""Explain what doesn't fit: a job and a part of its document → the problem, told to its author."""

from __future__ import annotations

from dataclasses import dataclass, replace

from generator.compose import Composer
from generator.diagnose import find_excess, shortest_text
from generator.errors import Problem
from generator.model.campaign import Campaign
from generator.model.document import Part
from generator.model.edition import Edition
from generator.model.job import Job
from generator.model.mark import Mark, dotted
from generator.render.copyfit import smallest_sizes
from generator.work import fits_in

_SHORT_NAME = 20


@dataclass(frozen=True)
class Overflow:
    """A part of a job's document that has too many pages even in its smallest type."""

    composer: Composer
    job: Job
    part: Part

    @property
    def where(self) -> str:
        """The product and format, as a person would name them."""
        return f"{self.job.product} {self.job.format.name}"

    @property
    def campaign(self) -> Campaign:
        """The text that doesn't fit, with the edition's own words in it."""
        return self.edition.hand_out(self.composer.sources.campaigns[self.job.language])

    @property
    def edition(self) -> Edition:
        """Who hands it out."""
        return self.composer.sources.editions[self.job.edition]

    def explain(self) -> Problem:
        """Say which text doesn't fit and by how much; layouts are tried to find out."""
        number = self.job.barrier or self.part.barrier
        excess = find_excess(self.campaign, number, self._fits)
        if excess is None:
            return self._no_room()
        return Problem(
            f"{dotted(excess.keys)} is about {excess.characters} characters too long "
            f"for {self.where}",
            self.campaign.marks.nearest(excess.keys),
            f"shorten it by about {excess.characters} characters",
        )

    def _no_room(self) -> Problem:
        """Say what is to blame when no single text is: what surrounds it, or all of it."""
        if not self._fits(shortest_text(self.campaign)):
            return self._of_edition()
        subject = f"barrier {self.part.barrier}" if self.part.barrier else "the text"
        return Problem(
            f"{subject} doesn't fit {self.where}, even in its smallest type",
            self.part.mark,
            f"shorten all that {self.where} shows, or its longest words",
        )

    def _of_edition(self) -> Problem:
        """Say what of the edition is too long: its name, its contacts, or all it has."""
        edition, campaign = self.edition, self.campaign
        if self._fits(campaign, replace(edition, name=edition.name[:_SHORT_NAME])):
            said, hint = "the edition's name is too long for", "shorten it"
            return Problem(f"{said} {self.where}", edition.marks.nearest(("name",)), hint)
        for kept in range(len(edition.contacts) - 1, -1, -1):
            if self._fits(campaign, replace(edition, contacts=edition.contacts[:kept])):
                return Problem(
                    f"the edition has more contacts, or longer ones, than {self.where} has room "
                    f"for: it has {len(edition.contacts)}, and {kept} of them would fit",
                    edition.marks.nearest(("contacts",)),
                    "shorten their roles and details, or leave some out; 'national_contacts: no' "
                    "leaves out those of the default edition",
                )
        return Problem(
            f"{self.where} has other pages than "
            f"templates/{self.job.product}/product.yaml says "
            "under 'pages', even with the shortest text",
            Mark(edition.marks.file),
            "give the edition fewer contacts, shorter roles or no logo; or mend 'pages', "
            "or the room that the style sheet leaves",
        )

    def _fits(self, campaign: Campaign, edition: Edition | None = None) -> bool:
        """Tell whether the part would fit in its smallest type with another text or edition."""
        sources = self.composer.sources
        campaigns = {**sources.campaigns, self.job.language: campaign}
        # The campaign has the edition's own words already.
        other = (edition or self.edition).without_own_words()
        editions = {**sources.editions, self.job.edition: other}
        changed = replace(sources, campaigns=campaigns, editions=editions)
        composer = replace(self.composer, sources=changed)
        html = composer.compose(self.job)
        fit = sources.products[self.job.product].fit
        smallest = smallest_sizes(html, fit)
        return smallest is not None and fits_in(html, smallest)[self.part.id]
