"""A bureau's server of one's own: made as a demonstration, started, asked, looked at, stopped. Python's own library is enough."""

import http.client
import json
import os
import signal
import socket
import statistics
import subprocess
import time
import uuid
from pathlib import Path

LOGIN, PASSWORD = "registry", "fushun-jiage-2026"
"""Whom the demonstration lets manage the registry."""


SMALL = 500
"""Subjects of a demonstration that is made for its accounts."""


def free_port():
    """A port nobody uses at this moment."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def listens(port):
    """Whether somebody answers there."""
    try:
        socket.create_connection(("127.0.0.1", port)).close()
    except OSError:
        return False
    return True


def load():
    """How busy the machine was in the last minute, to stand beside figures."""
    return f"load {Path('/proc/loadavg').read_text().split()[0]} of {os.cpu_count()} processors"


def median(values):
    """The median, or not a number where there is none."""
    return statistics.median(values) if values else float("nan")


class Bureau:
    """A bureau in a folder. As a context manager its server runs."""

    def __init__(self, program, folder, subjects, database=None):
        self.program, self.folder, self.port = str(program), Path(folder), free_port()
        made = ["demo", "--folder", str(folder), "--subjects", str(subjects), "--port", str(self.port), "--check"]
        made += ["--database-url", database] if database else []
        subprocess.run([self.program, *made], check=True, stdout=subprocess.DEVNULL)
        self.process, self.token = None, None

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.stop()

    def start(self):
        """Start the server as an administrator would, its log in a file; the seconds until it says that it is ready."""
        command = [self.program, "--config", str(self.folder / "yaoguang.toml"), "serve"]
        began = time.perf_counter()
        with (self.folder / "log").open("wb") as log:
            self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=log)
        while not self._ready():
            if self.process.poll() is not None:
                raise SystemExit((self.folder / "log").read_text()[-2000:])
            time.sleep(0.001)
        return time.perf_counter() - began

    def _ready(self):
        try:
            return self.request("GET", "/readyz")[0] == 200
        except OSError:
            return False

    def stop(self):
        """Let it finish what is under way."""
        self.process.send_signal(signal.SIGTERM)
        self.process.wait()

    def memory(self):
        """Resident and proportional memory in MB, and the most it ever was."""
        rollup = Path(f"/proc/{self.process.pid}/smaps_rollup").read_text().split("\n")
        status = Path(f"/proc/{self.process.pid}/status").read_text().split("\n")
        found = dict(line.split(":", 1) for line in rollup[1:] + status if ":" in line)
        return tuple(int(found[name].split()[0]) / 1024 for name in ("Rss", "Pss", "VmHWM"))

    def cpu(self):
        """CPU seconds so far."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def request(self, method, path, body=None, headers=()):
        """One request: status and bytes."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=600)
        try:
            connection.request(method, path, body, dict(headers))
            response = connection.getresponse()
            return response.status, response.read()
        finally:
            connection.close()

    def call(self, method, path, body=None, kind="application/json"):
        """One request to the interface, signed in: what it answers. A step whose predecessor isn't in the journal yet is asked for again."""
        while True:
            status, answer = self._asked(method, path, body, kind)
            if status < 300:
                return json.loads(answer)
            if b'"draw-entry-waiting"' not in answer:
                raise SystemExit(f"{method} {path}: {status} {answer.decode()}")
            time.sleep(0.1)

    def _asked(self, method, path, body, kind):
        headers = {"idempotency-key": str(uuid.uuid4()), "accept-language": "en"}
        if self.token:
            headers["authorization"] = f"Bearer {self.token}"
        if body is not None:
            headers["content-type"] = kind
        body = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
        return self.request(method, path, body, headers.items())

    def sign_in(self):
        """Sit down at the desk of who manages the registry."""
        self.token = self.call("POST", "/api/v1/session", {"login": LOGIN, "password": PASSWORD, "bearer": True})["token"]
