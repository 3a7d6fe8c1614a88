"""Web and e-mail addresses that lead nowhere, elsewhere, or follow who visits them."""

from __future__ import annotations

from typing import Any

import pytest

from generator.model.campaign import Link
from generator.model.edition import Contact
from generator.preflight.content.hosts import plain_host, wrong_host
from generator.preflight.symbols.shorteners import SHORTENERS, is_shortener
from tests.made_up import make_campaign
from tests.preflight.content.conftest import Found, make_edition

BUIT = "https://www.buitvoorprofessionals.nl/"
RULES = ("link-form", "link-label", "link-tracking")


def link(found: Found, rule: str, url: str, label: str = "", **texts: Any) -> list[str]:
    # Loaded content has the form that the model asks for; this goes beside it on purpose.
    one = Link.model_construct(url=url, label=label)
    return found(rule, make_campaign(links={"buit": one}, **texts))


@pytest.mark.parametrize(
    ("url", "label"),
    [
        (BUIT, "buitvoorprofessionals.nl"),
        (BUIT, "BUITvoorProfessionals.nl"),
        ("https://buitindeklas.nl", "buitindeklas.nl"),
        ("https://www.fier.nl/e-learning/", "fier.nl/e-learning"),
        ("https://www.fier.nl/leren?les=1#top", "fier.nl/leren?les=1#top"),
        ("https://coördinator.nl/", "coördinator.nl"),
        ("https://xn--bcher-kva.de/a%20b", "bücher.de/a%20b"),
        ("https://www.rijksoverheid.nl/a,b;c.html", "rijksoverheid.nl/a,b;c.html"),
    ],
)
def test_a_real_address_is_right(found: Found, url: str, label: str) -> None:
    for rule in RULES:
        assert not link(found, rule, url, label)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("http://www.buit.nl/", "doesn't begin with https://"),
        ("www.buit.nl", "doesn't begin with https://"),
        ("https://www.buit voor.nl/", "has a space in it"),
        ("https://www.buit.nl\\a", "has '\\' in it"),
        ("https://www.buit.nl/{id}", "has '{' in it"),
        ("https://naam@www.buit.nl/", "has a user name before an @"),
        ("https://www.buit.nl:8443/", "has a port, which is for technicians"),
        ("https://www.buit.nl:99999999/", "can't be read as an address"),
        ("https://[::1/", "can't be read as an address"),
        ("https://[::1]/", "has a number for the name of a website"),
        ("https://192.168.1.1/", "has a number for the name of a website"),
        ("https:///pad", "has no name of a website"),
        ("https://intranet/", "has no ending such as .nl after 'intranet'"),
        ("https://www.buit/", "has no ending such as .nl after 'www.buit'"),
        ("https://https://www.buit.nl/", "has a port, which is for technicians"),
        ("https://www.www.buit.nl/", "has www. twice"),
        ("https://www.buit,nl/", "has a name that no website can have: 'buit,nl'"),
        ("https://bu_it.nl/", "has a name that no website can have: 'bu_it'"),
        ("https://-buit.nl/", "has a name that no website can have: '-buit'"),
        ("https://buit..nl/", "has a name that no website can have: 'buit..nl'"),
        ("https://buit.nl./", "has a dot too many in 'buit.nl.'"),
        ("https://buit.123/", "has an ending that doesn't exist: '.123'"),
        ("https://buit.local/", "leads to 'buit.local', which exists inside one network only"),
        ("https://www.buit.example/", "leads to 'www.buit.example', which is made up"),
        ("https://example.com/", "leads to 'example.com', which is made up"),
        ("https://bit.ly/3xYz", "goes by way of bit.ly, which only forwards"),
        ("https://www.tinyurl.com/3xYz", "goes by way of www.tinyurl.com, which only forwards"),
        ("https://www.buit.nl//leren", "has // in its path"),
        ("https://www.buit.nl/100%", "has a % that stands for no character"),
        ("https://www.buit.nl/.", "ends with '.'"),
    ],
)
def test_an_address_that_leads_nowhere_is_found(found: Found, url: str, said: str) -> None:
    (one,) = link(found, "link-form", url)
    assert one.startswith(f"content/campaign.yaml:8:10: link 'buit', {url}, {said}")


