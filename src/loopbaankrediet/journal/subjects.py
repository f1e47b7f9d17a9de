"""What an entry of the journal is about, without its tables."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Subject:
    """What an entry is about. `person_id`: the citizen it concerns, when there is one."""

    type: str
    id: UUID
    person_id: UUID | None = None


@dataclass(frozen=True)
class Look:
    """One look: the verb, at whom or what, for which purpose of the register, in which file.

    `details`: what was asked and answered, sealed under the key of the person whom it concerns.
    """

    verb: str
    subject: Subject
    purpose: str
    dossier: str | None = None
    details: dict[str, object] | None = None
