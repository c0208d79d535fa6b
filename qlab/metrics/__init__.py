"""Measures: of values (signal), of answers (classification), of confidence (reliability), of memory (size)."""
