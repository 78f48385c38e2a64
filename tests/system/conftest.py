"""What the tests of the launcher share."""

import socket

import pytest


@pytest.fixture
def unused_port() -> int:
    """A port that nobody listens on at the moment."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port
