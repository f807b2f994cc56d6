"""Two changes of one text, brought together field by field; what clashes is never decided, but shown."""
