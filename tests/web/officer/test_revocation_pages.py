"""The pages of a revocation: opened by one officer, answered by the citizen, decided by another."""


import pytest

pytestmark = pytest.mark.django_db
