"""Statistical recogniser: finds mentions that no dictionary has, and decides ambiguous ones.

A linear-chain conditional random field over words; what it sees of them stands in
:mod:`.words`, :mod:`.document` and :mod:`.dictionary`, how it is fitted in :mod:`.fit`.
"""

from kg.extract.recogniser.recogniser import Recogniser

__all__ = ["Recogniser"]
