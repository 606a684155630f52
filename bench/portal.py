"""Loads the portal and, in turn, nginx serving files of the same size: `portal.py YAOGUANG FOLDER ROUNDS SUBJECTS SECONDS [NAME]`, where NAME is a part of the names of the pages to load.

Both write an access log, speak HTTP/1.1 on the loopback and share the processors with `wrk`. Memory of the server is told before and after.
"""

import json
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

from bureau import Bureau, free_port, listens, load, median

CONNECTIONS = (16, 64)
NGINX = """
worker_processes 2; daemon off; pid {folder}/pid; error_log {folder}/errors; {user}
events {{ worker_connections 1024; }}
http {{
  access_log {folder}/access; sendfile on; tcp_nopush on; keepalive_requests 1000000; open_file_cache max=100;
  gzip on; gzip_types text/css;
  client_body_temp_path {folder}/1; proxy_temp_path {folder}/2; fastcgi_temp_path {folder}/3; uwsgi_temp_path {folder}/4; scgi_temp_path {folder}/5;
  server {{ listen 127.0.0.1:{port}; root {folder}/www; default_type text/html; types {{ text/css css; }} }}
}}
"""


class Nginx:
    """An nginx that serves a folder. As a context manager it runs."""

    def __init__(self, folder):
        self.folder, self.port, self.process = folder, free_port(), None
        (folder / "www").mkdir(parents=True)

    def __enter__(self):
        user = "user root;" if Path("/proc/self").owner() == "root" else ""
        config = self.folder / "nginx.conf"
        config.write_text(NGINX.format(folder=self.folder, port=self.port, user=user))
        self.process = subprocess.Popen(["nginx", "-c", str(config)])
        while not listens(self.port):
            if self.process.poll() is not None:
                raise SystemExit((self.folder / "errors").read_text())
            time.sleep(0.01)
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()

    def put(self, name, content):
        """A file to serve."""
        (self.folder / "www" / name).write_bytes(content)


UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0}


def wrk(url, connections, seconds, zipped):
    """Requests a second, and the 99th percentile in milliseconds."""
    headers = ["--header", "Accept-Encoding: gzip"] if zipped else []
    command = ["wrk", "--threads", "1", "--connections", str(connections), "--duration", f"{seconds}s", "--latency", *headers, url]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    rate, late = re.search(r"Requests/sec:\s+([\d.]+)", printed), re.search(r"99%\s+([\d.]+)(us|ms|s|m)", printed)
    if not rate or not late or "Non-2xx" in printed or "Socket errors" in printed:
        sys.exit(f"{url}: {printed}")
    return float(rate[1]), float(late[1]) * UNITS[late[2]]


def pages(bureau):
    """What is asked for: a name, a path, and whether it is asked for zipped."""
    bureau.sign_in()
    subject = bureau.call("GET", "/api/v1/subjects?limit=1")["rows"][0]["code"]
    size = int(bureau.request("GET", "/journal/checkpoint")[1].split(b"\n")[1])
    draws = json.loads(bureau.request("GET", "/draws.json")[1])
    draw = next(draw["id"] for draw in draws if draw["state"] == "announced")
    tile = "tile/0/000" if size >= 256 else f"tile/0/000.p/{size}"
    return {
        "home": ("/", False),
        "home, gzip": ("/", True),
        "a subject's page": (f"/subjects/{subject}", False),
        "list of items": ("/items", False),
        "search, 食品": ("/subjects?q=%E9%A3%9F%E5%93%81", False),
        "an announced draw": (f"/draws/{draw}", False),
        "an announced draw, gzip": (f"/draws/{draw}", True),
        "a draw's bundle": (f"/draws/{draw}/bundle.zip", False),
        "published results": ("/results", False),
        "a tile of the journal": (f"/journal/{tile}", False),
        "style sheet": ("/static/portal.css", False),
        "style sheet, gzip": ("/static/portal.css", True),
    }


def measure(bureau, nginx, rounds, seconds, only):
    """The table: rounds of ours and theirs in turn, medians, and the median of the ratios within a round."""
    head = "| | bytes | connections | ours, requests/s | p99, ms | nginx, requests/s | p99, ms | of nginx |"
    print(f"{head}\n|---|--:|--:|--:|--:|--:|--:|--:|")
    for at, (name, (path, zipped)) in enumerate(pages(bureau).items()):
        if only not in name:
            continue
        status, content = bureau.request("GET", path)
        if status != 200:
            sys.exit(f"{path}: {status}")
        file = f"{at}.css" if path.endswith(".css") else f"{at}.html"
        nginx.put(file, content)
        for connections in CONNECTIONS:
            pairs = []
            for _ in range(rounds):
                own = wrk(f"http://127.0.0.1:{bureau.port}{path}", connections, seconds, zipped)
                pairs.append((own, wrk(f"http://127.0.0.1:{nginx.port}/{file}", connections, seconds, zipped)))
            (rate, late), (theirs, their_late) = ([median(column) for column in zip(*side, strict=True)] for side in zip(*pairs, strict=True))
            share = median([own[0] / other[0] for own, other in pairs])
            print(f"| {name} | {len(content):,} | {connections} | {rate:,.0f} | {late:.1f} | {theirs:,.0f} | {their_late:.1f} | {share:.0%} |", flush=True)


def told(when, memory):
    """A row of the table of memory."""
    print("| {} | {:.0f} | {:.0f} | {:.0f} |".format(when, *memory))


def main():
    program, folder, rounds, subjects, seconds = sys.argv[1], Path(sys.argv[2]), *map(int, sys.argv[3:6])
    only = "".join(sys.argv[6:])
    place, other = folder / "portal", folder / "nginx"
    with Bureau(program, place, subjects) as bureau:
        other.mkdir()
        time.sleep(3)
        idle = bureau.memory()
        with Nginx(other) as nginx:
            print(f"{subjects:,} subjects, {rounds} rounds of {seconds} s; {load()}\n")
            measure(bureau, nginx, rounds, seconds, only)
        time.sleep(3)
        print("\n| memory, MB | resident | proportional | highest |\n|---|--:|--:|--:|")
        told(f"idle after start, {subjects:,} subjects", idle)
        told("idle after this load", bureau.memory())
    shutil.rmtree(place)
    shutil.rmtree(other)


if __name__ == "__main__":
    main()
