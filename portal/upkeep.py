"""What `manage.py tidy` does every ten minutes: what was left undone is finished, what nobody needs is forgotten.

An app decorates its function in a module that is imported when the app is ready:

    @upkeep("Visits forgotten")
    def forget_old_visits() -> int: …

The function returns how many it did. It may be called at any time, also by two processes at once.
"""

from collections.abc import Callable

Job = Callable[[], int]
_jobs: dict[str, Job] = {}


def upkeep(label: str):
    """Have `tidy` call the function and report "label: count."."""

    def register(function: Job) -> Job:
        _jobs[label] = function
        return function

    return register


def jobs() -> dict[str, Job]:
    """The registered functions by label."""
    return _jobs
