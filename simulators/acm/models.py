"""What test-ACM keeps besides the tables of django-oauth-toolkit."""

from django.db import models


class UsedAssertion(models.Model):
    """A signed assertion by which a client proved itself; none is taken twice."""

    jti = models.CharField(max_length=255, primary_key=True)
    used_at = models.DateTimeField(auto_now_add=True)
