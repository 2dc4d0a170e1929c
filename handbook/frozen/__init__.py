"""Editions that were published: frozen copies of the whole site, kept beside the data and shown below it."""
