"""The minimal page by itself."""

from minimal_page import page

page()
