"""What the lab claims about speed, measured by anyone who runs it, with its peers in the same run."""
