"""The portal with its clock on the wall stopped, so that "open now" is the same in every run.

`gunicorn tests.browser.clock` with ISI_NOW=2026-11-24T10:30. Only opening hours read this clock; signed times do not.
"""

import os
from datetime import datetime

from directory import hours

NOW = datetime.fromisoformat(os.environ["ISI_NOW"])
hours.local_now = lambda: NOW  # before anything imports it from there

from portal.wsgi import application  # noqa: E402, F401
