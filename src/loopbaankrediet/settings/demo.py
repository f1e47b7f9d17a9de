"""The demonstration: personas instead of a sign-in, persona data behind the real source port, a movable legal clock."""

from loopbaankrediet.platform.places import setting
from loopbaankrediet.settings.base import *  # noqa: F403

DEMO = True
ALLOW_TST_INSZ = True
SIGN_IN = "personas"
SOURCES_ADAPTER = "personas"
CONTACT_PERSON = "Omar Benali, dossierbehandelaar"
CONTACT_EMAIL = "loopbaankrediet@voorbeeld.example"
CONTACT_ADDRESS = "Departement WEWIS, loopbaankrediet (demonstratie, geen echt adres)"
CONTACT_DESK = "Loket loopbaankrediet (demonstratie, geen echt adres)"
LEGAL_CLOCK_START = "2027-03-01"
DEBTOR_IBAN = "BE43068999999501"
CAP_SCENARIO = setting("CAP_SCENARIO", "draft")
