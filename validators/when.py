"""Dates and times as people write them: which of two is surely the earlier one."""

from __future__ import annotations

from datetime import date, datetime

_DAY = 10
"""Characters of a date without its time."""


def earlier(first: str | None, second: str | None) -> bool:
    """Whether one date lies surely before another: by the minute where both have a time, else by the day."""
    if not first or not second:
        return False
    if len(first) > _DAY and len(second) > _DAY:
        return datetime.fromisoformat(first) < datetime.fromisoformat(second)
    return first[:_DAY] < second[:_DAY]


def days_between(first: str, second: str) -> float:
    """Days from one date to another, negative where the second is the earlier one."""
    if len(first) > _DAY and len(second) > _DAY:
        return (datetime.fromisoformat(second) - datetime.fromisoformat(first)).total_seconds() / 86400
    return float((date.fromisoformat(second[:_DAY]) - date.fromisoformat(first[:_DAY])).days)
