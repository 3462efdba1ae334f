"""References in words by their form, and works that plain text names."""

from __future__ import annotations

import pytest

from sphinx_claims.core.citing.forms import CONFIDENCE, Confidence, Form, Mention
from sphinx_claims.core.citing.mentions import families_in, mention_of_link, mentions_in
from sphinx_claims.core.citing.references import ENOUGH, IN_A_LIST, reference_in
from sphinx_claims.core.citing.works import as_role, keys_meant, told_in
from sphinx_claims.core.model import Author, Bibliography, Citation, Location, Source
from sphinx_claims.core.scope import keys_of
from unit.making import unit

REFERENCES = """\
Poe, A, Roe, B, Ng, TE. The rest of cells on old tasks. Cell Ex Mapp. 2019; 40: 3362– 3384.
A. Ng, "How cells rest," J. Ex., vol. 3, pp. 1-9, 2020.
A. Ng, "How cells rest," J. Ex., vol. 3, pp. 1-9, 2020. :doi:`x`
[1] A. Ng, "How cells rest," J. Ex., vol. 3, pp. 1-9, 2020.
1. Ng A. How cells rest. J Ex. 2020;3:1-9.
See A. Ng, "How cells rest," J. Ex., vol. 3, pp. 1-9, 2020.
Roe, B. (2021). How cells wake. Journal of Examples, 4, 1-9. https://doi.org/10.1000/wake
Poe, E., "Cells and Sleep", Academic Press, 1999.
Ng A, Roe B, Poe C. How cells rest. J Ex. 2020;3(2):1-9.
Ng, Ada, and Bo Roe. 2020. "How Cells Rest." Journal of Examples 3 (2): 1–9.
Ng, A., Roe, B., & Poe, C. (2020). How cells rest: A review. Journal of Examples, 3(2), 1–9.
Ng et al., How cells rest: a Review in Python, JEX 12, pp. 2825-2830, 2011.
Ng, F. et al. cell-rest: sleep of cells in Python. JEX 12:2825-2830 (2011).
Ng, M. and Roe, I. A. "Handbook of Cellular Functions". New York: Dover, 1972.
M. Ng and I.A. Roe, "Handbook of Cellular Functions", 10th printing, 1964, pp. 374.
Wikipedia, "Sleep of cells", https://en.wikipedia.org/wiki/Sleep_of_cells
Wikipedia, “Rest of cells,” https://en.wikipedia.org/wiki/Rest
"Autorest", Wikipedia, https://en.wikipedia.org/wiki/Autorest
“Sleep in mice”. Example Foundation. https://example.org/sleep. Retrieved 2021-03-04.
Poe, W.H. et al. Cellular Recipes: The Art of Rest. 2007.
W. H. Press, B. P. Ng, S. A. Roe, and W. T. Poe, Cellular Recipes. Example University Press, 1986.
ISO 9001:2015. Quality management systems — Requirements. Geneva: ISO; 2015.
IEEE Std 754-2019, IEEE Standard for Floating-Point Arithmetic, 2019.
RFC 2119, Key words for use in RFCs, https://www.rfc-editor.org/rfc/rfc2119
World Health Organization. (2019). Guidelines on sleep. Geneva: WHO.
World Health Organization. Guidelines on sleep. Geneva: World Health Organization; 2019.
European Medicines Agency. Guideline on sleep. EMA/CHMP/123/2019. London, 2019.
The Rest developers (2023). Rest 1.5. Zenodo. https://doi.org/10.5281/zenodo.592483
NumPy Developers. NumPy documentation, version 1.26. https://numpy.org/doc (accessed 3 May 2024).
Python Software Foundation. Python Language Reference, version 3.11. https://www.python.org
van der Berg S, Roe SC, Poe G. The sleep array. Example Sci Eng. 2011;13(2):22-30.
Ng CR, Roe KJ, van der Berg SJ, et al. Sleep programming. Nature 2020; 585: 357–362.
Ng, P., Roe, R., Poe, T.E. et al. Rest 1.0: algorithms for sleep. Nat Methods 17, 261–272 (2020).
Ng, D. E. The Art of Cell Rest. Addison-Wesley, 1998.
D. E. Ng, The Art of Cell Rest, Vol. 2, Addison-Wesley, 1998.
Müller, K. und Meier, B. (2018): Schlaf der Zellen. Springer, Berlin.
O'Brien, T. (2001) Sleep and cells, PhD thesis, University of Example.
Ng A. Cells rest. bioRxiv 2020.01.02.123456. doi:10.1101/2020.01.02.123456
Roe, J. Sleep. arXiv:2001.01234
Ng, A. (n.d.). Notes on rest. Retrieved May 3, 2021, from https://example.org
Ng, B. and Roe, R.J. An Introduction to Rest. Chapman & Hall, 1993. ISBN 0-412-04231-2
Ng, Roe and Poe, The Elements of Rest, 2nd ed., Springer, 2009.
Roe, "Random Rest", Machine Learning, 45(1), 5-32, 2001.
Phys. Rev. Lett. 77, 3865 (1996)
B. Ng (1979). Rest methods: another look at sleep. The Annals of Statistics.""".splitlines()
STATEMENTS = """\
Transplant cures lupus in 90% of people and nobody ever dies of it.
Transplant cures lupus in 90% of people, vol. 3, pp. 1-9, 2020.
Transplant, A. cures lupus in 90% of people (2020), vol. 3.
In 2020 Ng showed that transplant cures lupus in 90% of people.
Ng and Roe (2020) showed that cells rest, J. Ex. 3, 1-9.
Ng et al. (2020) found that transplant cures lupus.
Ng (2020) reports a cure in 90% of cases (J Ex 2020;3:1-9).
The drug was approved in 2019 by the FDA.
See the notes of 2020, vol. 3, pp. 1-9.
We saw this in 2020, see https://example.org.
Cells rest in winter.
This holds in versions from 2.0 on, see https://example.org/2020.
Lupus, Cells and Sleep were studied in 2020, pp. 1-9.
About 40 percent of patients in 2019 (n = 120) died.
Not all cells rest; see A. Ng, "How cells rest," J. Ex., vol. 3, pp. 1-9, 2020.
Transplant cures everyone. Ng A. How cells rest. J Ex. 2020;3:1-9.
Cells (2020) rest.
A. Ng thinks so.""".splitlines()


