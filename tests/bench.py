"""`make bench`: pages against the empty view of the same server in the same run, at 2,000 and 20,000 offers.

Needs `wrk` (Debian: apt-get install wrk). Writes nothing outside of its own folder (BENCH_DIR).
"""

import os
import re
import shutil
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

FOLDER = Path(os.environ.get("BENCH_DIR", "/tmp/isi-bench"))
PORT, SECONDS, WORKERS = 8391, int(os.environ.get("BENCH_SECONDS", "6")), 2
SIZES = [(int(size), 300) for size in os.environ.get("BENCH_SIZES", "2000 20000").split()]
BASE = f"http://127.0.0.1:{PORT}"
GOALS = {"list": 0.05, "offer": 0.08}
MAX_QUERIES = {"list": 12, "offer": 8}


def say(*words) -> None:
    print(*words, flush=True)


def prepare(offers: int, organizations: int) -> dict[str, str]:
    """The environment of a database of this size, made once and kept."""
    folder = FOLDER / str(offers)
    env = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.bench_settings", "VAR_DIR": str(folder)}
    if not (folder / "ready").exists():
        say(f"Making a database of {offers} offers …")
        shutil.rmtree(folder, ignore_errors=True)
        subprocess.run(
            [sys.executable, "manage.py", "demo", "--no-serve"], env=env, check=True, stdout=subprocess.DEVNULL
        )
        code = f"from tests.bench_data import grow; grow({offers}, {organizations})"
        subprocess.run([sys.executable, "manage.py", "shell", "-v0", "-c", code], env=env, check=True)
        (folder / "ready").touch()
    return env


QUERIES = """
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from directory.models import OfferPage
slug = OfferPage.objects.live().filter(locale__language_code="de").order_by("-pk").first().slug
for name, path in (("list", "/de/angebote/"), ("list, Turkish", "/tr/angebote/"), ("list, filtered", "/ar/angebote/?language=bg&open=1&district=marxloh"),
                   ("list, text", "/de/angebote/?q=deutsch+kurs"), ("offer", f"/de/angebote/{slug}/")):
    fresh = path + ("&" if "?" in path else "?") + "_="
    Client().get(fresh + "1", headers={"host": "127.0.0.1"})
    with CaptureQueriesContext(connection) as found:
        response = Client().get(fresh + "2", headers={"host": "127.0.0.1"})
    print(name, path, response.status_code, len(found), sep="|")
"""


def count_queries(env: dict) -> list[list[str]]:
    command = [sys.executable, "manage.py", "shell", "-v0", "-c", QUERIES]
    done = subprocess.run(command, env=env | {"CHANGES_POLL_SECONDS": "0"}, check=True, capture_output=True, text=True)
    return [line.split("|") for line in done.stdout.strip().splitlines()]


# Every request has an address of its own, so that each page is made, not taken from what is kept.
UNIQUE = """
local n = 0
function request() n = n + 1; return wrk.format("GET", wrk.path .. (wrk.path:find("?") and "&" or "?") .. "_=" .. n) end
"""


def rate(path: str, kept: bool = False) -> tuple[float, float]:
    """Requests per second and the median in milliseconds; `kept` lets the page cache answer."""
    script = FOLDER / "unique.lua"
    script.write_text(UNIQUE)
    command = ["wrk", "-t1", "-c4", f"-d{SECONDS}s", "--latency", *([] if kept else ["-s", str(script)]), BASE + path]
    out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    if "Non-2xx" in out:
        sys.exit(f"{path} answered with errors:\n{out}")
    median = re.search(r"50%\s+([\d.]+)(us|ms|s)", out)
    factor = {"us": 0.001, "ms": 1, "s": 1000}[median[2]]
    return float(re.search(r"Requests/sec:\s+([\d.]+)", out)[1]), float(median[1]) * factor


def serve(env: dict) -> subprocess.Popen:
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "portal.wsgi",
        "--bind",
        f"127.0.0.1:{PORT}",
        "--workers",
        str(WORKERS),
        "--no-control-socket",
    ]
    server = subprocess.Popen(command, env=env, stderr=subprocess.DEVNULL)
    for _try in range(100):
        try:
            urllib.request.urlopen(BASE + "/empty", timeout=2)
            return server
        except OSError:
            time.sleep(0.1)
    sys.exit("the server did not start")


def measure(offers: int, organizations: int) -> bool:
    env = prepare(offers, organizations)
    queries = count_queries(env)
    server = serve(env)
    good = True
    try:
        for _name, path, *_rest in queries:  # every worker builds its index
            for number in range(8):
                urllib.request.urlopen(f"{BASE}{path}{'&' if '?' in path else '?'}_=w{number}").read()
        empty, median = rate("/empty")
        say(f"\n{offers} offers, {organizations} organizations, {WORKERS} workers, SQLite")
        say(f"{'':<16}{'rps':>8}{'× empty':>9}{'ms p50':>9}{'queries':>9}{'kept ×':>9}")
        say(f"{'empty view':<16}{empty:>8.0f}{1:>9.2f}{median:>9.2f}{0:>9}")
        for name, path, status, count in queries:
            speed, median = rate(path)
            kept, _median = rate(path, kept=True)
            say(f"{name:<16}{speed:>8.0f}{speed / empty:>9.3f}{median:>9.2f}{count:>9}{kept / empty:>9.2f}")
            good &= status == "200" and speed / empty >= GOALS.get(name, 0) and int(count) <= MAX_QUERIES.get(name, 12)
    finally:
        server.terminate()
        server.wait()
    return good


def main() -> None:
    if not shutil.which("wrk"):
        sys.exit("bench: needs wrk (Debian: apt-get install wrk)")
    good = [measure(*size) for size in SIZES]
    say("\nGoals: list ≥ 0.05 ×, offer ≥ 0.08 ×, queries ≤ 12 and ≤ 8:", "met" if all(good) else "NOT MET")
    sys.exit(0 if all(good) else 1)


if __name__ == "__main__":
    main()
