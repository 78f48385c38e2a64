"""Addresses of other sites: https from people, http too from what a site publishes itself."""

import pytest

from rareshare.lib.errors import Invalid
from rareshare.lib.weblinks import clean_weblink, site_of


@pytest.mark.parametrize(
    "url", ["https://example.org/a", "https://example.org:443/", "https://m\u00fcller.example/"]
)
def test_people_give_https(url):
    assert clean_weblink(url) == url


@pytest.mark.parametrize("url", ["http://example.org/a", "http://example.org:80/"])
def test_feeds_may_still_be_plain(url):
    with pytest.raises(Invalid, match="https://"):
        clean_weblink(url)
    assert clean_weblink(url, plain_too=True) == url


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org:443/",
        "https://example.org:8443/",
        "ftp://example.org/",
        "http://127.0.0.1/",
        "http://r\u0430re.org/",
        "http://example.\u0441om/",
    ],
)
def test_feeds_are_held_to_the_rest(url):
    with pytest.raises(Invalid):
        clean_weblink(url, plain_too=True)


def test_the_site_is_named_as_it_is_looked_up():
    assert site_of("https://www.example.org/a") == "example.org"
    assert site_of("https://m\u00fcller.example/") == "m\u00fcller.example (xn--mller-kva.example)"
    assert site_of("https://r\u0430re.org/") == "r\u0430re.org (a name that mixes alphabets)"
