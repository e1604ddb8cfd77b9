"""Every term and rule of the knowledge files, on its own examples and counter-examples."""

import re
from importlib.resources import files

import pytest

from pkpu_review.annotate.pipeline import pipeline
from pkpu_review.annotate.reading import read
from pkpu_review.annotate.vocabulary import Example, Rule, Term, vocabulary
from pkpu_review.annotate.weigh import weigh
from pkpu_review.model import Provision

TERMS = vocabulary().terms
RULES = vocabulary().rules


def found(text: str) -> set[str]:
    return {hit.term.id for hit in pipeline().scan(text).hits}


def held(example: Example) -> list[str]:
    article = Provision("pasal-1", "pasal", heading=example.heading, lead=example.text)
    return weigh(read(article, pipeline().scan, whole=True), vocabulary()).rules


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.id)
def test_a_term_is_found_in_its_examples_and_not_in_its_counter_examples(term: Term) -> None:
    assert term.examples and term.counter_examples and term.citation
    assert [text for text in term.examples if term.id not in found(text)] == []
    assert [text for text in term.counter_examples if term.id in found(text)] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_holds_on_its_examples_and_not_on_its_counter_examples(rule: Rule) -> None:
    assert rule.examples and rule.counter_examples and rule.citation
    assert [example for example in rule.examples if rule.id not in held(example)] == []
    assert [example for example in rule.counter_examples if rule.id in held(example)] == []


def test_ids_are_unique() -> None:
    for entries in (TERMS, RULES):
        known = [entry.id for entry in entries]
        assert sorted(set(known)) == sorted(known)


def test_every_field_has_a_term_that_is_not_weak() -> None:
    named = {term.field for term in TERMS if not term.weak} | {name for rule in RULES for name, _ in rule.adds}
    assert set(vocabulary().fields) - named == set()


def test_no_entry_names_a_document_or_a_place_in_one() -> None:
    folder = files("pkpu_review.knowledge").joinpath("divisions")
    for path in [*folder.joinpath("terms").iterdir(), folder.joinpath("rules.toml")]:
        text = re.sub(r"^citation = .*$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
        assert re.findall(r"uu-\d{4}|pasal-\d|\.pdf", text) == [], path.name
