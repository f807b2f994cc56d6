"""The pipeline of verbs: new, set, check, read, analyse, export. No step looks back."""
