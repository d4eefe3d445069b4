"""Checks of a German text against the rules of Leichte Sprache: pure functions, by word lists and patterns.

They know no grammar. A finding is a hint for a person; what no check finds may still be hard to read. False alarms are
worse than gaps: who is warned of good sentences stops reading warnings. How often they are right is a test
(tests/portal/plain/test_quality.py).
"""

from collections.abc import Iterable

from . import grammar, wording  # noqa: F401 — they register their checks
from .findings import CHECKS, Finding
from .rules import RULES
from .sentences import without

__all__ = ["Finding", "check"]


def check(text: str, names: Iterable[str] = ()) -> list[Finding]:
    """All findings in the order of the text; `names` (of organizations, places) are left alone."""
    bare = without(text, names)
    found = [
        Finding(RULES[rule], start, end, text[start:end], proposal)
        for rule, finder in CHECKS.items()
        for start, end, proposal in finder(bare)
    ]
    return sorted(found, key=lambda finding: (finding.start, finding.end))
