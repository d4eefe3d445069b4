import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
application = get_wsgi_application()
gc.collect()
gc.freeze()  # what is loaded now stays: walking through all of it again and again cost a request a fifth of a second
