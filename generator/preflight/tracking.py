"""Find what follows who visits a web address: the names of such parameters."""

from __future__ import annotations

import re

# What advertisers' and mail programs add to an address: Google, Meta, Microsoft, Adobe, Mailchimp,
# HubSpot, Marketo, Oracle, Matomo, TikTok, X, Instagram, LinkedIn, YouTube, Yandex; and numbers of
# one visit.
_TRACKING = re.compile(
    r"(?:utm|hsa|mtm|pk|piwik|matomo|mc|_hs|oly|ga)_.+|_ga|_gl|_hsenc|_hsmi|[gdty]clid|gclsrc"
    r"|[gw]braid|fbclid|msclkid|twclid|ttclid|li_fat_id|igshid|igsh|mkt_tok|vero_id|s_cid|cmpid|si"
    r"|phpsessid|jsessionid|sessionid|aspsessionid\w*",
    re.IGNORECASE,
)


def tracking_of(url: str) -> list[str]:
    """Return the names of the parameters that follow visitors, in their order.

    Some sites still part them with semicolons, as HTML 4.01 told them to (appendix B.2.2).
    """
    query = url.strip().partition("#")[0].partition("?")[2]
    names = [pair.partition("=")[0] for pair in re.split("[&;]", query)]
    return [name for name in names if _TRACKING.fullmatch(name)]
