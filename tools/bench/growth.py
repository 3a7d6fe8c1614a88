"""Measure growth with the number of editions: one order for few and for many → a section."""

from __future__ import annotations

from dataclasses import dataclass

from tools.bench.made_up import make_editions
from tools.bench.page import Section
from tools.bench.run import Run, expect_pdfs, run
from tools.bench.setting import PLAIN, Setting, cached, say, two_at_once
from tools.bench.table import Goal, exponent, middle, number, ratio, spread, table

FROM = 40
"""From where on the line is drawn: below, starting takes a share that can be seen."""
EDITIONS_IN_ROUNDS = 200
"""More than so many editions are built once: long runs are even by themselves."""
MOST_EXPONENT, MOST_GROWTH, MOST_MB = 1.05, 1.10, 1000
HEADS = ("editions", "PDFs", "seconds", "shortest to longest", "PDFs a second", "memory, MB")
TEXT = """\
`drempels build {order} --editions …` for ever more made-up editions, with two workers, preflight
off and a cache that holds what a build of one other edition left. Three in four have a logo of
their own, a PNG of 300 kB. Memory is of the parent and its workers together. Numbers with many
editions are measured in fewer rounds.

"""


@dataclass(frozen=True)
class _Step:
    editions: int
    pdfs: int
    runs: tuple[Run, ...]

    @property
    def seconds(self) -> float:
        return middle(one.seconds for one in self.runs) or 0.0

    @property
    def peak_mb(self) -> float | None:
        return middle(one.peak_mb for one in self.runs)

    @property
    def row(self) -> tuple[str, ...]:
        times = [one.seconds for one in self.runs]
        return (
            *(str(self.editions), str(self.pdfs), number(self.seconds), spread(times)),
            *(number(self.pdfs / self.seconds), number(self.peak_mb)),
        )


def measure(setting: Setting) -> Section:
    """Build one order for each number of editions."""
    steps = _steps(setting)
    line = [step for step in steps if step.editions >= FROM]
    few, most = line[0] if line else steps[0], steps[-1]
    power = None
    if len(line) > 1:
        power = exponent([step.editions for step in line], [step.seconds for step in line])
    span = f"{few.editions} to {most.editions} editions"
    goals = (
        Goal(f"Time from {span}: exponent", power, MOST_EXPONENT),
        Goal(
            f"Memory with {most.editions} editions / with {few.editions}",
            ratio(most.peak_mb, few.peak_mb) if len(line) > 1 else None,
            MOST_GROWTH,
            " ×",
        ),
        Goal("Memory, parent and two workers together", _largest(steps), MOST_MB, " MB"),
    )
    text = TEXT.format(order=" ".join(setting.growth_order))
    return Section("Growth", text + table(HEADS, [step.row for step in steps]), goals)


def _largest(steps: list[_Step]) -> float | None:
    return max((step.peak_mb for step in steps if step.peak_mb), default=None)


def _steps(setting: Setting) -> list[_Step]:
    """Measure each number of editions, starting from the same cache."""
    order = (*setting.growth_order, *PLAIN, *two_at_once())
    warm, output = setting.empty("growth-warm"), setting.empty("other")
    say("growth: one edition for a warm cache")
    sheet = make_editions(setting.empty("growth-row"), 0, 1, photographed=True)
    run([setting.build(output, *order, "--editions", str(sheet))], cached(warm))
    each = len(list(output.rglob("*.pdf")))
    steps = []
    for count in setting.growth:
        sheet = make_editions(setting.empty("growth-rows"), 1, count, photographed=True)
        rounds = max(1, min(setting.rounds, EDITIONS_IN_ROUNDS // count))
        say(f"growth: {count} editions, rounds: {rounds}")
        runs = []
        for _ in range(rounds):
            cache, output = setting.copy(warm, "cache"), setting.empty("output")
            command = setting.build(output, *order, "--editions", str(sheet))
            ran = run([command], cached(cache))
            expect_pdfs(output, each * count)
            runs.append(ran)
        steps.append(_Step(count, each * count, tuple(runs)))
    return steps
