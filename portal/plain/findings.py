"""What a check finds, and the register of checks."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from .rules import Rule


@dataclass(frozen=True)
class Finding:
    """What is hard to read: `excerpt` stands at `start`–`end` of the text; `proposal` is empty where there is none."""

    rule: Rule
    start: int
    end: int
    excerpt: str
    proposal: str = ""


Found = Iterator[tuple[int, int, str]]  # start, end, proposal
CHECKS: dict[str, Callable[[str], Found]] = {}


def checks(rule: str):
    def register(finder):
        CHECKS[rule] = finder
        return finder

    return register


def matches(pattern: re.Pattern, text: str, proposal: Callable[[re.Match], str] = lambda found: "") -> Found:
    for found in pattern.finditer(text):
        yield found.start(), found.end(), proposal(found)
