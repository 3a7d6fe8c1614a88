"""Write the corpus into a folder and tell what preflight finds: `python -m tests.faults FOLDER`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from tests.faults.corpus import CLEANS, FAULTS
from tests.faults.fault import Sample

INDEX = "index.txt"
_NAME, _RULE = 46, 22


def main(arguments: list[str]) -> int:
    """Write all files, print the table, and return the exit code."""
    if len(arguments) != 1:
        print("usage: python -m tests.faults FOLDER", file=sys.stderr)
        return 2
    folder = Path(arguments[0])
    lines: list[str] = []
    for line in _table(folder):
        print(line, flush=True)
        lines.append(line)
    (folder / INDEX).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0


def _table(folder: Path) -> Iterator[str]:
    yield f"{'fault':{_NAME}} {'rule':{_RULE}} found  other findings"
    found = extra = 0
    for fault in FAULTS:
        _write(fault.wrong, folder / "faults")
        others = sorted(fault.others)
        found += bool(fault.found)
        extra += bool(others)
        told = "yes" if fault.found else "NO"
        yield f"{fault.name:{_NAME}} {fault.rule:{_RULE}} {told:6} {', '.join(others)}".rstrip()
    alarms = 0
    for clean in CLEANS:
        _write(clean, folder / "clean")
        rules = sorted(finding.rule for finding in clean.findings)
        alarms += len(rules)
        yield f"{clean.name:{_NAME}} {'(clean)':{_RULE}} {'':6} {', '.join(rules)}".rstrip()
    yield (
        f"{found} of {len(FAULTS)} faults found; {alarms} false alarms on {len(CLEANS)} clean "
        f"twins; {extra} faults where rules fired that they don't break"
    )


def _write(sample: Sample, folder: Path) -> None:
    for name, content in sample.files().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
