"""Papers of guidance besides the first version of a report: what she asks to mend, new versions, plan, certificate."""

from uuid import uuid4

from django.db import models


class CorrectionRequest(models.Model):
    """The citizen asks the counsellor to mend a report. It changes no hours and stops no pay (default 14)."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    report = models.ForeignKey("guidance.ProgressReport", on_delete=models.PROTECT, related_name="+")
    text_sealed = models.BinaryField()
    asked_on = models.DateField()
    asked_at = models.DateTimeField()


class CorrectionReply(models.Model):
    """What the counsellor did with it: `mended` with a new version, or kept the report; in words for the citizen."""

    request = models.OneToOneField(CorrectionRequest, on_delete=models.PROTECT, primary_key=True, related_name="+")
    mended = models.BooleanField()
    text_sealed = models.BinaryField()
    replied_on = models.DateField()
    replied_at = models.DateTimeField()


class ReportVersion(models.Model):
    """A later version of a report, from number 2; the earlier ones stay to be read."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    report = models.ForeignKey("guidance.ProgressReport", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    text_sealed = models.BinaryField()
    handed_in_on = models.DateField()
    handed_in_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="report_version_once"),
            models.CheckConstraint(condition=models.Q(number__gte=2), name="first_version_is_the_report"),
        ]


class VersionNote(models.Model):
    """The citizen does not agree with this later version, in her own words."""

    version = models.OneToOneField(ReportVersion, on_delete=models.PROTECT, primary_key=True, related_name="+")
    text_sealed = models.BinaryField()
    noted_on = models.DateField()
    noted_at = models.DateTimeField()


class PaperKind(models.TextChoices):
    """What closes guidance, besides the report."""

    STEP_PLAN = "stappenplan", "Stappenplan"
    CERTIFICATE = "attest", "Persoonlijk attest"


class ClosingPaper(models.Model):
    """A version of the step plan or the certificate; its fields are sealed for citizen and counsellor."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    track = models.ForeignKey("guidance.Track", on_delete=models.PROTECT, related_name="+")
    kind = models.TextField(choices=PaperKind.choices)
    number = models.PositiveSmallIntegerField()
    content_sealed = models.BinaryField()
    handed_in_on = models.DateField()
    handed_in_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["track", "kind", "number"], name="paper_version_once"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="papers_count_from_one"),
        ]


class PaperAnswer(models.Model):
    """The citizen agrees with this version, or says in a note what she does not agree with."""

    paper = models.OneToOneField(ClosingPaper, on_delete=models.PROTECT, primary_key=True, related_name="+")
    agrees = models.BooleanField()
    note_sealed = models.BinaryField(null=True)
    answered_on = models.DateField()
    answered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(agrees=True) | models.Q(note_sealed__isnull=False), name="who_disagrees_says_why"
            )
        ]
