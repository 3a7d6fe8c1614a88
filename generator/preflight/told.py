"""What all rules say of themselves."""

from __future__ import annotations

from dataclasses import replace

from generator.model.finding import RuleInfo
from generator.preflight.across import ACROSS_RULES
from generator.preflight.content import CONTENT_RULES
from generator.preflight.content.loading import LOADING
from generator.preflight.opening import OPENING_RULES
from generator.preflight.rules import RULES

RULE_INFOS: tuple[RuleInfo, ...] = (
    *(rule.info for rule in (*OPENING_RULES, *RULES)),
    *(replace(rule.info, about="files") for rule in ACROSS_RULES),
    *(replace(rule.info, about="content") for rule in (LOADING, *CONTENT_RULES)),
)
