"""Resume codes: 128 random bits as twelve words that one can read out, write down and type.

The words are those of Bitcoin's BIP 39, chosen so that four letters tell them apart; their last four bits are a
checksum, so that most slips are noticed. The database keeps only a hash: who reads it cannot resume as anyone.
"""

import re
from hashlib import sha256

from mnemonic import Mnemonic

_WORDS = Mnemonic("english")
WORDS = 12
BITS = 128


def new_code() -> str:
    """Return a new resume code: twelve words with spaces between them, from the system's secure random source.

    >>> len(new_code().split())
    12
    """
    return _WORDS.generate(BITS)


def read_code(typed: str) -> str:
    """Return the resume code that somebody typed; case, hyphens, and letters after the fourth do not matter.

    Raises:
        ValueError: if it is no resume code; the sentence says what to look at, and does not repeat the code.

    >>> read_code("Legal-winner thank year wave sausage worth usef legal winner thank YELLOW")
    'legal winner thank year wave sausage worth useful legal winner thank yellow'
    """
    words = [_WORDS.expand_word(word) for word in re.findall(r"[a-z]+", typed.lower())]
    if len(words) != WORDS:
        raise ValueError(f"The resume code must have {WORDS} words; got {len(words)}.")
    unknown = [number for number, word in enumerate(words, start=1) if word not in _WORDS.wordlist]
    if unknown:
        raise ValueError(f"Word {unknown[0]} of the resume code is none of ours; look at its spelling.")
    code = " ".join(words)
    if not _WORDS.check(code):
        raise ValueError("The words do not belong together; look for one that is wrong or out of order.")
    return code


def hash_of(code: str) -> str:
    """Return what the database keeps of a code: SHA-256, 64 hexadecimal digits. 128 random bits need no salt.

    >>> hash_of("legal winner")[:8]
    '94259a02'
    """
    return sha256(code.encode()).hexdigest()
