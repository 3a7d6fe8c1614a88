"""Measure editions, all products in all targets, beside Typst: numbers of editions → a section."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from tools.bench.compared import compose_pages
from tools.bench.composed import sizes_by_product
from tools.bench.made_up import SHAPES, make_editions
from tools.bench.page import Section
from tools.bench.rivals.typst_pages import (
    PRODUCTS,
    Typst,
    in_process,
    one_process_each,
    prepare,
)
from tools.bench.run import Command, Run, expect_pdfs, run
from tools.bench.setting import PLAIN, Setting, cached, say, two_at_once
from tools.bench.table import NONE, Goal, middle, number, ratio, spread, table

ALL = "all products"
SAME = "the four that Typst has"
IN_PROCESS = "Typst, in process, two processes"
EACH = "Typst, one process for each PDF, two at a time"
HEADS = (
    *("", "PDFs", "seconds", "shortest to longest", "PDFs a second"),
    *("without starting", "memory, MB"),
)
TEXT = """\
Editions out of a spreadsheet of made-up ones: a logo, a contact or two, some with colours of
their own. Two workers, preflight off, and warm: the cache holds what a build of {shapes} others
left, one of each combination of logo, colours and contacts, so that every shell is known. *PDFs a
second* is of the whole command for {large} editions; *without starting* is the rate of what those
have more than {small}, so without start-up. *All new* is that build of {shapes}, with a cache that
was empty: what it costs to find type sizes and to make shells. A press PDF's job ticket counts as a
PDF. The goals compare rates without starting, but for *one process for each PDF*: that starts for
each, and nothing can be taken out.

Typst sets four of the six products: the ten posters, the overview, the pocket cards and the
handout of each edition, {share} PDFs, in the numbers that a default build has. Its pages have the
same texts, typefaces, pictures, codes and number of pages; type sizes and line breaks are those
that Drempels found for the national edition, where Drempels finds each edition's own. They are
PDF/UA-1 for the screen and untagged otherwise, as Drempels' are; they have neither inks nor marks
for the press. In process each of two processes has one compiler, which keeps what it has read and
laid out.

