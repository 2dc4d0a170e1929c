"""Time and memory of printing, beside other ways to make a PDF of the same book."""
