"""Printed editions: the pages of a built site, read as they stand there, typeset as PDF.

`pages` reads the site, `vocabulary` holds it against what the template in `print/` knows, `matter` puts
editions together, `typeset` and `finishing` make the PDF, `press` runs the whole set, `placing` links it from
the site.
"""
