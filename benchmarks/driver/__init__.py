"""What drives a benchmark: servers in their own processes, learners without browsers, rows to report."""
