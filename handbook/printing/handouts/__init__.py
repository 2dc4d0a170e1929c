"""Editable handouts: stages and the whole handbook as DOCX, the handbook as EPUB, made by pandoc.

Pandoc is large, so it is not part of the default installation; `make handouts` installs it.
"""
