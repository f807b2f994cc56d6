"""What people read in a crate: records, README, and the web page."""