@pytest.mark.parametrize("label", ["buitvoorprofesionals.nl", "buit.nl", "klik hier"])
def test_a_label_that_names_another_site_is_found(found: Found, label: str) -> None:
    (said,) = link(found, "link-form", BUIT, label)
    assert said.startswith(
        f"content/campaign.yaml:9:12: link 'buit' is printed as '{label}', but leads to {BUIT}"
    )
    assert not link(found, "link-label", BUIT, label)


@pytest.mark.parametrize(
    "label",
    [
        "www.buitvoorprofessionals.nl",
        "buitvoorprofessionals.nl/",
        "buitvoorprofessionals.nl/les",
        "https://www.buitvoorprofessionals.nl",
    ],
)
def test_a_label_that_is_not_quite_the_address_is_found(found: Found, label: str) -> None:
    assert not link(found, "link-form", BUIT, label)
    (said,) = link(found, "link-label", BUIT, label)
    assert "but its address is https://www.buit" in said
    assert "Print buitvoorprofessionals.nl." in said


@pytest.mark.parametrize(
    "query", ["?utm_source=poster", "?les=1&fbclid=abc", "?gclid=1#top", "?SI=1", "?jsessionid=4"]
)
def test_an_address_that_follows_its_visitors_is_found(found: Found, query: str) -> None:
    (said,) = link(found, "link-tracking", f"{BUIT}{query}")
    assert f"link 'buit' follows who visits it: {BUIT}{query} has '" in said


def test_a_misspelt_address_in_running_text_is_found(found: Found) -> None:
    text = "Kijk op www.buitvoorprofesionals.nl. Of bel, bijv. morgen."
    (said,) = link(found, "link-form", BUIT, "buitvoorprofessionals.nl", intro=text)
    assert "the intro says 'www.buitvoorprofesionals.nl', but the link is buit" in said
    right = "Kijk op www.buitvoorprofessionals.nl of fier.nl, o.a. in de e-learning."
    assert not link(found, "link-form", BUIT, "buitvoorprofessionals.nl", intro=right)


def contact(found: Found, example: bool = False, **values: Any) -> list[str]:
    one = Contact.model_construct(role="police", **values)
    campaign = make_campaign(links={})
    return found("link-form", campaign, editions=[make_edition(one, example=example)])


def test_a_contact_s_addresses_are_looked_at(found: Found) -> None:
    (said,) = contact(found, url="https://veiligthuis/")
    assert said.startswith("content/editions/landelijk.yaml:10:5: the url of contact 1, https://ve")
    assert not contact(found, url="https://www.veiligthuis.nl/", email="info@veiligthuis.nl")


@pytest.mark.parametrize(
    ("email", "said"),
    [
        ("info@veiligthuis", "has no ending such as .nl"),
        ("info@veilig_thuis.nl", "has a name that no website can have"),
        ("info@voorbeeldregio.example", "which is made up"),
        ("zorgcoördinator@regio.nl", "has something before its @ that many mail programs refuse"),
        ("info.@regio.nl", "has something before its @ that many mail programs refuse"),
        ("a b@regio.nl", "has something before its @ that many mail programs refuse"),
        ("regio.nl", "has something before its @ that many mail programs refuse"),
    ],
)
def test_an_e_mail_address_that_leads_nowhere_is_found(found: Found, email: str, said: str) -> None:
    (one,) = contact(found, email=email)
    assert f"the email of contact 1, {email}, " in one
    assert said in one


def test_a_made_up_edition_may_have_made_up_addresses(found: Found) -> None:
    values: dict[str, Any] = {
        "url": "https://www.voorbeeldregio.example/",
        "email": "info@regio.example",
    }
    assert not contact(found, example=True, **values)
    assert len(contact(found, **values)) == 2


def test_shorteners_are_hosts_in_lower_case() -> None:
    assert {"bit.ly", "tinyurl.com", "t.co", "qrco.de", "goo.gl", "is.gd"} <= SHORTENERS
    for host in SHORTENERS:
        assert host == plain_host(host)
        assert not wrong_host(host)
    assert is_shortener("WWW.Bit.ly.")
    assert not is_shortener("abit.ly")
    assert not is_shortener("youtu.be")
