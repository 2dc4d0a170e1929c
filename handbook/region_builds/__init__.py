"""Builds the editions of many regions: which must be built, by which processes, and how it went."""
