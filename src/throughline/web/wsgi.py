"""The WSGI application that the web server runs."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "throughline.web.settings")
application = get_wsgi_application()
gc.freeze()  # what is loaded stays; looking through it at every full collection cost a request up to 100 ms
