"""A programme's handbook as data: model, load, check, views, command line.

Nothing in this package imports the site tool; only `macros/` does.
"""
