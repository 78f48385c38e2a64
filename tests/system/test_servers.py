"""The embedded servers: roles, sharing, and every way to lose them."""

import os
import shutil
import signal
import socket
from pathlib import Path

import psycopg2
import pytest
import redis

from rareshare.embedded.service import short_folder
from tests.system.helpers import addresses, processes_naming, soon, use_servers


def ask(url: str, statement: str) -> list[tuple[object, ...]]:
    with psycopg2.connect(url) as connection, connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall() if cursor.description else []


def end(user: object) -> None:
    user.stdin.close()
    user.wait(30)


def test_roles_sharing_and_losses(tmp_path: Path) -> None:
    """One cluster through its whole life, because each new one costs a second."""
    first = use_servers(tmp_path)
    app, owner, broker = addresses(first)

    # The application reads and writes rows of the owner's tables and can change no table.
    ask(owner, "CREATE TABLE notes (id bigserial PRIMARY KEY, text text)")
    assert ask(app, "INSERT INTO notes (text) VALUES ('kept') RETURNING id") == [(1,)]
    for forbidden in ("TRUNCATE notes", "CREATE TABLE more (id int)", "DROP TABLE notes"):
        with pytest.raises(psycopg2.errors.InsufficientPrivilege):
            ask(app, forbidden)
    for role in ("rareshare_app", "rareshare_owner"):
        rights = f"SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = '{role}'"  # noqa: S608
        assert ask(app, rights) == [(False, False)]

    # A second process shares the servers; the first one leaves and they stay.
    second = use_servers(tmp_path)
    assert addresses(second) == [app, owner, broker]
    end(first)
    assert ask(app, "SELECT text FROM notes") == [("kept",)]
    assert redis.Redis.from_url(broker).ping()

    # The last one is killed and can tell nobody: a guard stops the servers.
    second.kill()
    second.wait()
    assert soon(lambda: not processes_naming(str(tmp_path)))

    # Everything at once is killed, without a word to anybody: the next start does not mind.
    third = use_servers(tmp_path)
    addresses(third)
    for line in processes_naming(str(tmp_path)) + processes_naming(str(sockets(tmp_path))):
        kill(int(line.split()[0]))
    third.wait()
    fourth = use_servers(tmp_path)
    assert addresses(fourth) == [app, owner, broker]
    assert ask(app, "SELECT text FROM notes") == [("kept",)]
    assert redis.Redis.from_url(broker).ping()
    end(fourth)
    assert soon(lambda: not processes_naming(str(tmp_path)))


def sockets(var: Path) -> Path:
    """Where the broker's socket lies; its process names only this folder."""
    return short_folder((var / "valkey").resolve())


def kill(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def test_start_that_was_cut_off_begins_again(tmp_path: Path) -> None:
    """What a killed start left of a cluster is thrown away, not started."""
    half = tmp_path / "postgres" / "data.4711"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")
    user = use_servers(tmp_path)
    app, _, _ = addresses(user)
    assert ask(app, "SELECT current_user") == [("rareshare_app",)]
    assert not half.exists()
    end(user)


def test_folder_removed_under_running_servers_leaves_none(tmp_path: Path) -> None:
    """Whoever throws a clone away without stopping it is not left with servers."""
    user = use_servers(tmp_path)
    addresses(user)
    folder = sockets(tmp_path)
    assert processes_naming(str(folder))
    # A server at work may write a file into a folder that is being emptied.
    assert soon(lambda: shutil.rmtree(tmp_path, ignore_errors=True) or not tmp_path.exists())
    user.kill()
    user.wait()
    assert soon(lambda: not processes_naming(str(tmp_path)) and not processes_naming(str(folder)))


def test_tcp_asks_for_a_password(tmp_path: Path, unused_port: int) -> None:
    """Where a container needs TCP, another account of the machine gets no further than the door."""
    other = unused_port + 1 if unused_port < 65_535 else unused_port - 1
    ports = {"POSTGRES": unused_port, "REDIS": other}
    user = use_servers(
        tmp_path, **{f"RARESHARE_EMBEDDED_{name}_PORT": str(port) for name, port in ports.items()}
    )
    app, _, broker = addresses(user)
    assert f"127.0.0.1:{unused_port}" in app
    assert ask(app, "SELECT 1") == [(1,)]
    with pytest.raises(psycopg2.OperationalError):
        ask(f"postgres://rareshare_app:guess@127.0.0.1:{unused_port}/rareshare", "SELECT 1")
    assert redis.Redis.from_url(broker).ping()
    with socket.create_connection(("127.0.0.1", other)) as stranger:
        stranger.sendall(b"PING\r\n")
        assert stranger.recv(100).startswith(b"-NOAUTH")

    # The broker is known by its process here too: it does not outlive a killed user.
    folder = sockets(tmp_path)
    assert processes_naming(f"{folder}/valkey.sock")
    user.kill()
    user.wait()
    assert soon(lambda: not processes_naming(str(tmp_path)) and not processes_naming(str(folder)))
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", other))
