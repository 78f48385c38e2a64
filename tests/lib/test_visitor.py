"""Where a request comes from: our proxies are believed, nobody else, and IPv6 counts by its /64."""

import pytest
from django.test import RequestFactory

from rareshare.lib.web.visitor import network_of


@pytest.mark.parametrize(
    ("trusted", "forwarded", "remote", "network"),
    [
        (0, "", "198.51.100.7", "198.51.100.7"),
        (0, "192.0.2.1", "198.51.100.7", "198.51.100.7"),
        (1, "192.0.2.1, 192.0.2.2", "198.51.100.7", "192.0.2.2"),
        (2, "192.0.2.1, 192.0.2.2", "198.51.100.7", "192.0.2.1"),
        (2, "192.0.2.1", "198.51.100.7", "198.51.100.7"),
        (1, "", "198.51.100.7", "198.51.100.7"),
        (1, "nonsense", "198.51.100.7", "local"),
        (0, "", "", "local"),
        (0, "", "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        (1, "2001:db8:1:2::9", "::1", "2001:db8:1:2::/64"),
        (0, "", "::ffff:198.51.100.7", "198.51.100.7"),
    ],
)
def test_the_network_of_a_request(settings, trusted, forwarded, remote, network):
    settings.TRUSTED_PROXIES = trusted
    headers = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}
    assert network_of(RequestFactory().get("/", REMOTE_ADDR=remote, **headers)) == network
