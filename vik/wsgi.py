"""Start under gunicorn; refuses when keys, secrets or database roles are not in order."""

import os

from django.core.wsgi import get_wsgi_application

from vik.checks import refuse_unsafe_start

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vik.settings")

application = get_wsgi_application()
refuse_unsafe_start()
