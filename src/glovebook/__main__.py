"""``python -m glovebook``: the command line."""

from __future__ import annotations

from glovebook.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
