"""The server's entrance; needs the project's root and `site/` on PYTHONPATH."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "citassist.settings")

application = get_wsgi_application()
