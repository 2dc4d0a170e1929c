"""The Markdown that people write: inline in the texts of data, and in hand-written pages."""
