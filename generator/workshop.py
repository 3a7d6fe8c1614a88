"""What all jobs of a build share: what composes them, who works on them, what is kept of them."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.compose import Composer
from generator.kept import Kept
from generator.model.printing import PrintSetup
from generator.render.copyfit import CopyfitResult
from generator.report import Order, Progress, Report
from generator.store.manifest import Earlier
from generator.underway import Then, UnderWay

_MOST_SIZES = 500
"""Some kB each; twenty editions of six products, in colours of their own and in the usual ones."""


@dataclass(frozen=True)
class Workshop:
    """What all jobs of a build share."""

    composer: Composer
    printing: PrintSetup
    order: Order
    under_way: UnderWay
    kept: Kept
    report: Report
    progress: Progress
    earlier: Earlier
    """What the manifest in the output folder says of each PDF."""
    fitting: dict[str, list[Then[CopyfitResult]]] = field(default_factory=dict)
    """Who waits for the type sizes that are being looked for, by the key of the search."""
    sizes: dict[str, CopyfitResult] = field(default_factory=dict)
    """What this build needed last, by key: `kept` may neither be read nor written."""

    def keep_sizes(self, key: str, sizes: CopyfitResult) -> None:
        """Keep the type sizes that were found for a key."""
        self.kept.keep_fit(key, sizes)
        self.sizes[key] = sizes
        if len(self.sizes) > _MOST_SIZES:
            del self.sizes[next(iter(self.sizes))]
