"""Forms: what a person typed is kept, and every message is said where it can be mended."""

from uuid import UUID, uuid4

from django import forms

from loopbaankrediet.kernel.errors import DomainError
from loopbaankrediet.web.forms import DayField, PlainForm, SummaryError


class PhoneWrong(DomainError):
    message = "Dit nummer is te kort."
    field = "phone"


class ElsewhereWrong(DomainError):
    message = "Dit kan vandaag niet."
    field = "something_else"


class ContactForm(PlainForm):
    phone = forms.CharField(
        label="Telefoonnummer",
        help_text="Bijvoorbeeld 0470 12 34 56",
        widget=forms.TextInput(attrs={"autocomplete": "tel"}),
    )
    mode = forms.ChoiceField(
        label="Vorm",
        choices=[("centre", "Bij de begeleider"), ("online", "Online")],
        widget=forms.RadioSelect,
    )
    agree = forms.BooleanField(label="Ik ga akkoord")
    remark = forms.CharField(label="Opmerking", required=False)


def filled(**changes: str) -> ContactForm:
    data = {"act_key": str(uuid4()), "phone": "0470", "mode": "online", "agree": "on"} | changes
    return ContactForm(data)


def test_a_missing_answer_is_named_at_its_field_and_linked_from_the_summary() -> None:
    assert filled(phone="", mode="", agree="").summary() == [
        SummaryError("Vul 'Telefoonnummer' in.", "#id_phone"),
        SummaryError("Maak een keuze bij 'Vorm'.", "#id_mode_0"),
        SummaryError("Kruis aan: 'Ik ga akkoord'.", "#id_agree"),
    ]


def test_every_link_of_the_summary_leads_to_a_control() -> None:
    form = filled(phone="", mode="", agree="")
    html = str(form)

    assert all(f'id="{line.href[1:]}"' in html for line in form.summary())


def test_a_field_in_error_tells_a_screen_reader_its_hint_and_error() -> None:
    html = filled(phone="")["phone"].as_field_group()

    assert 'aria-describedby="id_phone_helptext id_phone_error"' in html
    assert 'id="id_phone_helptext"' in html
    assert 'id="id_phone_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'autocomplete="tel"' in html
    assert '<label for="id_phone">Telefoonnummer</label>' in html


def test_choices_stand_in_a_fieldset_with_the_question_as_legend() -> None:
    html = ContactForm()["mode"].as_field_group()

    assert "<fieldset" in html
    assert "<legend>Vorm</legend>" in html


def test_an_optional_field_says_so() -> None:
    assert "(niet verplicht)" in ContactForm()["remark"].as_field_group()


def test_a_refusal_of_the_house_stands_at_its_field() -> None:
    form = filled()
    form.add_domain_error(PhoneWrong())

    assert form.errors == {"phone": ["Dit nummer is te kort."]}


def test_a_refusal_without_a_field_in_this_form_stands_in_the_summary() -> None:
    form = filled()
    form.add_domain_error(ElsewhereWrong())

    assert form.summary() == [SummaryError("Dit kan vandaag niet.")]


def test_a_form_that_comes_back_keeps_its_act_key_and_what_was_typed() -> None:
    key = str(uuid4())
    html = str(filled(act_key=key, phone="O'Brien", mode=""))

    assert key in html
    assert "O&#x27;Brien" in html


def test_each_form_that_is_opened_has_a_key_of_its_own() -> None:
    assert PlainForm()["act_key"].value() != PlainForm()["act_key"].value()


def test_a_valid_form_gives_its_key_to_the_act() -> None:
    key = uuid4()
    form = filled(act_key=str(key))

    assert form.is_valid()
    assert form.key == key
    assert isinstance(form.key, UUID)


def test_a_form_without_a_key_says_what_to_do() -> None:
    assert SummaryError("Laad de pagina opnieuw.") in filled(act_key="").summary()


def test_a_day_is_read_as_people_write_it_and_refused_with_an_example() -> None:
    class DayForm(PlainForm):
        day = DayField(label="Dag")

    good = DayForm({"act_key": str(uuid4()), "day": "1/3/2027"})
    wrong = DayForm({"act_key": str(uuid4()), "day": "30/2/2027"})

    assert good.is_valid()
    assert good.cleaned_data["day"].isoformat() == "2027-03-01"
    assert wrong.summary() == [SummaryError("Schrijf de dag zo: 1/3/2027.", "#id_day")]
