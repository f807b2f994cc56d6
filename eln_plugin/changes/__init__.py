"""Changes of entries from the browser: ``past`` shows versions, restores, reviews; ``begin`` makes, renames, deletes.

Each has its routes in a module ``*_handlers`` beside it.
"""
