"""Files on disk: written as a whole or not at all, and locked during writing."""
