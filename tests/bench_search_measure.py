"""One measurement in a process of its own: `python -m tests.bench_search_measure TASK FILE` prints JSON."""

import gc
import json
import os
import random
import resource
import sys
import time
from collections import defaultdict
from itertools import islice, takewhile
from pathlib import Path
from threading import Timer

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.bench_search_settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import OperationalError, connection, transaction  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from modelsearch.backends import get_search_backend  # noqa: E402

from portal.changes import changed  # noqa: E402
from search import engines, indexing  # noqa: E402
from search.entry import Entry  # noqa: E402
from search.query import Query  # noqa: E402
from search.results import Asked  # noqa: E402
from search.things import sources  # noqa: E402
from tests.bench_search_data import KIND, SCOPE, BenchSource, write_things  # noqa: E402
from tests.bench_search_queries import Asker, sample  # noqa: E402
from tests.bench_stock.models import StockEntry  # noqa: E402

PUBLISHES, STOCK_QUERIES, WARM = 20, 30, 60
LONGEST, PATIENCE = 20, 150  # seconds for one search of Wagtail's own, and for all of them


def in_ms(function) -> float:
    start = time.perf_counter()
    function()
    return (time.perf_counter() - start) * 1000


def busy_ms(function) -> float:
    """Without what other processes of a busy machine take; of a database server's work nothing is in it."""
    start = time.process_time()
    function()
    return (time.process_time() - start) * 1000


def percentiles(times: list[float]) -> dict[str, float]:
    ordered = sorted(times)
    at = {"p50": 0.5, "p95": 0.95}
    return {name: ordered[int(len(ordered) * share)] for name, share in at.items()} | {"max": ordered[-1]}


def prepare(path: Path) -> dict:
    """An empty portal, from which the databases of all sizes are copied."""
    call_command("migrate", run_syncdb=True, verbosity=0)
    call_command("setup_portal", verbosity=0)
    return {}


def generate(path: Path) -> dict:
    write_things(path, int(path.stem))
    return {}


def rebuild(path: Path) -> dict:
    """Fill the database; where there is a search server, then its index, and that alone is timed."""
    outside, start, busy = engines.outside_engine(), time.perf_counter(), time.process_time()
    for _done in indexing.index_kind(KIND):
        pass
    if outside is not None:
        start, busy = time.perf_counter(), time.process_time()
        for _done in outside.rebuild():
            pass
    seconds, busy = time.perf_counter() - start, time.process_time() - busy
    entries = Entry.objects.filter(kind=KIND).count()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE search_entry, search_vector")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"entries": entries, "seconds": seconds, "rate": entries / seconds, "busy": busy, "memory": memory}


def search(asking):
    return engine().search(Asked(Query(asking.text, asking.language), asking.chosen))


def engine():
    return engines.outside_engine() or engines.database_engine()


def ask(path: Path) -> dict:
    """300 searches, each once, after as many others as it takes to be warm."""
    asker = Asker(path, seed=1)
    for asking in islice(asker.asked(), WARM * 5):
        search(asking)
    gc.collect()
    gc.freeze()  # as portal/wsgi.py does
    times, by_kind = [], defaultdict(list)
    asked = list(asker.asked())
    for asking in asked:
        times.append(in_ms(lambda asking=asking: search(asking)))
        by_kind[asking.kind].append(times[-1])
    queries = max(count(asking) for asking in asked[::5])
    found = sum(bool(search(asking).hits) for asking in asked) / len(asked)
    busy = percentiles([busy_ms(lambda asking=asking: search(asking)) for asking in asked])
    kinds = {kind: percentiles(each) for kind, each in by_kind.items()}
    return percentiles(times) | {"queries": queries, "found": found, "busy": busy, "kinds": kinds}


def count(asking) -> int:
    with CaptureQueriesContext(connection) as found:
        search(asking)
    return len(found)


def publish(path: Path) -> dict:
    """What indexing costs after one thing was changed: in the transaction of the change and right after it."""
    times = [in_ms(lambda number=number: edit(number)) for number in range(1, PUBLISHES + 2)]
    with CaptureQueriesContext(connection) as found:
        edit(PUBLISHES + 2)
    return {"ms": percentiles(times[1:])["p50"], "queries": len(found)}


def edit(number: int) -> None:
    sources()[KIND].edited[number] = time.time_ns()
    with transaction.atomic():
        changed(SCOPE, number)


def fill_stock(path: Path) -> dict:
    """The same entries for Wagtail's own search."""
    index, count, start = get_search_backend().get_index_for_model(StockEntry), 0, time.perf_counter()
    for rows in batched(stock_rows(), 1_000):
        with transaction.atomic():
            StockEntry.objects.bulk_create(rows)
            index.add_items(StockEntry, rows)
        count += len(rows)
    return {"rate": count / (time.perf_counter() - start)}


def stock_rows():
    for thing in sources()[KIND].things():
        labels = " ".join(text for texts in thing.labels.values() for text in texts)
        for language, (title, summary, body, _german) in thing.words.items():
            yield StockEntry(language=language, title=title, summary=summary, body=body, labels=labels)


def batched(rows, size: int):
    rows = iter(rows)
    while found := list(islice(rows, size)):
        yield found


def ask_stock(path: Path) -> dict:
    """Some of the same searches, as many as there is time for. One that takes longer than `LONGEST` is broken off, and
    counts as if it had ended then.
    """
    asked = sample(list(Asker(path, seed=1).asked()), STOCK_QUERIES)
    random.Random(1).shuffle(asked)
    search_stock(asked[0])
    until = time.monotonic() + PATIENCE
    in_time = takewhile(lambda _asking: time.monotonic() < until, asked)
    times = [in_ms(lambda asking=asking: search_stock(asking)) for asking in in_time]
    return percentiles(times) | {"asked": len(times), "broken off": sum(each > LONGEST * 1000 for each in times)}


def search_stock(asking) -> list:
    rows = StockEntry.objects.filter(language=asking.language)
    connection.ensure_connection()
    database = connection.connection
    watch = Timer(LONGEST, database.cancel if connection.vendor == "postgresql" else database.interrupt)
    watch.start()
    try:
        return list(get_search_backend().search(asking.text, rows)[:20])
    except OperationalError:
        return []
    finally:
        watch.cancel()


TASKS = {task.__name__: task for task in (prepare, generate, rebuild, ask, publish, fill_stock, ask_stock)}

if __name__ == "__main__":
    BenchSource.path = Path(sys.argv[2])
    print(json.dumps(TASKS[sys.argv[1]](BenchSource.path)))
