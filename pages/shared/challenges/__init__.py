"""The challenges, one a file, as the learner meets them."""