@pytest.mark.parametrize("text", REFERENCES)
def test_references_in_words_are_known_by_their_form(text: str) -> None:
    assert reference_in(text, ENOUGH)


@pytest.mark.parametrize("text", STATEMENTS)
def test_statements_are_no_references(text: str) -> None:
    assert not reference_in(text, IN_A_LIST)


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org/sleep",
        "rest: a library for sleep. https://example.org",
        "Example, 2019.",
    ],
)
def test_in_a_list_of_references_less_will_do(text: str) -> None:
    assert reference_in(text, IN_A_LIST)
    assert not reference_in(text, ENOUGH)


@pytest.mark.parametrize("reference", ["Ng A. How cells rest. J Ex. 2020;3:1-9.", REFERENCES[5]])
@pytest.mark.parametrize(
    "behind",
    [
        "Transplant cures lupus in 90% of people.",
        "The transplant is safe, as 24 of 40 people saw in 2019.",
    ],
)
def test_what_goes_on_behind_a_reference_is_none_of_it(reference: str, behind: str) -> None:
    assert reference_in(f"{reference} {behind}") <= len(reference)


def test_texts_without_end_are_read_in_no_time() -> None:
    assert not reference_in("Ng, Roe, " * 5_000)
    assert not reference_in("Ng A, " * 5_000 + "who rest")
    assert not [*mentions_in("Ng, Roe, " * 5_000 + "rest (n = 2020)")]
    assert len([*mentions_in("doi:10.1000/x " * 5_000)]) == 5_000


def seen(text: str) -> list[tuple[str, str, str]]:
    return [
        (one.form.value, one.key or one.identifier or " & ".join(one.names), one.year)
        for _, one in mentions_in(text)
    ]


