"""Arithmetic with facts: what it prints, and what it refuses."""

from __future__ import annotations

import pytest

from sphinx_claims.core.evidence.arithmetic import calculate, keys_in
from sphinx_claims.core.evidence.ledger import Ledger
from sphinx_claims.core.evidence.quantities import quantities_in
from unit.rules.contexts import fact, ledger, study

KEY = study(
    "Key",
    facts=[
        fact("remission", "66", count="33", denominator="50", time="6 months", locator="Table 2"),
        fact("relapse", "32.5", count="13", denominator="40"),
        fact("survival", "81"),
        fact("deaths", "12", unit="deaths", denominator="53"),
        fact("rare", "0.2", count="1", denominator="500"),
        fact("follow-up", "26", unit="months"),
        fact("first", "17.0", unit="months"),
        fact("range", "3", "40", unit="months"),
        fact("begin", "1997", unit=""),
        fact("end", "2004", unit=""),
        fact("score", "-2.5", unit="points"),
        fact("cells", "90000000", unit="cells"),
        fact("none", "0", unit="people"),
        fact("worked-out", "16", unit="people", derived="53 - 37"),
    ],
    participants=53,
)
LEDGER = ledger(KEY, study("Other", participants=12))


def told(target: str) -> str:
    return calculate(target, LEDGER).text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("target", "text"),
    [
        ("Key.remission count / Key.participants", "33 ÷ 53 = 62%"),
        ("Key.remission count ÷ Key.participants", "33 ÷ 53 = 62%"),
        ("Key.participants - Key.deaths", "53 − 12 = 41"),
        ("Key.participants − Key.deaths", "53 − 12 = 41"),
        ("(Key.participants - Key.deaths) / Key.participants", "(53 − 12) ÷ 53 = 77%"),
        ("Key.participants / Key.remission count", "53 ÷ 33 = 1.6"),
        ("Key.rare count / Key.rare denominator", "1 ÷ 500 = 0.2%"),
        ("Key.survival - Key.relapse", "81% − 32.5% = 48.5 percentage points"),
        ("Key.relapse - Key.survival", "32.5% − 81% = −48.5 percentage points"),
        ("100% - Key.survival", "100% − 81% = 19%"),
        ("Key.survival + Key.rare", "81% + 0.2% = 81.2%"),
        ("Key.remission * Key.remission denominator", "66% × 50 = 33"),
        ("Key.relapse × Key.participants", "32.5% × 53 = 17.23"),
        ("Key.survival * Key.remission", "81% × 66% = 53%"),
        ("Key.survival / Key.remission", "81% ÷ 66% = 1.2"),
        ("Key.follow-up - Key.first", "26 − 17.0 = 9.0 months"),
        ("Key.follow-up / Key.first", "26 ÷ 17.0 = 1.53"),
        ("Key.range high - Key.range low", "40 − 3 = 37 months"),
        ("Key.follow-up - Key.remission time-number", "26 − 6 = 20 months"),
        ("Key.end - Key.begin", "2004 − 1997 = 7"),
        ("Key.score - Key.score", "−2.5 − (−2.5) = 0.0 points"),
        ("Key.cells + Key.cells", "90,000,000 + 90,000,000 = 180,000,000 cells"),
        ("Key.none / Key.participants", "0 ÷ 53 = 0%"),
        (
            "Key.remission count / Key.remission denominator - Key.deaths / Key.participants",
            "33 ÷ 50 − 12 ÷ 53 = 43 percentage points",
        ),
        ("Key.remission count / Key.participants result", "62%"),
        ("Key.remission count / Key.participants bare result", "62%"),
    ],
)
def test_arithmetic_is_printed_with_its_result(target: str, text: str) -> None:
    assert told(target) == text


def test_a_calculation_says_where_its_numbers_stand() -> None:
    done = calculate("Key.remission count / Key.participants bare", LEDGER)
    assert (done.key, done.bare, done.locator) == ("Key", True, "Table 2; Abstract")
    assert done.operands == ("Key.remission count", "Key.participants number")
    assert [one.text for one in quantities_in(done.result)] == ["62"]


@pytest.mark.parametrize(
    ("target", "slip"),
    [
        (
            "Key.remission count / Other.participants",
            "calc mixes Key and Other: arms of different studies are not compared",
        ),
        (
            "Key.deaths + Other.participants",
            "calc mixes Key and Other: arms of different studies are not compared",
        ),
        (
            "Key.remision count / Key.participants",
            "Key has no fact 'remision'; nearest are remission",
        ),
        ("Kay.deaths / Key.participants", "the ledger has no source 'Kay'; nearest are Key"),
        ("Key.survival count / Key.participants", "'Key.survival' records no count"),
        ("Key.range - Key.follow-up", "'Key.range' is a range: calculate with its low or high end"),
        (
            "Key.remission of / Key.participants",
            "calc cannot calculate with 'Key.remission of', which is no single number",
        ),
        (
            "Key.worked-out / Key.participants",
            "'Key.worked-out' is worked out itself (53 - 37): calculate with "
            "what its source prints",
        ),
        ("Key.deaths / Key.none", "calc 'Key.deaths / Key.none' divides by 0"),
        (
            "Key.deaths - Key.survival",
            "calc adds or subtracts people and %, which differ in kind",
        ),
        (
            "Key.begin + Key.deaths",
            "calc adds or subtracts a plain number and people, which differ in kind",
        ),
        (
            "Key.deaths",
            "calc 'Key.deaths' has no operator: the role fact prints one number",
        ),
        ("100% - 100%", "calc names no fact"),
        ("", "calc '' has no operator: the role fact prints one number"),
    ],
)
def test_what_is_wrong_with_arithmetic_is_told(target: str, slip: str) -> None:
    with pytest.raises(ValueError) as raised:  # noqa: PT011 - the whole message is compared
        calculate(target, LEDGER)
    assert str(raised.value) == slip


@pytest.mark.parametrize(
    "target",
    [
        "Key.deaths /",
        "Key.deaths - - Key.participants",
        "(Key.deaths / Key.participants",
        "Key.deaths Key.participants / Key.deaths",
        "- Key.deaths",
    ],
)
def test_what_is_no_expression_is_refused(target: str) -> None:
    with pytest.raises(ValueError, match="is no sum, difference, product or quotient"):
        calculate(target, LEDGER)


@pytest.mark.parametrize("word", ["3", "100", "max", "Key", "^", "**", "53%"])
def test_no_number_stands_for_itself_but_all_of_it(word: str) -> None:
    with pytest.raises(ValueError, match=r"^calc cannot read "):
        calculate(f"Key.deaths / {word}", LEDGER)


def test_a_long_expression_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^calc has 4001 parts, and may have 24$"):
        calculate("(" * 2000 + "Key.deaths" + " + Key.deaths" * 1000, LEDGER)


def test_without_a_ledger_nothing_is_worked_out() -> None:
    with pytest.raises(ValueError, match="claims_ledger names no ledger"):
        calculate("Key.deaths / Key.participants", Ledger())


def test_the_sources_of_an_expression_are_known_though_it_is_wrong() -> None:
    assert keys_in("(Key.x + Other.y.z) / 3 bare") == {"Key", "Other.y"}
