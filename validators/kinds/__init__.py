"""Rules of one kind: one module a kind, named like it; a large one is a package that imports its modules."""
