"""What was made is kept, with all that it was made from, and made again only if some of that has changed."""
