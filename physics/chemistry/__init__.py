"""Chemistry: charges, reactions, gases, batches and what is known of common compounds."""
