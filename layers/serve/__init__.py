"""How the page is handed out: one Dash application, guarded, pre-compressed, served by gunicorn.

`shell` makes the application, `guard` and `bodies` refuse what the page itself would never send,
`headers` marks every reply, `bundles` holds the ready-made files, `health` answers probes and
`server` runs it all. `app.create_app` calls them in that order.
"""
