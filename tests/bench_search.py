"""`make bench-search`: the search over everything, at 1,000 and 100,000 entries in ten languages, beside Wagtail's own.

SQLite always; PostgreSQL with DATABASE_URL (on that server, in databases of its own), Elasticsearch with
ELASTICSEARCH_URL. Writes nothing outside of its own folder (BENCH_DIR) and databases. BENCH_SIZES: numbers of entries.
"""

import json
import math
import os
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

FOLDER = Path(os.environ.get("BENCH_DIR", "/tmp/isi-bench-search"))
LANGUAGES = 10
SIZES = [int(size) // LANGUAGES for size in os.environ.get("BENCH_SIZES", "1000 100000").split()]
DATABASE, ELASTICSEARCH = os.environ.get("DATABASE_URL", ""), os.environ.get("ELASTICSEARCH_URL", "")
GOALS = {  # per engine: at most, or at least where the name says so
    "sqlite": {"p50": 12, "p95": 80, "rate at least": 3000, "times stock at least": 50},
    "postgresql": {"p50": 10, "p95": 60, "rate at least": 1200, "times stock at least": 10},
    "elasticsearch": {"p95": 30, "rate at least": 1500},
}
FOR_ALL = {"memory": 250, "publish ms": 60, "publish queries": 40, "queries": 6, "exponent": 0.4}


def say(*words) -> None:
    print(*words, flush=True)


def run(task: str, things: int, env: dict) -> dict:
    """One measurement in a fresh process."""
    command = [sys.executable, "-m", "tests.bench_search_measure", task, str(FOLDER / f"{things}.jsonl")]
    plain = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "ELASTICSEARCH_URL")}
    done = subprocess.run(command, env=plain | env, check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(done.stdout.splitlines()[-1])


class Place:
    """A database of an engine, made as a copy of an empty portal."""

    def __init__(self, engine: str, name: str):
        self.engine, self.name = engine, name
        self.folder = FOLDER / f"{engine}-{name}"
        self.env = {"VAR_DIR": str(self.folder)}
        if engine == "postgresql":
            self.database = f"{urlsplit(DATABASE).path.strip('/')}_bench_{name}".replace("-", "_")
            self.env["DATABASE_URL"] = urlsplit(DATABASE)._replace(path=f"/{self.database}").geturl()
        elif engine == "elasticsearch":
            self.env["ELASTICSEARCH_URL"] = ELASTICSEARCH

    def copy(self, template: "Place | None" = None) -> "Place":
        shutil.rmtree(self.folder, ignore_errors=True)
        if template:
            shutil.copytree(template.folder, self.folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        if self.engine == "postgresql":
            with psycopg.connect(DATABASE, autocommit=True) as server:
                server.execute(f"DROP DATABASE IF EXISTS {self.database} WITH (FORCE)")
                server.execute(f"CREATE DATABASE {self.database}{f' TEMPLATE {template.database}' if template else ''}")
        return self


def measure(engine: str) -> dict[int, dict]:
    """The figures of an engine by number of things."""
    say(f"\n{engine}: an empty portal …")
    empty = Place(engine, "empty").copy()
    run("prepare", SIZES[0], empty.env)
    found = {}
    for things in SIZES:
        say(f"{engine}: {things * LANGUAGES} entries …")
        place = Place(engine, str(things)).copy(empty)
        found[things] = figures = run("rebuild", things, place.env) | run("ask", things, place.env)
        published = run("publish", things, place.env)
        figures |= {"publish ms": published["ms"], "publish queries": published["queries"]}
        if engine != "elasticsearch":
            stock = Place(engine, f"stock-{things}").copy(empty)
            figures |= {"stock rate": run("fill_stock", things, stock.env)["rate"]}
            figures |= {f"stock {name}": value for name, value in run("ask_stock", things, stock.env).items()}
            figures["times stock"] = figures["stock p50"] / figures["p50"]
        show(things, figures)
    if len(SIZES) > 1:
        few, many = found[SIZES[0]], found[SIZES[-1]]
        many["exponent"] = math.log(many["p50"] / few["p50"]) / math.log(SIZES[-1] / SIZES[0])
    return found


def show(things: int, figures: dict) -> None:
    for name, value in figures.items():
        if name == "kinds":
            for kind, times in value.items():
                say(f"  {things * LANGUAGES:>7} {kind:<20} p50 {times['p50']:>8.1f} p95 {times['p95']:>8.1f} ms")
        elif name != "busy":
            say(f"  {things * LANGUAGES:>7} {name:<20} {value:>10.2f}")


def judge(engine: str, figures: dict) -> list[bool]:
    """Each goal beside what was measured at the largest size."""
    good = []
    for goal, bound in (GOALS[engine] | FOR_ALL).items():
        name = goal.removesuffix(" at least")
        if name not in figures:
            continue
        value = figures[name]
        good.append(value >= bound if goal != name else value <= bound)
        sign = "≥" if goal != name else "≤"
        say(f"{engine:<14} {name:<16} {value:>10.2f}   goal {sign} {bound:<6} {'MET' if good[-1] else 'NOT MET'}")
    return good


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    engines = ["sqlite", *(["postgresql"] if DATABASE else []), *(["elasticsearch"] if ELASTICSEARCH else [])]
    words = Place("sqlite", "words").copy()
    run("prepare", SIZES[0], words.env)
    for things in SIZES:
        if not (FOLDER / f"{things}.jsonl").exists():
            run("generate", things, words.env)
    found = {engine: measure(engine) for engine in engines}
    say(f"\nOf {SIZES[-1] * LANGUAGES} entries; load of the machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    good = [each for engine in engines for each in judge(engine, found[engine][SIZES[-1]])]
    sys.exit(0 if all(good) else 1)


if __name__ == "__main__":
    main()
