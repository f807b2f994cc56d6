"""Raw files on their way into a new entry: what they hold, which kind of entry that is, and where they go."""
