"""The tab Change: intervals side by side and what grew or fell."""
