"""The page on technical assistance, thirty invented requests in every state of their life, and ready replies."""

from citassist.demo.assistance.page import SHEETS
from citassist.demo.assistance.playing import make

__all__ = ["SHEETS", "make"]
