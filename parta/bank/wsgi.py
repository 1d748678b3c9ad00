"""The demo bank for a WSGI server."""

import os

from django.core.wsgi import get_wsgi_application

os.environ["DJANGO_SETTINGS_MODULE"] = "parta.bank.settings"
application = get_wsgi_application()
