"""Printed forms: the pages of a built site typeset as PDF.

`site_pages` reads them, `html_subset` reduces them to what the template in `print/` knows, `assemble` puts
documents together, `typst_compile` and `postprocess` make the PDF, `run` makes the whole set.
"""
