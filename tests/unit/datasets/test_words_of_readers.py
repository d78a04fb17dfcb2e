"""Lists of words: those of the course are whole; of a reader's it is told what is left out."""

from typing import Any

import pytest

from pycore.datasets.words import LISTS, encode, load_words, read_words


def test_dinosaurs_and_their_kin_are_all_there() -> None:
    words = load_words("dinosaurs")
    assert len(words) == len(set(words)) == 1234
    assert words[0] == "aachenosaurus"
    assert sum(word.endswith("saurus") for word in words) / len(words) == pytest.approx(0.436, 0.01)


def test_the_elements_are_all_there_in_their_order() -> None:
    words = load_words("elements")
    assert len(words) == len(set(words)) == 118
    assert (words[0], words[25], words[78], words[117]) == ("hydrogen", "iron", "gold", "oganesson")


@pytest.mark.parametrize("name", LISTS)
def test_a_list_of_the_course_can_be_written(name: str) -> None:
    assert len(encode(load_words(name))[0]) == len(load_words(name))


def test_a_list_that_is_not_there_meets_a_sentence() -> None:
    with pytest.raises(ValueError, match="name must be one of dinosaurs, elements; not 'towns'"):
        load_words("towns")


def test_words_are_parted_by_spaces_lines_commas_and_semicolons() -> None:
    assert read_words("ox fox\r\nbox,\tcox ; dox\n\n").words == ("ox", "fox", "box", "cox", "dox")


def test_capitals_become_small_without_a_word_about_it() -> None:
    found = read_words("Hull YORK")
    assert found.words == ("hull", "york")
    assert found.respelt == ()


def test_accents_come_off_and_special_letters_are_spelt() -> None:
    found = read_words("Zoë Åse Straße Łódź café naïve œuvre hull")
    assert found.words == ("zoe", "ase", "strasse", "lodz", "cafe", "naive", "oeuvre", "hull")
    assert found.respelt == ("Zoë", "Åse", "Straße", "Łódź", "café", "naïve", "œuvre")


def test_an_accent_may_be_a_sign_of_its_own() -> None:
    assert read_words("Zoe\u0308").words == ("zoe",)


def test_what_is_left_out_is_told() -> None:
    found = read_words("ox R2D2 Stratford-upon-Avon ox OX llanfairpwllgwyngyll o'neil")
    assert found.words == ("ox",)
    assert found.other_signs == ("R2D2", "Stratford-upon-Avon", "o'neil")
    assert found.too_long == ("llanfairpwllgwyngyll",)
    assert found.repeated == ("ox", "OX")
    assert found.dropped == 6


def test_a_word_of_15_letters_is_not_too_long() -> None:
    assert read_words("abcdefghijklmno abcdefghijklmnop").words == ("abcdefghijklmno",)


def test_bytes_are_read_as_a_text() -> None:
    assert read_words("\ufeffZoë\nOx".encode()).words == ("zoe", "ox")


def test_lines_of_notes_are_passed_over() -> None:
    assert read_words("# from the register\nox\n  # more\nfox").words == ("ox", "fox")


def test_a_few_words_in_another_script_are_left_out() -> None:
    found = read_words("ox fox Москва")
    assert found.words == ("ox", "fox")
    assert found.other_signs == ("Москва",)


@pytest.mark.parametrize("data", ["Москва Казань Omsk", "東京", "Αθήνα"])
def test_a_list_in_another_script_meets_an_honest_sentence(data: str) -> None:
    rule = "data must be words of the 26 letters from a to z: this model knows no other script"
    with pytest.raises(ValueError, match=rule):
        read_words(data)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ("", "data must hold at least one word of 1 to 15 letters from a to z; of 0 words none is"),
        ("12 R2D2", "of 2 words none is"),
        (b"Zo\xeb", "data must be text in UTF-8; byte 2 is not"),
        (5, "data must be a text, or its bytes in UTF-8; not 5"),
        (None, "data must be a text, or its bytes in UTF-8; not None"),
        ("ox " * 400_000, "data must have fewer than 1,000,000 characters"),
    ],
)
def test_what_is_no_list_meets_a_sentence(data: Any, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        read_words(data)
