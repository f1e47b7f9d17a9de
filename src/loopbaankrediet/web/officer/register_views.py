"""The register, kept by the registrar: who is in it, and entering somebody new."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from loopbaankrediet.counsellors.actions import register_counsellor
from loopbaankrediet.counsellors.errors import NotRegistered
from loopbaankrediet.counsellors.queries import REGISTER_PAGE, RegisterEntry, registered_entry
from loopbaankrediet.counsellors.queries import register as entries
from loopbaankrediet.demo.personas import BY_KEY, PERSONAS
from loopbaankrediet.kernel.actors import Role
from loopbaankrediet.kernel.errors import DomainError, NotFound
from loopbaankrediet.web.access import actor_of, requires_role
from loopbaankrediet.web.components import Cell, Column, SummaryRow, Table
from loopbaankrediet.web.officer.forms import RegistrationForm
from loopbaankrediet.web.requests import AppRequest
from loopbaankrediet.web.templatetags.dutch import day
