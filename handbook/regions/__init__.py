"""The index of all editions for regencies and cities: a page, a picture, a feed of changes, a data file."""
