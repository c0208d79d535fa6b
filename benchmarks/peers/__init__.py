"""What the lab is compared with: the least page that does something alike, and the plainest sweep."""
