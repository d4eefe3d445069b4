"""What apps have `manage.py tidy` do for them."""

from collections.abc import Callable

CHORES: list[Callable[[], str]] = []


def chore(function: Callable[[], str]) -> Callable[[], str]:
    """Register a function that says in a sentence what it did. It is called every ten minutes."""
    CHORES.append(function)
    return function
