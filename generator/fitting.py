"""The type sizes of a series on their way: documents → what is kept of them, or what is found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

from generator.errors import GeneratorError
from generator.render.copyfit import CopyfitResult, Growth, Search, Steps, search
from generator.underway import Then
from generator.work import FitTask, grow_all
from generator.workshop import Workshop


def find_sizes(
    workshop: Workshop, task: FitTask, usual: Callable[[], FitTask], then: Then[CopyfitResult]
) -> None:
    """Tell `then` the sizes of a series, when they are found and others have been worked off.

    `usual` gives a task with the same sizes that many have. Who asks for what is being looked for
    waits with the others.
    """
    key = task.key(workshop.kept.tools)
    if known := workshop.kept.fit(key):
        workshop.under_way.put_off(partial(then, known))
        return
    shared = usual()
    if shared != task:
        find_sizes(workshop, shared, lambda: shared, _keeping(workshop, key, then))
        return
    waiting = workshop.fitting.setdefault(key, [])
    waiting.append(then)
    if len(waiting) == 1:
        _Fitting(workshop, key, search(task.documents, task.fit)).start()


def _keeping(workshop: Workshop, key: str, then: Then[CopyfitResult]) -> Then[CopyfitResult]:
    """Keep what is found under another key, too."""

    def keep(result: CopyfitResult | GeneratorError) -> None:
        if not isinstance(result, GeneratorError):
            workshop.kept.keep_fit(key, result)
        then(result)

    return keep


@dataclass
class _Fitting:
    """A search: each of its documents grows wherever there is a worker."""

    workshop: Workshop
    key: str
    search: Search
    found: dict[int, Steps] = field(default_factory=dict)
    """By number of the document."""
    asked: int = 0
    is_over: bool = False

    def start(self) -> None:
        """Begin with the first growths that are asked for."""
        self._ask(next(self.search))

    def _ask(self, growths: Sequence[Growth]) -> None:
        self.found, self.asked = {}, len(growths)
        for at, growth in enumerate(growths):
            self.workshop.under_way.hand_out(
                grow_all, growth, partial(self._take, at), self.key, len(growth.html.text)
            )

    def _take(self, at: int, result: Steps | GeneratorError) -> None:
        if self.is_over:
            return
        if isinstance(result, GeneratorError):
            self._end(result)
            return
        self.found[at] = result
        if len(self.found) < self.asked:
            return
        try:
            self._ask(self.search.send([self.found[number] for number in range(self.asked)]))
        except StopIteration as ended:
            self._end(ended.value)

    def _end(self, result: CopyfitResult | GeneratorError) -> None:
        """Keep what was found, and tell all that wait for it; the first error ends a search."""
        self.is_over = True
        if not isinstance(result, GeneratorError):
            self.workshop.kept.keep_fit(self.key, result)
        for then in self.workshop.fitting.pop(self.key):
            self.workshop.under_way.put_off(partial(then, result))