"""


@dataclass(frozen=True)
class _Measured:
    """The runs of a row with fewer editions and with more."""

    pdfs: tuple[int, int]
    few: Sequence[Run]
    many: Sequence[Run]

    @property
    def rate(self) -> float | None:
        """PDFs a second of the whole command."""
        return ratio(self.pdfs[1], middle(one.seconds for one in self.many))

    @property
    def further(self) -> float | None:
        """PDFs a second without start-up; None where it was measured once."""
        few, many = (middle(one.seconds for one in runs) for runs in (self.few, self.many))
        if few is None or many is None or many <= few:
            return None
        return (self.pdfs[1] - self.pdfs[0]) / (many - few)

    def row(self, name: str) -> tuple[str, ...]:
        """Its row of the table."""
        if not self.many:
            return name, NONE, "not installed", NONE, NONE, NONE, NONE
        times = [one.seconds for one in self.many]
        peak = middle(one.peak_mb for one in self.many)
        return (
            *(name, str(self.pdfs[1]), number(middle(times)), spread(times)),
            *(number(self.rate), number(self.further), number(peak)),
        )


def measure(setting: Setting) -> Section:
    """Measure each target: all products, those that Typst has, and Typst."""
    small, large = setting.editions
    sheets = {
        count: make_editions(setting.empty(f"rows-{count}"), SHAPES, count)
        for count in (small, large)
    }
    typst = None
    if find_spec("typst"):
        sizes = sizes_by_product(compose_pages(setting, PRODUCTS))
        typst = prepare(setting.empty("typst"), sizes, sheets[large])
    rows, goals = [], list[Goal]()
    for target in setting.targets:
        found = dict(_target(setting, sheets, typst, target))
        rows += [one.row(f"{target}: {name}") for name, one in found.items()]
        rival = EACH if target == "screen" else IN_PROCESS
        ours, theirs = found[f"Drempels, {ALL}"], found[rival]
        goals.append(
            Goal(
                f"Editions, `{target}`, all products: PDFs a second without starting / {rival}",
                *(ratio(ours.further or ours.rate, theirs.further or theirs.rate), 1, " ×"),
                is_least=True,
            )
        )
    share = len(typst.tasks(["one"], "screen", Path())) if typst else 13
    text = TEXT.format(small=small, large=large, share=share, shapes=SHAPES)
    return Section("Editions", text + table(HEADS, rows), tuple(goals))


def _target(
    setting: Setting, sheets: dict[int, Path], typst: Typst | None, target: str
) -> Iterator[tuple[str, _Measured]]:
    """Yield what was measured of one target, by row."""
    few, many = sorted(sheets)
    orders = {f"Drempels, {ALL}": (), f"Drempels, {SAME}": tuple(PRODUCTS)}
    warm = {name: _warm(setting, name, order, target) for name, order in orders.items()}
    runs: dict[tuple[str, int], list[Run]] = defaultdict(list)
    for at in range(setting.rounds):
        say(f"editions, {target}, round {at + 1} of {setting.rounds}")
        for count in (few, many):
            for name, order in orders.items():
                each = warm[name][1]
                command = (*order, "--target", target)
                runs[name, count].append(
                    _ours(setting, sheets[count], command, warm[name][0], each * count)
                )
            if typst:
                runs[IN_PROCESS, count].append(_typst(setting, typst, target, count, each=False))
        if typst:
            runs[EACH, few].append(_typst(setting, typst, target, few, each=True))
    for name in orders:
        each = warm[name][1]
        yield name, _Measured((each * few, each * many), runs[name, few], runs[name, many])
        yield f"{name}, all new", _Measured((0, each * SHAPES), (), [warm[name][2]])
    each = len(typst.tasks(["one"], target, Path())) if typst else 0
    yield (
        IN_PROCESS,
        _Measured((each * few, each * many), runs[IN_PROCESS, few], runs[IN_PROCESS, many]),
    )
    # Every PDF of it starts up, so there is nothing to take out; few will do.
    yield EACH, _Measured((0, each * few), (), runs[EACH, few])


def _warm(setting: Setting, name: str, order: Sequence[str], target: str) -> tuple[Path, int, Run]:
    """Build others; return the cache that they leave, how many PDFs each has, and the run."""
    place = f"{target}-{len(order)}"
    sheet = make_editions(setting.empty(f"row-{place}"), 0, SHAPES)
    cache, output = setting.empty(f"warm-{place}"), setting.empty("other")
    say(f"editions, {target}, {name}: {SHAPES} editions for a warm cache")
    command = setting.build(
        output, *order, "--target", target, "--editions", str(sheet), *PLAIN, *two_at_once()
    )
    ran = run([command], cached(cache))
    return cache, len(list(output.rglob("*.pdf"))) // SHAPES, ran


def _ours(setting: Setting, sheet: Path, order: Sequence[str], warm: Path, expected: int) -> Run:
    cache, output = setting.copy(warm, "cache"), setting.empty("output")
    command = setting.build(output, *order, "--editions", str(sheet), *PLAIN, *two_at_once())
    return run([command], cached(cache), done=lambda: expect_pdfs(output, expected))


def _typst(setting: Setting, typst: Typst, target: str, count: int, *, each: bool) -> Run:
    output = setting.empty("output")
    editions = [f"regio-{at:03}" for at in range(SHAPES, SHAPES + count)]
    tasks = typst.tasks(editions, target, output)
    commands: list[Command]
    if each:
        commands = one_process_each(tasks)
    else:
        commands = [in_process(tasks, setting.folder / "tasks.json", 2)]
    return run(commands, at_once=2, done=lambda: expect_pdfs(output, len(tasks)))
