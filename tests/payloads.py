"""Texts that would run as scripts, or reach other hosts, where a page let them. They stand in payloads.txt."""

from pathlib import Path

__all__ = ["EXPANDED", "PAYLOADS", "READER", "one_line_payloads"]

READER = "payloads"  # the first part of the address of whoever may read them in a world where they were planted

LINES = Path(__file__).with_name("payloads.txt").read_text(encoding="utf-8").split("\n")

PAYLOADS = [line for line in LINES if line and not line.startswith(("# ", "#EXPAND"))]

# Short texts, written out many times over: nothing may take long over them.
EXPANDED = [line.split(" ", 2)[2] * int(line.split(" ", 2)[1]) for line in LINES if line.startswith("#EXPAND")]


def one_line_payloads() -> list[str]:
    """Those that a field of one line takes, without control characters, which are refused before."""
    return ["".join(char for char in text if char >= " " and char != "\x7f") for text in PAYLOADS]
