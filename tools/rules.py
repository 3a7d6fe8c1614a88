"""Put the rules of preflight into the documentation: generator.preflight → docs/preflight.md."""

from __future__ import annotations

from pathlib import Path

from generator.preflight import RULE_INFOS
from generator.reports import rules_table

DOCUMENTATION = Path(__file__).resolve().parents[1] / "docs" / "preflight.md"
BEGIN, END = "<!-- rules -->\n", "<!-- /rules -->"


def with_rules(text: str) -> str:
    """Return the text with today's rules between its markers; raises ValueError without them."""
    begin, end = text.index(BEGIN) + len(BEGIN), text.index(END)
    return f"{text[:begin]}\n{rules_table(RULE_INFOS, 'markdown')}\n{text[end:]}"


def main() -> None:
    """Write the documentation anew."""
    text = DOCUMENTATION.read_text(encoding="utf-8")
    DOCUMENTATION.write_text(with_rules(text), encoding="utf-8")
    print(f"{DOCUMENTATION} ({len(RULE_INFOS)} rules)")


if __name__ == "__main__":
    main()
