"""`handbook serve`: a server that shows each save at once, the pages that are being looked at first.

Three kinds of processes take part. The command itself answers browsers and watches files (`follow`,
`answers`, `shown`). Another holds the data and the theme in memory and makes single pages (`maker`,
`single_pages`). That one forks a third, which checks and builds the whole site, and is ended as soon as
something is saved meanwhile (`whole_build`).
"""
