"""What a fault in the corpus is: wrong files, the rule that finds it, and their clean twin."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import TypedDict, Unpack

from generator.model.finding import Finding
from generator.model.printing import Shop
from generator.model.target import Target
from generator.preflight import Expected, Foreign, inspect

Files = Mapping[str, bytes]
"""By name."""
Told = Callable[[], Expected | Foreign]
"""What preflight is told of a PDF; a call, since making ours takes a while."""


@dataclass(frozen=True)
class Sample:
    """Files that can be checked."""

    name: str
    files: Callable[[], Files]
    check: Callable[[Files], Sequence[Finding]]

    @cached_property
    def findings(self) -> Sequence[Finding]:
        """All that preflight says."""
        return self.check(self.files())


@dataclass(frozen=True)
class PdfSample(Sample):
    """One PDF, which others are made from."""

    make: Callable[[], bytes] = field(kw_only=True)
    told: Told = field(kw_only=True)


@dataclass(frozen=True)
class Fault:
    """Files that are wrong in one way."""

    name: str
    rule: str
    """The rule that must find it."""
    wrong: Sample
    clean: Sample
    """The same, as it should be."""
    page: int | None
    """Where it must be found; None: in the file as a whole."""
    has_place: bool
    """Whether the finding must say where on the page."""
    also: frozenset[str]
    """Rules that the fault breaks, too: they may fire."""

    @property
    def found(self) -> tuple[Finding, ...]:
        """What its rule says."""
        return tuple(one for one in self.wrong.findings if one.rule == self.rule)

    @property
    def others(self) -> frozenset[str]:
        """Rules that fired though the fault doesn't break them."""
        return frozenset(one.rule for one in self.wrong.findings) - self.also - {self.rule}


def pdf_sample(name: str, make: Callable[[], bytes], told: Told) -> PdfSample:
    """Return a PDF that is checked by itself; a clean one is made once for all its faults."""
    make = cache(make)

    def check(files: Files) -> Sequence[Finding]:
        return [one for pdf in files.values() for one in inspect(pdf, told()).findings]

    return PdfSample(name, lambda: {f"{name}.pdf": make()}, check, make=make, told=told)


def foreign(target: Target, language: str | None = None) -> Told:
    """Tell preflight of a PDF from another tool what it is for."""
    return lambda: Foreign(Shop(), target, language=language)


class Options(TypedDict, total=False):
    """What can be said of a fault in one PDF, beside what it is."""

    page: int | None
    """Where it must be found: 1, if nothing is said; None for the file as a whole."""
    has_place: bool
    """Whether the finding must say where on the page: yes, if nothing is said."""
    also: Sequence[str]
    """Rules that the fault breaks, too."""
    told: Told
    """What preflight is told, where that isn't what it is told of the clean twin."""


def fault(
    name: str,
    rule: str,
    clean: PdfSample,
    make: Callable[[], bytes],
    **options: Unpack[Options],
) -> Fault:
    """Return a fault of one PDF; what is wrong with the whole file has no page and no place."""
    wrong = pdf_sample(name, make, options.get("told", clean.told))
    page = options.get("page", 1)
    has_place = options.get("has_place", True) and page is not None
    return Fault(name, rule, wrong, clean, page, has_place, frozenset(options.get("also", ())))
