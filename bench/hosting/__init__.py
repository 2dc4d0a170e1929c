"""How many readers one small machine serves with the files of deploy/, on this machine alone."""
