"""`content/print.yaml`, the project's and the one that comes with the software → print setup."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

from PIL import ImageCms

from generator.errors import ContentError
from generator.files import real_path
from generator.load.inside import find_inside
from generator.load.problems import Problems, quoted, suggest
from generator.load.proofing import PROFILES
from generator.load.source import read_bytes
from generator.load.validate import validate
from generator.load.yaml import read_project_yaml
from generator.model.condition import SHIPPED_CONDITIONS, OutputCondition, PdfX
from generator.model.mark import Mark, Marks
from generator.model.printing import PrintFile, PrintSetup, Shop
from generator.project import Project

FILE = "print.yaml"
_FALLBACK_SHOP = "standard"
_LARGEST_PROFILE_MB = 8
_OUTPUT_CLASS = "prtr"  # ICC.1:2022, 7.2.5: an output device profile
_ASK = "ask the print shop for the ICC profile of its press: CMYK, class 'output'."
# Names in the registry of characterization data that the ICC keeps.
_REGISTERED = re.compile(
    r"FOGRA\d{2}|CGATS TR \d{3}|CGATS21-2-CRPC[1-7]|JC200103|JCW2003|IFRA\d{2}"
)


def read_print(project: Project, found: Problems) -> PrintSetup | None:
    """Return the print setup; note what is wrong with it. None when too much is.

    What comes with the software is there in every project; the project's own goes before it.
    """
    sources = []
    for one in _projects(project):
        with found.collect():
            sources.append(_Source.read(one))
    shops = {name: shop for source in sources for name, shop in source.file.shops.items()}
    shops = shops or {_FALLBACK_SHOP: Shop()}
    conditions = {}
    for name, shop in shops.items():
        with found.collect():
            conditions[name] = _read_condition(shop, *_place(name, sources, project))
    default = _default_shop(sources, shops, found)
    if default is None or conditions.keys() != shops.keys():
        return None
    own = next((one.marks for one in sources if one.project is project), None)
    return PrintSetup(
        default_shop=default,
        shops=shops,
        conditions=conditions,
        stock={name: one for source in sources for name, one in source.file.stock.items()},
        printers={name: one for source in sources for name, one in source.file.printers.items()},
        marks=own or Marks(f"content/{FILE}"),
    )


@dataclass(frozen=True)
class _Source:
    """One print.yaml."""

    project: Project
    file: PrintFile
    marks: Marks

    @classmethod
    def read(cls, project: Project) -> _Source:
        path = project.content_dir / FILE
        source = read_project_yaml(path, project)
        return cls(project, validate(PrintFile, source), source.marks)


def _projects(project: Project) -> Iterator[Project]:
    """Yield the projects that have a print.yaml; what the later ones say goes first."""
    shipped = Project(project.builtin_content_dir.parent, builtin=True)
    path, shipped_path = project.content_dir / FILE, shipped.content_dir / FILE
    if shipped_path.exists() and real_path(path) != real_path(shipped_path):
        yield shipped
    if path.exists() or path.is_symlink():  # a link that leads nowhere is told
        yield project


def _place(name: str, sources: Sequence[_Source], project: Project) -> tuple[Project, Mark]:
    """Return which project a shop is of, and where its profile stands."""
    for source in reversed(sources):
        if name in source.file.shops:
            return source.project, source.marks.nearest(("shops", name, "profile"))
    return project, Mark(f"content/{FILE}")


def _default_shop(
    sources: Sequence[_Source], shops: dict[str, Shop], found: Problems
) -> str | None:
    """Return the shop that is meant when none is named; None when there is no such shop."""
    for source in reversed(sources):
        if default := source.file.default_shop:
            if default in shops:
                return default
            mark = source.marks.nearest(("default_shop",))
            message = f"there is no print shop {quoted(default)}."
            found.add(message, mark, suggest(default, shops, "there is"))
            return None
    return _FALLBACK_SHOP if _FALLBACK_SHOP in shops else min(shops)


def _read_condition(shop: Shop, project: Project, mark: Mark) -> OutputCondition:
    """Read a shop's profile; a file in content/ goes before one that comes with the software."""
    what = f"the profile {quoted(shop.profile)}"
    shipped = {path.name: path for path in PROFILES.glob("*.icc")}
    path = shipped.get(shop.profile)
    if path is None or (project.content_dir / path.name).exists():
        folder, endings = project.content_dir, (".icc", ".icm")
        path = find_inside(shop.profile, folder, project.content_dir, mark, what, endings, shipped)
    profile = read_bytes(path, mark, _LARGEST_PROFILE_MB, what)
    try:
        info = _describe(profile)
    except ValueError as error:
        raise ContentError(f"{what} {error}.", mark=mark, hint=_ASK) from error
    name = shop.condition
    if path == shipped.get(shop.profile):
        described = SHIPPED_CONDITIONS[shop.profile]
        name = name or described
        if name != described:
            message = f"{what} describes {described}, not {quoted(name)}."
            hint = f"put the shop's profile for {name} into content/ and name it under 'profile'."
            raise ContentError(message, mark=mark, hint=hint)
    # ICC.1:2022, 7.2.4: the version is byte 8 of the header.
    if shop.pdfx is PdfX.X1A and profile[8] >= 4:
        message = f"{what} is an ICC profile of version 4, which PDF/X-1a doesn't know."
        raise ContentError(message, mark=mark, hint="ask the print shop for one of version 2.")
    return OutputCondition(
        # ISO 15930-7: 'Custom' when the condition has no name that a registry knows.
        identifier=name or "Custom",
        info=info,
        profile=profile,
        digest=sha256(profile).hexdigest(),
        registered=bool(_REGISTERED.fullmatch(name or "")),
    )


@lru_cache(maxsize=8)
def _describe(profile: bytes) -> str:
    """Return what a profile says it is for; raises ValueError unless it is for a press."""
    try:
        opened = ImageCms.ImageCmsProfile(io.BytesIO(profile))
    except (OSError, ImageCms.PyCMSError) as error:
        raise ValueError("is not an ICC profile") from error
    space, kind = opened.profile.xcolor_space.strip(), opened.profile.device_class.strip()
    if (space, kind) != ("CMYK", _OUTPUT_CLASS):
        raise ValueError(f"is for {space} and class '{kind}', not for a press")
    screen = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
    exact = ImageCms.Flags.NOOPTIMIZE
    try:
        # Half a file has its beginning, too: only its tables tell.
        ImageCms.buildTransform(screen, opened, "RGB", "CMYK", flags=exact)
        ImageCms.buildTransform(opened, screen, "CMYK", "RGB", flags=exact)
    except ImageCms.PyCMSError as error:
        raise ValueError("is damaged: its tables of colours can't be read") from error
    return " ".join((opened.profile.profile_description or "").split())
