"""How often may one address try something that is open to all?"""

from datetime import datetime

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest

from throughline.frame.sealing import keyed_hashes

WINDOW = 600  # seconds


def is_too_often(request: HttpRequest, what: str, most: int, now: datetime) -> bool:
    """Whether this address tried more than so often in these ten minutes; the try is counted. An office shares one."""
    address = get_adapter(request).get_client_ip(request)
    window = int(now.timestamp()) // WINDOW
    key = f"{what}:{window}:{keyed_hashes('address', address)[0]}"
    tries = cache.get(key, 0) + 1
    cache.set(key, tries, WINDOW)
    return bool(tries > most)
