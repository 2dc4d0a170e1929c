"""Printed forms: the pages of a built site, read as they stand there, typeset as PDF.

`pages` reads the site, `html_subset` holds it against what the template in `print/` knows, `assemble` puts
documents together, `typst_compile` and `postprocess` make the PDF, `run` makes the whole set.
"""