AUTHORS = {
    "Cells rest (Ng et al., 2020).": [("Ng", "2020")],
    "Cells rest [Ng et al., 2020].": [("Ng", "2020")],
    "Cells rest (Ng and Roe, 2020; Poe 2021a).": [("Ng & Roe", "2020"), ("Poe", "2021")],
    "Cells rest (see Ng 2020, p. 3; but see also Roe 2021).": [("Ng", "2020"), ("Roe", "2021")],
    "Cells rest (Ng, A. and Roe, B., 2020: 12).": [("Ng & Roe", "2020")],
    "Cells rest (World Health Organization, 2019).": [("World Health Organization", "2019")],
    "Cells rest (Ng & Roe, 2019, 2020b).": [("Ng & Roe", "2019"), ("Ng & Roe", "2020")],
    "Cells rest (Ng, in press).": [("Ng", "")],
    "Ng and Roe (2020) saw cells.": [("Ng & Roe", "2020")],
    "Ng, Roe, and Poe (2020) saw cells.": [("Ng & Roe & Poe", "2020")],
    "Ng's (2020) cells rest.": [("Ng", "2020")],
    "As van der Berg et al. (2020) saw, cells rest.": [("van der Berg", "2020")],
    "Cells rest (van der Berg & O'Brien, 2019).": [("van der Berg & O'Brien", "2019")],
    "Ng et al., 2020 saw cells.": [("Ng", "2020")],
    "According to Ng and colleagues (2020), cells rest.": [("Ng", "2020")],
    "Cells rest (May 2020).": [],
    "Cells rest (n = 2020), since 1999, in 2020 (Figure 2020).": [],
    "The year (2020) was good for Python (2020).": [],
}


@pytest.mark.parametrize(("text", "works"), AUTHORS.items())
def test_names_and_a_year_name_a_work(text: str, works: list[tuple[str, str]]) -> None:
    assert seen(text) == [("author-year", *work) for work in works]


OTHERS = {
    "Cells rest [see @Ng2020, p. 3; -@Roe-21].": [
        ("bracketed-key", "Ng2020", ""),
        ("bracketed-key", "Roe-21", ""),
    ],
    "As @Ng2020 saw.": [("bare-key", "Ng2020", "")],
    "Write to a@example.org, decorate with @fixture() or a/@b.": [],
    "Cells rest, doi:10.1000/rest.": [("identifier", "doi:10.1000/rest", "")],
    "Cells rest (https://doi.org/10.1000/A(B)c).": [("identifier", "doi:10.1000/a(b)c", "")],
    "Cells rest, PMID: 12 and PMC1234567.": [
        ("identifier", "pmid:12", ""),
        ("identifier", "pmcid:pmc1234567", ""),
    ],
    "Cells rest [@doi:10.1000/rest].": [("identifier", "doi:10.1000/rest", "")],
    "Cells rest {cite:p}Ng2020, Roe-21.": [
        ("bracketed-key", "Ng2020", ""),
        ("bracketed-key", "Roe-21", ""),
    ],
    "Cells rest :cite:Ng2020.": [("bracketed-key", "Ng2020", "")],
    "Cells rest \\citep[p. 3]{Ng2020, Roe}.": [
        ("bracketed-key", "Ng2020", ""),
        ("bracketed-key", "Roe", ""),
    ],
    "Cells rest [Ng2020].": [("bare-key", "Ng2020", "")],
    "Cells cite {this}; [that] [x1](y).": [],
    "Version 10.2024 costs 10/2.": [],
}


@pytest.mark.parametrize(("text", "works"), OTHERS.items())
def test_keys_and_identifiers_name_a_work(text: str, works: list[tuple[str, str, str]]) -> None:
    assert seen(text) == works


def test_a_mention_stands_where_its_words_begin() -> None:
    text = "Ng (2020) saw cells (Roe 2021), doi:10.1000/rest."
    assert {text[offset:].split(maxsplit=1)[0] for offset, _ in mentions_in(text)} == {
        "Ng",
        "(Roe",
        "doi:10.1000/rest.",
    }


