"""How the page is handed out: one Dash application, guarded, its files packed, served by waitress.

`shell` makes the application, `guard` and `bodies` refuse what the page itself would never send,
`headers` marks every reply, `files` sends what never changes, `scripts` joins our own scripts and
`server` runs it all on a laptop; `hosted` are the settings of gunicorn, `hosting/` the files around
it. `settings` declares what an operator can choose, `mounted` stands below a path and behind a
proxy, `watch` tells how the server is.
"""
