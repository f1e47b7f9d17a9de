"""People by the million: a name, a test number and a key of their own, made from the seed and a number."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from loopbaankrediet.kernel import crypto
from loopbaankrediet.kernel.national_number import make_test_number

FIRST_BIRTH = date(1962, 1, 1)
BIRTHS = 14_600
FIRST_COUNTER = 520
AT_ONCE = 20_000
GIVEN = [
    "An",
    "Bart",
    "Zoë",
    "Fatima",
    "Noël",
    "Maïté",
    "Jan",
    "Els",
    "Mohamed",
    "Griet",
    "Loïc",
    "Sofie",
    "Amélie",
    "Wout",
    "Nathalie",
    "Youssef",
    "Lien",
    "Koen",
    "Daphné",
    "Tine",
    "Hüseyin",
    "Björn",
    "Sarah-Lynn",
    "Marie-Thérèse",
    "Jef",
    "Ayşe",
    "Łukasz",
]
FAMILY = (
    "Peeters",
    "Janssens",
    "De Smet",
    "D'Hoore",
    "Van den Broeck",
    "El Amrani",
    "Müller",
    "Yıldız",
    "O'Brien",
    "Vanderstraeten-Van Cauwenberghe",
    "Claes",
    "Wouters",
    "Çelik",
    "'t Jampens",
    "Ghijselinck",
    "Dupré",
    "Maes",
    "Kowalczyk",
)


@dataclass(frozen=True)
class Keys:
    """What seals and finds people: of the rings of this platform, and the seed of the world."""

    seed: str
    persons: bytes
    numbers: bytes
    history: bytes


@dataclass(frozen=True)
class Crowd:
    """Copies of one person, numbered `first` until `last`; `known_since` of all."""

    pattern: UUID
    first: int
    last: int
    known_since: str

    def parts(self) -> Iterator["Crowd"]:
        for start in range(self.first, self.last, AT_ONCE):
            yield Crowd(self.pattern, start, min(start + AT_ONCE, self.last), self.known_since)


def copy_id(pattern: UUID, number: int) -> UUID:
    """The id that copy `number` has instead: the same as `md5(pattern || ':' || number)::uuid` in the database."""
    return UUID(bytes=hashlib.md5(f"{pattern}:{number}".encode(), usedforsecurity=False).digest())


def key_of(keys: Keys, person: UUID) -> bytes:
    return hashlib.sha256(f"{keys.seed}:{person}".encode()).digest()


def lines(keys: Keys, crowd: Crowd) -> tuple[str, str]:
    """The people and their keys, as COPY reads them."""
    people, wrapped = [], []
    for number in range(crowd.first, crowd.last):
        person = copy_id(crowd.pattern, number)
        key, compact = key_of(keys, person), number_of(number)
        sealed = crypto.seal(key, json.dumps(compact).encode(), context=f"national-number:{person}")
        found_by = crypto.keyed_hash(keys.numbers, compact, purpose="national-number")
        history = crypto.keyed_hash(keys.history, compact, purpose="national-number")
        given, family = GIVEN[number * 7 % len(GIVEN)], FAMILY[number * 11 % len(FAMILY)]
        people.append(
            f"{person}\t{given}\t{family}\t\\\\x{sealed.hex()}\t\\\\x{found_by.hex()}\t{crowd.known_since}\t"
            f"1\t\\\\x{history.hex()}\n"
        )
        held = crypto.seal(keys.persons, key, context=f"key:{person}")
        wrapped.append(f"{person}\t\\\\x{held.hex()}\t{crowd.known_since}\t1\n")
    return "".join(people), "".join(wrapped)


def number_of(number: int) -> str:
    """Another for each number below six million and some."""
    return make_test_number(FIRST_BIRTH + timedelta(days=number % BIRTHS), FIRST_COUNTER + number // BIRTHS)