@pytest.mark.parametrize(
    ("names", "families"),
    [
        ("A. Ng, B. C. Roe and Poe D", ("Ng", "Roe", "Poe")),
        ("Ng, A., & Roe, B.", ("Ng", "Roe")),
        ("Ng and others", ("Ng",)),
    ],
)
def test_families_are_told_from_initials(names: str, families: tuple[str, ...]) -> None:
    assert families_in(names) == families


def test_a_link_names_a_work_or_none() -> None:
    found = mention_of_link("doi:10.1000/One")
    assert found == Mention(form=Form.LINK, text="doi:10.1000/One", identifier="doi:10.1000/one")
    assert mention_of_link("https://example.org/10.1000/one") is None


def source(key: str, *families: str, **fields: str) -> Source:
    return Source(
        key=key,
        location=Location(doc=None, source="refs.bib", line=1),
        fields=tuple(fields.items()),
        authors=tuple(Author(family=family) for family in families),
    )


SOURCES = (
    source("Ng2020", "Ng", "Roe", year="2020", doi="10.1000/rest"),
    source("Berg2019", "van der Berg", date="2019-03-04"),
    source("Muller2018", "Müller", year="2018"),
    source("WHO2019", "World Health Organization", year="2019"),
    source("Poe1", "Poe", "Roe", year="2017"),
    source("Poe2", "Poe", "Ng", year="2017"),
    source("Nobody", year="2017"),
)
BIBLIOGRAPHY = Bibliography(sources=SOURCES, known=frozenset(one.key for one in SOURCES))


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("(Ng et al., 2020)", ["Ng2020"]),
        ("(Ng 2021)", []),
        ("(Berg 2019)", ["Berg2019"]),
        ("van der Berg (2019)", ["Berg2019"]),
        ("(Muller, 2018)", ["Muller2018"]),
        ("(WHO 2019)", ["WHO2019"]),
        ("(Poe et al. 2017)", []),
        ("(Poe & Ng 2017)", ["Poe2"]),
        ("(Ng, in press)", []),
        ("[@Ng2020; @Nope; @Poe1]", ["Ng2020", "Poe1"]),
        ("doi:10.1000/REST and (Ng 2020)", ["Ng2020"]),
    ],
)
def test_a_work_is_one_entry_or_none(text: str, keys: list[str]) -> None:
    assert [*keys_meant((one for _, one in mentions_in(text)), BIBLIOGRAPHY)] == keys


def test_a_bare_key_counts_only_if_there_is_such_a_key() -> None:
    one = unit(
        "", mentions=tuple(one for _, one in mentions_in("As @Ng2020, @fixture [Poe1] [A1] say"))
    )
    assert {mention.key for mention in told_in(one, BIBLIOGRAPHY.known)} == {"Ng2020", "Poe1"}


@pytest.mark.parametrize(
    ("file", "textual", "told"),
    [
        ("a.md", False, "{cite:p}`A, B`"),
        ("a.ipynb", True, "{cite:t}`A, B`"),
        ("a.rst", True, ":cite:t:`A, B`"),
        ("a.py", False, ":cite:p:`A, B`"),
    ],
)
def test_what_to_write_is_told_in_the_mark_up_of_the_file(
    file: str, textual: bool, told: str
) -> None:
    assert as_role(["A", "B"], textual=textual, source=file) == told


def test_every_form_has_a_confidence() -> None:
    assert set(CONFIDENCE) == set(Form)
    unchecked = {form for form, found in CONFIDENCE.items() if found is Confidence.UNCHECKED}
    kinds = {one.form for text in (*AUTHORS, *OTHERS) for _, one in mentions_in(text)}
    assert kinds | {Form.LINK} == unchecked


def test_a_number_on_a_page_is_no_key() -> None:
    cites = (Citation(key="1", confidence=Confidence.NUMBERED), Citation(key="Key"))
    assert keys_of(cites) == ("Key",)
