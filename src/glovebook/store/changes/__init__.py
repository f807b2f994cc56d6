"""Changes of a notebook's files: one writer at a time, all or nothing, kept in the history, merged where they meet."""
