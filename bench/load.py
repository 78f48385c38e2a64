"""Sending requests and timing the answers: wrk where it is there, else a small own client."""

import re
import shutil
import socket
import statistics
import subprocess
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

CONNECTIONS = 4


@dataclass(frozen=True)
class Figure:
    """Requests per second; p50 and p99 in milliseconds."""

    rps: float
    p50: float
    p99: float


def measure(url: str, *, seconds: float, headers: Mapping[str, str] | None = None) -> Figure:
    """The figure for one address under 4 connections; anything but 200 is an error."""
    headers = dict(headers or {})
    check(url, headers)
    tool = shutil.which("wrk")
    return _wrk(tool, url, seconds, headers) if tool else _own(url, seconds, headers)


def median(figures: list[Figure]) -> Figure:
    """The figure with the median rate."""
    return sorted(figures, key=lambda figure: figure.rps)[len(figures) // 2]


def check(url: str, headers: Mapping[str, str]) -> None:
    """One request must give 200, or nothing that follows means anything."""
    with _Connection(url, headers) as connection:
        status = connection.get()
    if status != 200:
        raise RuntimeError(f"{url} answers {status}")


def _wrk(tool: str, url: str, seconds: float, headers: Mapping[str, str]) -> Figure:
    extra = [part for name, value in headers.items() for part in ("-H", f"{name}: {value}")]
    command = [tool, "-t1", f"-c{CONNECTIONS}", f"-d{max(1, round(seconds))}s", "--latency", *extra]
    out = subprocess.run([*command, url], capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in out:
        raise RuntimeError(f"{url}: {out}")
    found = re.search(r"Requests/sec:\s+([\d.]+)", out)
    if found is None:
        raise RuntimeError(out)
    return Figure(float(found[1]), _milliseconds(out, "50"), _milliseconds(out, "99"))


def _milliseconds(out: str, percent: str) -> float:
    found = re.search(rf"\s{percent}%\s+([\d.]+)(us|ms|s)", out)
    if found is None:
        raise RuntimeError(out)
    return float(found[1]) * {"us": 0.001, "ms": 1.0, "s": 1000.0}[found[2]]


def _own(url: str, seconds: float, headers: Mapping[str, str]) -> Figure:
    times: list[float] = []
    end = time.perf_counter() + seconds

    def run() -> None:
        with _Connection(url, headers) as connection:
            while (start := time.perf_counter()) < end:
                if connection.get() != 200:
                    raise RuntimeError(f"{url} stopped answering 200")
                times.append((time.perf_counter() - start) * 1000)

    began = time.perf_counter()
    threads = [threading.Thread(target=run) for _ in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    cuts = statistics.quantiles(times, n=100)
    return Figure(len(times) / (time.perf_counter() - began), cuts[49], cuts[98])


class _Connection:
    """One kept connection that repeats one GET."""

    def __init__(self, url: str, headers: Mapping[str, str]) -> None:
        parts = urlsplit(url)
        lines = [f"GET {parts.path or '/'}{'?' + parts.query if parts.query else ''} HTTP/1.1"]
        lines += [f"Host: {parts.netloc}", *(f"{n}: {v}" for n, v in headers.items())]
        self.request = ("\r\n".join(lines) + "\r\n\r\n").encode()
        self.address = (parts.hostname or "127.0.0.1", parts.port or 80)

    def __enter__(self) -> "_Connection":
        self.socket = socket.create_connection(self.address, timeout=30)
        self.reader = self.socket.makefile("rb")
        return self

    def __exit__(self, *args: object) -> None:
        self.socket.close()

    def get(self) -> int:
        self.socket.sendall(self.request)
        status = int(self.reader.readline().split()[1])
        length = 0
        while (line := self.reader.readline()) not in {b"\r\n", b""}:
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        self.reader.read(length)
        return status
