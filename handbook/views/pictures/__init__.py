"""Pictures made from the data: each module says what one shows; the template of its name draws it."""
