"""The printed permissions are the real ones, and no act is open to whoever calls it."""

import importlib.util
import sys
from types import ModuleType

from tests.docs.pages import DOCS, ROOT


def script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "scripts" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def test_the_page_of_permissions_equals_the_views_and_the_acts() -> None:
    page = script("print_permissions").page()
    assert (DOCS / "reference" / "permissions.md").read_text(encoding="utf-8") == page


def test_every_act_asks_a_policy_who_may() -> None:
    found = script("acts").acts()
    assert len(found) > 60
    assert not [act.name for act in found if not act.policies and not act.part_of]


def test_an_act_that_is_part_of_another_still_exists() -> None:
    acts = script("acts")
    assert set(acts.PARTS) <= {act.name for act in acts.acts()}
