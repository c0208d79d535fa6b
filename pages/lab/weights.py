"""A placeholder: this instrument is being built."""

from pages.shared.catalog import INSTRUMENTS
from pages.shared.frame import header

instrument = INSTRUMENTS[0]
header(instrument.title, instrument.question)
