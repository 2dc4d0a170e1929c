"""Search: the index of each language, the scripts that read it, and what they rely on in Material."""
