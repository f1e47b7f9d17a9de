"""Who signed or confirmed in the citizen's name: she reads it beside the signature."""

from uuid import UUID

from django.utils.translation import gettext, gettext_noop

from loopbaankrediet.journal.queries import done_for_another
from loopbaankrediet.kernel.actors import Representation
from loopbaankrediet.people.queries import names

GROUNDS = {
    Representation.HELPER: gettext_noop("met je volmacht"),
    Representation.LEGAL_REPRESENTATIVE: gettext_noop("zoals de rechter besliste"),
    Representation.DESK: gettext_noop("als medewerker, omdat je contact opnam"),
}


def signed_for(track_id: UUID) -> str:
    """'Mia De Smet tekende voor jou, met je volmacht.'; empty when she signed herself."""
    return _for("sign_agreement", track_id, "tekende")


def confirmed_for(module_id: UUID) -> str:
    return _for("confirm_module", module_id, "bevestigde")


def _for(verb: str, subject_id: UUID, did: str) -> str:
    found = done_for_another(verb, subject_id)
    if found is None:
        return ""
    who, ground = found
    return gettext("%(value)s %(did)s voor jou, %(value_2)s.") % {
        "value": names([who])[who],
        "did": did,
        "value_2": gettext(GROUNDS[Representation(ground)]),
    }
