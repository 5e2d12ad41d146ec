"""Nothing is missing from a catalogue, nothing unsure, every hole where it was, every form of a number right."""

import gettext
import re
from collections import Counter

import pytest
from babel import Locale
from babel.messages.catalog import Catalog, Message

from cxtui.language import HEAD, KEY, _, lazy, lazy_joined, lazy_number, lazy_plural, ngettext, use
from tests.language.catalogue import TRANSLATED, lacking, po, read, superfluous, template

HOLE = re.compile(r"(?<!\{)\{([a-z_0-9]+)\}")


@pytest.fixture(scope="module")
def wanted() -> Catalog:
    return template()


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_text_is_translated_and_no_other(language: str, wanted: Catalog) -> None:
    catalogue = read(language)
    assert len(wanted) > 1_000
    assert lacking(catalogue, wanted) == [], "python -m tests.language.catalogue --update, then translate"
    assert superfluous(catalogue, wanted) == [], "python -m tests.language.catalogue --update"
    assert not catalogue.obsolete
    assert not [one.id for one in catalogue if one.id and one.fuzzy]


def forms(message: Message) -> tuple[list[str], list[str]]:
    ids = [message.id] if isinstance(message.id, str) else list(message.id)
    strings = [message.string] if isinstance(message.string, str) else list(message.string or ())
    return ids, strings


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_form_has_the_same_holes(language: str) -> None:
    for message in read(language):
        if message.id:
            ids, strings = forms(message)
            for string in strings:
                assert Counter(HOLE.findall(string)) == Counter(HOLE.findall(ids[-1])), string


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_binary_form_is_that_of_the_text(language: str) -> None:
    catalogue = read(language)
    with po(language).with_suffix(".mo").open("rb") as file:
        binary = gettext.GNUTranslations(file)
    for message in catalogue:
        if message.id:
            ids, strings = forms(message)
            if len(ids) == 2:
                found = {binary.ngettext(ids[0], ids[1], n) for n in range(200)}
                assert found == set(strings)
            elif message.context:
                assert binary.pgettext(message.context, ids[0]) == strings[0]
            else:
                assert binary.gettext(ids[0]) == strings[0]


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_number_gets_the_form_that_the_cldr_gives_it(language: str) -> None:
    """The order of the forms is one, few, many; ``other`` is for fractions alone, which nothing counts."""
    order = ("one", "few", "many")
    rule = Locale.parse(language).plural_form
    with po(language).with_suffix(".mo").open("rb") as file:
        binary = gettext.GNUTranslations(file)
    message = read(language).get("{n} tickets")
    assert message is not None
    strings = forms(message)[1]
    for n in (0, 1, 2, 3, 4, 5, 11, 12, 14, 21, 22, 25, 100, 101, 111, 112, 121, 1_001, 1_002):
        assert binary.ngettext("{n} tickets", "{n} tickets", n) == strings[order.index(rule(n))]


def test_tickets_are_counted_as_people_count_them() -> None:
    numbers = (1, 2, 5, 21, 22, 25, 111)
    use("ru")
    assert [ngettext("{n} tickets", "{n} tickets", n).format(n=n) for n in numbers] == [
        "1 заявка", "2 заявки", "5 заявок", "21 заявка", "22 заявки", "25 заявок", "111 заявок",
    ]  # fmt: skip
    use("pl")
    assert [ngettext("{n} tickets", "{n} tickets", n).format(n=n) for n in numbers] == [
        "1 zgłoszenie", "2 zgłoszenia", "5 zgłoszeń", "21 zgłoszeń", "22 zgłoszenia", "25 zgłoszeń", "111 zgłoszeń",
    ]  # fmt: skip


def test_a_sentence_is_translated_with_what_stands_in_its_holes() -> None:
    inner = lazy_plural("{n} tickets", "{n} tickets", 12_345)
    text = lazy(
        "{value} of {counted} in {period}", value=lazy_number(78.4, 1, " %"), counted=inner, period=lazy("today")
    )
    assert text == "78.4 % of 12,345 tickets in today"
    both = lazy_joined((text, "Ola"))
    use("ru")
    assert _(both) == "78,4 % (12\u00a0345 заявок, сегодня); Ola"
    use("en")
    assert _(both) == both


def test_an_error_keeps_what_it_says() -> None:
    use("pl")
    text = _(str(ValueError(lazy("{path}: this is a folder, not a store", path="/x"))))
    assert text == "/x: to folder, nie baza"


def test_one_word_in_two_places_is_two_words() -> None:
    use("ru")
    assert (_("open", KEY), _("open")) == ("открыть", "открыто")
    assert (_("tier", HEAD), _("tier")) == ("ур.", "уровень")
