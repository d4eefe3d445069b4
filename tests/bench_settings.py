"""The settings of the benchmark: those of production, one more address, a database of its own."""

import os

os.environ.setdefault("VAR_DIR", "/tmp/isi-bench")

from portal.settings import *  # noqa: F403

ROOT_URLCONF = "tests.bench_urls"
