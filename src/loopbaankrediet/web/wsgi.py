"""The door for web servers; does not open when a check refuses."""

from django.core.wsgi import get_wsgi_application

from loopbaankrediet.web.checks import refuse_unsafe_start

application = get_wsgi_application()
refuse_unsafe_start()
