"""Editable handouts: stages and the whole handbook as DOCX, the handbook as EPUB, made by pandoc.

Pandoc is heavy, so it is no part of the default installation; `make handouts` brings it.
"""
