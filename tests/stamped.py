"""Stamp PDFs of made-up editions on shells that they share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from io import BytesIO

from PIL import Image

from generator.brief import Brief, expected_of, finishing_of
from generator.catalogue import composer_of, open_catalogue
from generator.compose import Composer
from generator.finish import complete
from generator.finish.stamp import Shell
from generator.look import look_of
from generator.model.colour import Palette
from generator.model.document import FitResult, Html
from generator.model.edition import Contact, Edition, Logo
from generator.model.fit import Fit
from generator.model.job import Job
from generator.model.picture import Picture
from generator.model.target import Target
from generator.plan import Catalogue, Selection, plan_jobs, series_jobs
from generator.project import Project
from generator.render.copyfit import copyfit, smallest_sizes
from generator.stamping import Drawings, make_shell, shell_of, stamp_all
from generator.work import MakeTask, fits_in
from tests.campaign import REPOSITORY


def drawn_logo(ratio: float) -> Logo:
    """Make a logo of shapes, that many times as wide as high."""
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {100 * ratio} 100">'
        f'<rect width="{100 * ratio}" height="100" fill="#0b3c49"/>'
        '<circle cx="40" cy="50" r="30" fill="#ffd166"/></svg>'
    )
    return Logo("image/svg+xml", Picture.of(svg.encode()), ratio)


def shaded_logo(ratio: float) -> Logo:
    """Make a logo with a gradient and with a pattern."""
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {100 * ratio} 100"><defs>'
        '<linearGradient id="g"><stop offset="0" stop-color="#0b3c49"/>'
        '<stop offset="1" stop-color="#ffd166"/></linearGradient>'
        '<pattern id="p" width="20" height="20" patternUnits="userSpaceOnUse">'
        '<path d="M0 0h10v20h-10z" fill="#3b1f4a"/></pattern></defs>'
        f'<rect width="{100 * ratio}" height="50" fill="url(#g)"/>'
        f'<rect y="50" width="{100 * ratio}" height="50" fill="url(#p)"/></svg>'
    )
    return Logo("image/svg+xml", Picture.of(svg.encode()), ratio)


def painted_logo(ratio: float) -> Logo:
    """Make a logo of pixels."""
    picture = Image.linear_gradient("L").resize((int(120 * ratio), 120)).convert("RGB")
    written = BytesIO()
    picture.save(written, "PNG")
    return Logo("image/png", Picture.of(written.getvalue()), ratio)


def make_editions(default: Edition) -> dict[str, Edition]:
    """Make editions of each kind: their names, logos, contacts and colours are all they have."""
    own = replace(default, is_default=False)
    helpers = tuple(
        Contact(role=f"Hulplijn {number}", phone=f"06-1234567{number}") for number in range(3)
    )
    coordinator = Contact(
        role="coordinator", name="Jo Bos", phone="000-123 45 67", email="jo@dorp.example"
    )
    contacts = own.contacts
    plum = replace(Palette(), ink="#3b1f4a", light="#f7c873")
    colours = {"ink": plum.ink, "light": plum.light}
    made = (
        default,
        replace(own, id="named", name="Gemeente Ons Dorp", contacts=(coordinator, *contacts)),
        replace(own, id="wide", name="Breedveld", logo=drawn_logo(5)),
        replace(own, id="other", name="Andersdam", logo=drawn_logo(4)),
        replace(own, id="shaded", name="Schaduwrijk", logo=shaded_logo(4)),
        replace(own, id="tall", name="Hoogland", logo=painted_logo(0.6)),
        replace(own, id="many", name="Veelhuizen", contacts=(*helpers, *contacts)),
        replace(own, id="plum", name="Pruimendal", palette=plum, own_colours=colours),
        replace(own, id="long", name="Samenwerkingsverband van gemeenten en zorg " * 3),
        replace(own, id="accented", name="Łódź"),
    )
    return {edition.id: edition for edition in made}


@dataclass
class Workshop:
    """Composes what editions order, and keeps their shells."""

    catalogue: Catalogue
    composer: Composer
    shells: dict[str, Shell] = field(default_factory=dict)
    drawings: Drawings = field(default_factory=Drawings)

    def job(self, edition: str, product: str, target: Target) -> Job:
        """Return the job of an edition in the usual format; of a series, the third one."""
        barriers = (3,) if self.composer.sources.products[product].file.subject == "barrier" else ()
        selection = Selection((product,), (edition,), ("nl",), (target,), barriers=barriers)
        jobs = plan_jobs(self.catalogue, selection)
        return next(job for job in jobs if not job.is_ticket)

    def task(self, edition: str, product: str, target: Target) -> MakeTask:
        """Return what a build would hand out for it, in the smallest sizes."""
        return self._task(edition, product, target, smallest_sizes)

    def fitted(self, edition: str, product: str) -> MakeTask:
        """Return the same for the office, in the sizes that a build finds."""

        def found(html: Html, fit: Fit) -> FitResult:
            job = self.job(edition, product, Target.OFFICE)
            brief = Brief.of(job, self.composer.sources, self.catalogue.printing)
            members = series_jobs(job, brief.campaign, brief.product)
            documents = [self.composer.compose(one).shell for one in members]
            return copyfit(documents, fit, fits_in).fits[(job.barrier or 1) - 1]

        return self._task(edition, product, Target.OFFICE, found)

    def _task(
        self,
        edition: str,
        product: str,
        target: Target,
        sizes: Callable[[Html, Fit], FitResult | None],
    ) -> MakeTask:
        job = self.job(edition, product, target)
        brief = Brief.of(job, self.composer.sources, self.catalogue.printing)
        look = look_of(brief)
        html = look.composed(self.composer, brief)
        result = sizes(html, brief.product.fit)
        assert result is not None
        html = html.set_in(result)
        expected = expected_of(brief, html)
        return MakeTask(html, target is Target.SCREEN, finishing_of(brief, look.inks), expected)

    def shell(self, task: MakeTask) -> Shell:
        """Return the shell of a task; equal ones are made once."""
        shell = shell_of(task)
        assert shell is not None
        key = shell.key("")
        if key not in self.shells:
            self.shells[key] = make_shell(shell)
        return self.shells[key]

    def stamped(self, task: MakeTask) -> bytes | None:
        """Return the PDF of a task as it leaves the building, made with its shell."""
        pdf = stamp_all([(self.shell(task), [task])], self.drawings)[0][0]
        return complete(pdf, task.finish) if pdf else None


def open_workshop() -> Workshop:
    """Return a workshop of this repository's campaign with made-up editions."""
    project = Project(REPOSITORY)
    content, catalogue = open_catalogue(project)
    editions = make_editions(content.editions[catalogue.default_edition])
    catalogue = replace(catalogue, editions=tuple(editions))
    composer = composer_of(project, content, catalogue)
    sources = replace(composer.sources, editions=editions)
    return Workshop(catalogue, replace(composer, sources=sources))
