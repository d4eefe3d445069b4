"""Offers as tables with the column names of HSDS 3 (https://docs.openreferral.org), read and written.

Pure: tables in, records out, and back. What the portal already has comes in as `Known`, what it stores as `Directory`.
"""

import datetime as dt

from django.utils.translation import gettext as _

from directory.tables import Finding, Table

from .feed import Directory, Feed, FeedError, Known
from .linked import NAMES
from .read_flat import is_flat, read_flat
from .read_linked import read_linked
from .write_flat import write_flat
from .write_linked import write_linked

__all__ = ["Directory", "Feed", "FeedError", "Known", "read", "write_flat", "write_linked"]


def read(tables: list[Table], known: Known, defaults: dict[str, str], today: dt.date) -> Feed:
    """Records from one flat table or from linked tables; raises FeedError when they are neither."""
    names = {NAMES.get(table.name) for table in tables}
    flat = [table for table in tables if is_flat(table)]
    if "services" in names and not (len(tables) == 1 and flat):
        return read_linked(tables, known, defaults, today)
    if len(tables) == 1:
        return read_flat(tables[0], known, defaults)
    if len(flat) != 1:
        message = _("There is no table services among these: %(names)s.")
        raise FeedError(message % {"names": ", ".join(table.file for table in tables)})
    feed = read_flat(flat[0], known, defaults)
    others = _("This table is not understood and was left out.")
    feed.notes += [Finding(others, table.file) for table in tables if table is not flat[0]]
    return feed
