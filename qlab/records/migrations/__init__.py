"""How the tables came to be, one file a change. A released one is never edited."""
