"""Challenges with a score: a seed makes one, an answer is measured, and the optimum is found independently."""
