"""Words that guides on language about this subject advise against, and what to write instead."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

# Terminology Guidelines for the Protection of Children from Sexual Exploitation and Sexual Abuse,
# Interagency Working Group, 2016: https://ecpat.org/luxembourg-guidelines/
LUXEMBOURG = "Luxembourg Guidelines"
# Their Dutch edition: Terminologiegids voor de bescherming van kinderen tegen seksuele uitbuiting
# en seksueel misbruik, Defence for Children-ECPAT and Terre des Hommes, 2022, with
# https://www.kinderrechten.nl/termenchecker/
DUTCH_GUIDE = "Terminologiegids van Defence for Children-ECPAT en Terre des Hommes"
# https://npo.nl/npo3/brandpuntplus/loverboy-nationaal-rapporteur (2021)
RAPPORTEUR = "Nationaal Rapporteur Mensenhandel"
# Words Matter, Platform for International Cooperation on Undocumented Migrants:
# https://picum.org/words-matter/
PICUM = "PICUM, Words Matter"
# McGlynn and Rackley, Oxford Journal of Legal Studies 37 (2017)
IMAGE_BASED = "McGlynn and Rackley, Image-Based Sexual Abuse"


@dataclass(frozen=True)
class Term:
    """Words that are better not printed."""

    pattern: str
    """A pattern of whole words; case doesn't count."""
    instead: str
    """What to write, as the end of a sentence that begins with 'Write'."""
    source: str
    """Who advises it."""
    rejected: bool = True
    """To be avoided altogether; else it depends on what is meant, and a person must look."""
    words: re.Pattern[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        compiled = re.compile(rf"\b(?:{self.pattern})\b", re.IGNORECASE)
        object.__setattr__(self, "words", compiled)


_CHILD = "kinder|jeugd|jongeren|tiener|meisjes|jongens"
_MINOR = "child|teen|teenage|juvenile|under-?age|minor|youth"

TERMS: dict[str, tuple[Term, ...]] = {
    "nl": (
        Term(
            rf"(?:{_CHILD})-?prostitu(?:tie|[ée][ée]?e?s?)|(?:minderjarige|jonge) prostitu[ée]e?s?",
            "'seksuele uitbuiting van kinderen' of 'seksueel uitgebuit kind': prostitutie klinkt "
            "als een keuze",
            DUTCH_GUIDE,
        ),
        Term(
            r"kinder-?porno\w*",
            "'beeldmateriaal van seksueel misbruik van kinderen': het is misbruik en geen porno",
            DUTCH_GUIDE,
        ),
        Term(
            r"kinder-?sekstoeris\w*",
            "'seksuele uitbuiting van kinderen door reizigers': het is uitbuiting en geen toerisme",
            DUTCH_GUIDE,
        ),
        Term(
            r"lover-?(?:boy|girl)\w*",
            "'mensenhandelaar': van liefde is geen sprake",
            f"{DUTCH_GUIDE}; {RAPPORTEUR}",
        ),
        Term(
            r"(?:minderjarige|jonge|kinder)[ -]?sekswerk(?:er|ers|ster|sters)?",
            "'seksueel uitgebuite minderjarige': een kind kan er niet voor kiezen",
            DUTCH_GUIDE,
        ),
        Term(
            r"prostitueer(?:t|de|den) zich(?:zelf)?|zich(?:zelf)? (?:te )?prostitueren",
            "'wordt (of werd) seksueel uitgebuit': zo ligt de schuld niet bij het slachtoffer",
            DUTCH_GUIDE,
        ),
        Term(
            r"(?:bied|biedt|bieden|bood|boden) zich(?:zelf)? (?:online|op internet|voor seks) aan",
            "wie er uitbuit en wat hij doet: zo ligt de schuld niet bij het slachtoffer",
            DUTCH_GUIDE,
        ),
        Term(
            r"vrijwillige? (?:prostitutie|seks|mee ?ge(?:gaan|daan|werkt))"
            r"|(?:ging|gingen|gaat|deed|deden|doet|werkte|werkten|werkt) vrijwillig (?:aan )?mee",
            "wat de dader deed: wie uitgebuit wordt, kan er niet vrij voor kiezen",
            LUXEMBOURG,
            rejected=False,
        ),
        Term(
            r"klant(?:en)?",
            "'misbruiker' of 'dader' als het om seks met een kind gaat",
            LUXEMBOURG,
            rejected=False,
        ),
        Term(
            r"pedofiel(?:en)?|pedoseksuelen?|pedo[’']?s?",
            "'pleger van seksueel misbruik van kinderen' als je iemand bedoelt die misbruikt",
            DUTCH_GUIDE,
            rejected=False,
        ),
        Term(
            r"wraak-?porno",
            "'misbruik van seksueel beeldmateriaal': het is geen porno en er valt niets te wreken",
            IMAGE_BASED,
            rejected=False,
        ),
        Term(
            r"illegalen|illegale (?:migrant|immigrant|vreemdeling|vluchteling|arbeider|jongere)\w*",
            "'mensen zonder verblijfspapieren': een mens is niet illegaal",
            PICUM,
            rejected=False,
        ),
    ),
    "en": (
        Term(
            rf"(?:{_MINOR})[ -]prostitut(?:e|es|ed|ion)|prostituted (?:child|children|minors?)",
            "'exploitation of children in prostitution' or 'sexually exploited child'",
            LUXEMBOURG,
        ),
        Term(
            r"(?:child|kiddie|kid|underage)[ -]porn\w*",
            "'child sexual abuse material': it is abuse and not pornography",
            LUXEMBOURG,
        ),
        Term(
            r"child[ -]sex[ -]touris\w*",
            "'sexual exploitation of children in travel and tourism'",
            LUXEMBOURG,
        ),
        Term(
            rf"(?:{_MINOR})[ -]sex[ -]worker?s?",
            "'sexually exploited child': a child can't choose it as work",
            LUXEMBOURG,
        ),
        Term(
            r"lover[ -]?boys?|lover[ -]?girls?",
            "'trafficker': there is no love in it",
            RAPPORTEUR,
        ),
        Term(
            r"prostitut(?:e|es|ed|ing) (?:him|her|them)sel(?:f|ves)",
            "'is (or was) sexually exploited': the blame isn't the victim's",
            LUXEMBOURG,
        ),
        Term(
            r"(?:voluntary|self-engaged) (?:child )?prostitution"
            r"|(?:went|goes|going) along willingly",
            "what the offender did: nobody chooses freely to be exploited",
            LUXEMBOURG,
            rejected=False,
        ),
        Term(
            # A professional's own clients are meant as often as not.
            r"(?<!your )(?<!our )(?<!my )(?<!their )(?:clients?|customers?)",
            "'offender' or 'abuser' where it is about sex with a child",
            LUXEMBOURG,
            rejected=False,
        ),
        Term(
            r"pa?edophiles?",
            "'child sex offender' where you mean somebody who abuses",
            LUXEMBOURG,
            rejected=False,
        ),
        Term(
            r"revenge[ -]porn\w*",
            "'image-based sexual abuse': it isn't porn, and there is nothing to avenge",
            IMAGE_BASED,
            rejected=False,
        ),
        Term(
            r"illegals|illegal (?:im)?migrants?|illegal aliens?",
            "'undocumented people': no human being is illegal",
            PICUM,
            rejected=False,
        ),
    ),
}
