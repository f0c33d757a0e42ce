"""What does a browser say about the device it runs on, and where does it call from?"""

from allauth.account.adapter import get_adapter
from django.http import HttpRequest

_BROWSERS = {"Edg": "Edge", "OPR": "Opera", "Firefox": "Firefox", "Chrome": "Chrome", "Safari": "Safari"}
_SYSTEMS = {
    "Android": "Android",
    "iPhone": "an iPhone",
    "iPad": "an iPad",
    "Windows": "Windows",
    "Mac OS": "a Mac",
    "Linux": "Linux",
}


def browser(user_agent: str) -> str:
    """“Firefox on Windows”, as far as a browser says what it is; else what it says."""
    program = next((name for sign, name in _BROWSERS.items() if sign in user_agent), "")
    system = next((name for sign, name in _SYSTEMS.items() if sign in user_agent), "")
    if program and system:
        return f"{program} on {system}"
    return user_agent[:60] or "A browser that says nothing about itself"


def device_of(request: HttpRequest) -> str:
    """The browser and system of a request, in words."""
    return browser(request.headers.get("User-Agent", ""))


def ip_of(request: HttpRequest) -> str:
    """The network address of a request, behind as many proxies as the settings trust."""
    return str(get_adapter(request).get_client_ip(request))
