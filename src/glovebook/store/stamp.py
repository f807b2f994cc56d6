"""The stamp of a file: what tells cheaply whether it has changed."""

from __future__ import annotations

import os
from typing import NamedTuple

GRANULARITY = 2_000_000_000
"""Nanoseconds: the coarsest clock of a file system in use (FAT). A younger file may change and keep its times."""
_POSITIVE = (1 << 63) - 1


class Stamp(NamedTuple):
    """What the file system says about a file; where it says the same again, the file is taken for unchanged."""

    size: int
    mtime_ns: int
    ctime_ns: int
    inode: int

    @classmethod
    def of(cls, status: os.stat_result) -> Stamp:
        """The stamp of a file's status; an inode of more than 63 bits is cut to fit the database."""
        return cls(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino & _POSITIVE)

    def is_settled(self, now_ns: int) -> bool:
        """Whether a change after ``now_ns`` would show: no clock is so coarse that it would give the same times."""
        return max(self.mtime_ns, self.ctime_ns) < now_ns - GRANULARITY
