"""What goes with a release for people to read: an edition's files → who each is for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.compose import Labels
from generator.model.campaign import Campaign
from generator.model.edition import Edition
from generator.model.frozen import as_identifier
from generator.model.product import Product
from generator.model.recorded import RecordedFile
from generator.model.target import Target

_NAME, _CHECK, _FOR = "release_file", "release_check", "release_{}"


def require_labels(campaigns: Iterable[Campaign]) -> None:
    """Raise ContentError for a label that isn't there, before anything is built for nothing."""
    for campaign in campaigns:
        for name in (_NAME, _CHECK, *(_FOR.format(target.value) for target in Target)):
            Labels(campaign)[name]


def readmes(
    campaigns: Mapping[str, Campaign],
    edition: Edition,
    products: Mapping[str, Product],
    files: Sequence[RecordedFile],
) -> dict[str, str]:
    """Return a text for each language that an edition's files are in, by file name."""
    texts: dict[str, str] = {}
    for language in sorted({file.language for file in files}):
        campaign = campaigns[language]
        name = as_identifier(Labels(campaign)[_NAME]).upper() or "README"
        own = [file for file in files if file.language == language]
        text = "\n".join(_lines(campaign, edition, products, own)) + "\n"
        # Two languages may have one word for it.
        texts[f"{name}-{language}.txt" if f"{name}.txt" in texts else f"{name}.txt"] = text
    return texts


def _lines(
    campaign: Campaign,
    edition: Edition,
    products: Mapping[str, Product],
    files: Sequence[RecordedFile],
) -> Iterator[str]:
    labels = Labels(campaign)
    yield campaign.title
    yield f"{edition.name} · {labels['version']} {campaign.version} · {campaign.date.isoformat()}"
    folders: dict[str, Counter[tuple[str, str]]] = {}
    targets = {file.path.rpartition("/")[0]: file.target for file in files}
    for file in files:
        if not file.is_ticket:
            kinds = folders.setdefault(file.path.rpartition("/")[0], Counter())
            kinds[file.product, file.format] += 1
    for folder, kinds in sorted(folders.items()):
        yield f"\n{folder}/"
        yield labels[_FOR.format(targets[folder])]
        for (product, form), count in sorted(kinds.items()):
            yield f"  {count} × {products[product].title(campaign.language)}, {form}"
    yield f"\n{labels[_CHECK]}\n  sha256sum -c SHA256SUMS"
