"""Words that may name a person or a case: found before a post is sent, so that its author can mask them.

Pure functions. They would rather ask once too often than miss a number, but not at every 988, 911, year or statute.
"""

import re
from dataclasses import dataclass
from hashlib import sha256

from django.utils.translation import gettext_lazy as _

__all__ = ["Finding", "digest", "find", "mask"]

NAMES = {
    "ssn": _("Social security number"),
    "birth": _("Date of birth"),
    "plate": _("License plate"),
    "phone": _("Phone number"),
    "case": _("Case number"),
}
MASK = "▇▇▇"

MONTHS = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|ene|abr|ago|dic)[a-z]*|"
    r"febrero|marzo|mayo|junio|julio|septiembre|octubre|noviembre"
)
DATE = (
    r"(?:\d{1,2}[/.\-]\d{1,2}[/.\-](?:\d{4}|\d{2})|\d{4}-\d{2}-\d{2}"
    rf"|(?:{MONTHS})\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}|\d{{1,2}}\s+(?:de\s+)?(?:{MONTHS})\.?,?\s+(?:de\s+)?\d{{4}})"
)
NUMBER_SIGN = r"(?:\s*(?:no\.?|number|num\.?|núm\.?|número|nr\.?|#|is|es|was|:|：)){0,3}\s*"
# What is found is the group `it`, or all of it.
PATTERNS = [
    (
        "ssn",
        r"(?<![\d\-])(?!000|666|9\d\d)\d{3}[\-– ](?!00)\d{2}[\-– ](?!0000)\d{4}(?![\d\-])",
    ),
    (
        "ssn",
        r"\b(?:ssn|social security|seguro social|soc\.? ?sec\.?)\b[^\d\n]{0,30}(?P<it>\d{9}|\d{4})(?!\d)",
    ),
    (
        "birth",
        r"\b(?:d\.?o\.?b\.?|date of birth|birth ?date|birthday|born(?: on)?|fecha de nacimiento|nacid[oa](?: el)?|"
        rf"nació(?: el)?|f\.? ?nac\.?)(?!\w)[^\d\n]{{0,12}}?(?P<it>{DATE})",
    ),
    (
        "plate",
        r"\b(?:license plates?|licence plates?|plates?|tags?|placas?|matrícula)\b"
        rf"{NUMBER_SIGN}(?P<it>(?=[A-Z0-9\- ]{{0,8}}\d)(?=[A-Z0-9\- ]{{0,8}}[A-Z])"
        r"[A-Z0-9]{2,4}[\- ]?[A-Z0-9]{2,4})\b",
    ),
    (
        "case",
        r"\b(?:case|incident|report|complaint|docket|cad|cfs|expediente|caso|incidente|informe|denuncia)\b"
        rf"{NUMBER_SIGN}(?P<it>(?=[A-Z0-9\-/]{{0,40}}\d{{4}})[A-Z]{{0,4}}-?\d{{2,4}}[\-/]?[A-Z0-9]*(?:[\-/]\d+)*)(?![\w\-])",
    ),
    (
        "phone",
        r"(?<![\d\-/.])(?:\+?1[\s.\-]?)?(?:\([2-9]\d{2}\)\s?|[2-9]\d{2}[\s.\-])[2-9]\d{2}[\s.\-]\d{4}(?![\d\-/])",
    ),
    ("phone", r"(?<![\w\-/.])555[\-.]\d{4}(?![\d\-/])"),
    (
        "phone",
        r"\b(?:call|phone|cell|mobile|tel\.?|teléfono|celular|número)\b[^\d\n]{0,12}"
        r"(?P<it>[2-9]\d{9}|[2-9]\d{2}-\d{4})(?!\d)",
    ),
]  # fmt: skip
_compiled = [
    # A plate is written in capitals, or any "tags and 24" would be one.
    (kind, re.compile(pattern.replace(r"\b(?:license", r"\b(?i:license", 1), 0 if kind == "plate" else re.IGNORECASE))
    for kind, pattern in PATTERNS
]
HARMLESS = re.compile(r"(?:1[\s.\-]?)?800[\s.\-]273[\s.\-]8255|\b(?:988|911|211)\b")  # lifelines that anybody may name


@dataclass(frozen=True)
class Finding:
    """Where something stands in the text, from `start` to before `end`."""

    kind: str
    start: int
    end: int
    text: str

    @property
    def name(self) -> str:
        return NAMES[self.kind]


def find(text: str) -> list[Finding]:
    """What looks personal, in order, without overlaps."""
    found = []
    for kind, pattern in _compiled:
        for match in pattern.finditer(text):
            start, end = match.span("it") if "it" in pattern.groupindex else match.span()
            if HARMLESS.fullmatch(text[start:end].strip()):
                continue
            if not any(start < other.end and other.start < end for other in found):
                found.append(Finding(kind, start, end, text[start:end]))
    return sorted(found, key=lambda finding: finding.start)


def mask(text: str) -> str:
    """The text with everything found made unreadable."""
    for finding in reversed(find(text)):
        text = text[: finding.start] + MASK + text[finding.end :]
    return text


def digest(*texts: str) -> str:
    """What was found, as a mark: a confirmation counts for these findings alone."""
    found = "\n".join(finding.text for text in texts for finding in find(text))
    return sha256(found.encode()).hexdigest()[:16] if found else ""
