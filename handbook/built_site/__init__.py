"""The folder of a built site: what was written into it, what may be replaced, what builds leave beside it."""
