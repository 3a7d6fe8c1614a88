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
