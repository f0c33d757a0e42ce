"""How do the secrets of second steps come under the installation's newest secret, so that nobody enrols anew?"""

from allauth.mfa.models import Authenticator
from django.db import transaction

from throughline.frame.encryption import box, is_newest

PURPOSE = "second step"
_SEALED = ("secret", "seed")  # of a telephone's codes, of the codes on paper; a passkey has none


def rewrap() -> int:
    """How many came under it; each by itself, and again it changes nothing."""
    done = 0
    for each in Authenticator.objects.order_by("pk").values_list("pk", flat=True):
        with transaction.atomic():
            row = Authenticator.objects.select_for_update().filter(pk=each).first()
            old = (
                {}
                if row is None
                else {name: row.data[name].encode() for name in _SEALED if row.data.get(name)}
            )
            older = {name: text for name, text in old.items() if not is_newest(PURPOSE, text)}
            if row is not None and older:
                row.data |= {name: box(PURPOSE).rotate(text).decode() for name, text in older.items()}
                row.save(update_fields=["data"])
                done += 1
    return done
