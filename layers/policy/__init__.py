"""The timeline, policy periods and acts, arguments at both ends of a corridor."""
