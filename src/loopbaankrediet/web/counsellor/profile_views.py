"""What a counsellor tells of herself in the register."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from loopbaankrediet.counsellors.models import Profile
from loopbaankrediet.counsellors.offer import Access, Language, TargetGroup
from loopbaankrediet.counsellors.profiles import MOST_SIGNS, ProfileTerms, change_profile, profile_of
from loopbaankrediet.decree.dated.procedure import term
from loopbaankrediet.kernel.errors import DomainError
from loopbaankrediet.people.policies import check_is_counsellor
from loopbaankrediet.web.access import actor_of
from loopbaankrediet.web.counsellor.access import for_registered
from loopbaankrediet.web.forms import DayField, PlainForm
from loopbaankrediet.web.requests import AppRequest


class ProfileForm(PlainForm):
    """Everything may stay empty."""

    free_from = DayField(label="Vanaf wanneer heb je plaats voor iemand nieuw?", required=False)
    own_words = forms.CharField(
        label="In je eigen woorden",
        help_text=f"Hoogstens {MOST_SIGNS} tekens. Hoe werk je, en wat mag iemand van je verwachten?",
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    target_groups = forms.MultipleChoiceField(
        label="Met wie heb je ervaring?",
        required=False,
        choices=TargetGroup.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    access = forms.MultipleChoiceField(
        label="Hoe toegankelijk is je kantoor?",
        required=False,
        choices=Access.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    languages = forms.MultipleChoiceField(
        label="In welke talen kan je helpen?",
        help_text="De begeleiding en de papieren zijn in het Nederlands. Een andere taal is hulp, en niet officieel.",
        required=False,
        choices=Language.choices,
        widget=forms.CheckboxSelectMultiple,
    )

    def terms(self) -> ProfileTerms:
        """What was filled in."""
        typed = self.cleaned_data
        return ProfileTerms(
            typed["own_words"], typed["target_groups"], typed["languages"], typed["access"], typed["free_from"]
        )


@for_registered
@require_http_methods(["GET", "POST"])
def profile(request: AppRequest) -> HttpResponse:
    """Her profile as she filled it in; a POST changes all of it."""
    counsellor_id = check_is_counsellor(actor_of(request))
    form = ProfileForm(request.POST or None, initial=_filled_in(profile_of(counsellor_id)))
    days = term("free_moment_days", on=request.clock.today())
    form.fields[
        "free_from"
    ].help_text = f"Bijvoorbeeld 1/3/2027. We tonen dit {days} dagen lang. Kijk het dan opnieuw na."
    if form.is_valid():
        try:
            change_profile(terms=form.terms(), by=actor_of(request), clock=request.clock, key=form.key)
        except DomainError as error:
            form.add_domain_error(error)
        else:
            messages.success(request, "Je profiel is bewaard. Iedereen ziet het nu zo.")
            return redirect("counsellor:profile")
    context = {"form": form, "counsellor_id": counsellor_id}
    return render(request, "web/counsellor/profile.html", context, status=422 if form.errors else 200)


def _filled_in(kept: Profile | None) -> dict[str, object]:
    if kept is None:
        return {}
    names = ("own_words", "target_groups", "languages", "access", "free_from")
    return {name: getattr(kept, name) for name in names}
