"""The demonstration: a stand-in of the Flemish sign-in, persona data behind the real source port, a movable clock."""

from csp.constants import SELF

from loopbaankrediet.platform.places import origin_of, setting, var_folder
from loopbaankrediet.settings.base import *  # noqa: F403

DEMO = True
ALLOW_TST_INSZ = True
OIDC_ISSUER = setting("OIDC_ISSUER", "http://localhost:8010/op")
SOURCES_ADAPTER = "personas"
CONTACT_PERSON = "Omar Benali, dossierbehandelaar"
CONTACT_EMAIL = "loopbaankrediet@voorbeeld.example"
CONTACT_ADDRESS = "Departement WEWIS, loopbaankrediet (demonstratie, geen echt adres)"
CONTACT_DESK = "Loket loopbaankrediet (demonstratie, geen echt adres)"
MAIL_FROM = "loopbaankrediet@voorbeeld.example"
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = var_folder() / "mail"
LEGAL_CLOCK_START = "2027-03-01"
DEBTOR_IBAN = "BE43068999999501"
LAB_STANDARD_DRAWS = int(setting("LAB_STANDARD_DRAWS", "10"))
CAP_SCENARIO = setting("CAP_SCENARIO", "draft")
REGISTRATION_SCENARIO = setting("REGISTRATION_SCENARIO", "draft")
CONTENT_SECURITY_POLICY["DIRECTIVES"]["form-action"] = [SELF, origin_of(OIDC_ISSUER)]  # noqa: F405
