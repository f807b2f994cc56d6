"""What machines read in a crate: the entities of its metadata file."""
