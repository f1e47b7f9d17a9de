"""A start that would hang its visitors is refused."""

import pytest

from loopbaankrediet.platform.addresses import POOL
from loopbaankrediet.web import checks


def test_a_pool_in_which_all_threads_could_wait_for_each_other_is_refused_at_the_start(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert checks.connections_suffice(None) == []
    monkeypatch.setattr(checks, "THREADS", POOL["max_size"] // 2 + 1)
    assert [found.id for found in checks.connections_suffice(None)] == ["web.E005"]
