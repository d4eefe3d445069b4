"""The settings of `make bench-search`: those of production, and a plain model that Wagtail's own search indexes."""

import os

os.environ.setdefault("VAR_DIR", "/tmp/isi-bench-search")

from portal.settings import *  # noqa: F403
from portal.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.bench_stock"]
