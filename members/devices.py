"""A browser's own account of itself, in plain words."""

import re

from django.utils.translation import gettext as _

__all__ = ["device_of"]

# The first that fits: many browsers also name those they descend from, and phones the system of theirs.
BROWSERS = {
    "Edge": r"\bEdg(e|A|iOS)?/",
    "Opera": r"\bOPR/|\bOpera\b",
    "Samsung Internet": r"\bSamsungBrowser/",
    "Firefox": r"\bFirefox/|\bFxiOS/",
    "Chrome": r"Chrome/|\bChromium/|\bCriOS/",
    "Safari": r"\bSafari/",
}
SYSTEMS = {
    "iPhone": r"\biPhone\b",
    "iPad": r"\biPad\b",
    "Android": r"\bAndroid\b",
    "ChromeOS": r"\bCrOS\b",
    "Windows": r"\bWindows\b",
    "Mac": r"\bMacintosh\b",
    "Linux": r"\bLinux\b",
}


def device_of(user_agent):
    """Browser and system as people know them: "Firefox on Windows"."""
    names = {
        "browser": next((name for name, sign in BROWSERS.items() if re.search(sign, user_agent)), ""),
        "system": next((name for name, sign in SYSTEMS.items() if re.search(sign, user_agent)), ""),
    }
    if all(names.values()):
        return _("%(browser)s on %(system)s") % names
    if names["system"]:
        return _("A browser on %(system)s") % names
    return names["browser"] or _("An unknown device")
