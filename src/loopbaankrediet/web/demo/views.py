"""Move the legal day, and read the mails that did not leave."""

from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from loopbaankrediet.kernel.errors import DomainError
from loopbaankrediet.platform.legal_clock import move_to
from loopbaankrediet.web.access import public
from loopbaankrediet.web.demo.forms import ClockForm, StepForm
from loopbaankrediet.web.demo.mails import latest_mails
from loopbaankrediet.web.requests import AppRequest
from loopbaankrediet.web.templatetags.dutch import day

STEPS = (("1 dag verder", 1), ("14 dagen verder", 14), ("30 dagen verder", 30))


@public
@require_safe
def mails(request: AppRequest) -> HttpResponse:
    """What would have left by mail."""
    return render(request, "web/demo/mails.html", {"mails": latest_mails(Path(settings.EMAIL_FILE_PATH))})


@public
@require_http_methods(["GET", "POST"])
def legal_clock(request: AppRequest) -> HttpResponse:
    today = request.clock.today()
    form = ClockForm(request.POST or None)
    if form.is_valid():
        try:
            move_to(form.cleaned_data["day"])
        except DomainError as error:
            form.add_domain_error(error)
        else:
            messages.success(request, f"De wettelijke dag is nu {day(form.cleaned_data['day'])}.")
            return redirect("demo:legal_clock")
    steps = [(label, StepForm(initial={"day": today + timedelta(days)})) for label, days in STEPS]
    context = {"form": form, "steps": steps, "today": today}
    return render(request, "web/demo/legal_clock.html", context, status=422 if form.is_bound else 200)
