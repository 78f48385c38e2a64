"""A real HTTP server on the test's own transaction: nothing has to be emptied afterwards."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import ThreadedWSGIServer
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connections
from django.test.testcases import QuietWSGIRequestHandler

ALIAS = "default"


class _Server(ThreadedWSGIServer):
    """Leaves the shared connection open after a request: the transaction belongs to the test."""

    def _close_connections(self) -> None:
        return


@contextmanager
def running() -> Iterator[str]:
    """Serve the whole site on a free port; answers with its address."""
    connection = connections[ALIAS]
    connection.inc_thread_sharing()
    server = _Server(
        ("127.0.0.1", 0), QuietWSGIRequestHandler, connections_override={ALIAS: connection}
    )
    server.set_app(WSGIHandler())
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    # A request must not close a connection that is in the middle of a transaction.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)
        connection.dec_thread_sharing()
