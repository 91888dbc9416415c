"""What whoever runs a server may know of it: is it alive, is it ready, its figures, its journal.

`figures` are counted in memory that all processes of a server share, `watched` counts each request,
`metrics` writes them for Prometheus, `health` tells whether it can answer, and `journal` writes a
line for each request. None of them knows who asked, for which data, or with which words.
"""
