"""The notebook on disk: plain files are the truth, everything else can be rebuilt."""
