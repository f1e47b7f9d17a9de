"""The floors of the house, for what imports do not show: foreign keys, reverse relations, migrations."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db.migrations.loader import MigrationLoader
from django.db.models import ForeignKey, ForeignObjectRel

FLOOR = {
    "platform": 1,
    "journal": 1,
    "ledger": 1,
    "people": 2,
    "uploads": 3,
    "postbox": 3,
    "vouchers": 3,
    "oversight": 3,
    "office": 3,
    "labruns": 3,
    "appointments": 3,
    "budget": 3,
    "credit": 4,
    "counsellors": 4,
    "guidance": 5,
    "contributions": 5.5,
    "payments": 6,
    "recovery": 7,
    "practice": 7.5,
    "evaluation": 7,
    "objections": 7.5,
    "web": 10,
}
ROOMS = [config for config in apps.get_app_configs() if config.name.startswith("loopbaankrediet.")]
MODELS = [model for config in ROOMS for model in config.get_models()]


def test_every_room_has_a_floor() -> None:
    assert {config.label for config in ROOMS} == set(FLOOR)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_foreign_keys_point_to_an_equal_or_lower_floor(model: type) -> None:
    fields = model._meta.get_fields()  # type: ignore[attr-defined]
    for field in fields:
        if isinstance(field, ForeignKey):
            own, other = model._meta.app_label, field.related_model._meta.app_label  # type: ignore[attr-defined]
            assert own == other or FLOOR[other] < FLOOR[own], f"{model}.{field.name}"


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_no_model_knows_who_points_at_it_from_another_room(model: type) -> None:
    relations = [field for field in model._meta.get_fields(include_hidden=False) if isinstance(field, ForeignObjectRel)]  # type: ignore[attr-defined]
    assert relations == []


def test_migrations_depend_only_downward() -> None:
    for (label, name), migration in MigrationLoader(None).disk_migrations.items():
        for other, _ in migration.dependencies:
            if label in FLOOR and other in FLOOR:
                assert FLOOR[other] <= FLOOR[label], f"{label}.{name} -> {other}"


@pytest.mark.parametrize("config", ROOMS, ids=lambda config: config.label)
def test_every_room_says_what_it_is_for(config: object) -> None:
    assert import_module(config.name).__doc__  # type: ignore[attr-defined]
