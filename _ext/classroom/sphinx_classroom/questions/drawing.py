"""Questions as plain nodes, which need no script: what is asked, and a closed answer below it.

Classes and ids say what each part is, so that a script can take over: ``question``,
``question-options``, ``question-feedback``, ``question-right`` and the like.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from docutils import nodes

from sphinx_classroom.questions.model import Abstract, Choice, Grid, Item, Kind, Questions, Told
from sphinx_classroom.questions.pen import STEM, Pen

RIGHT, WRONG = "right", "not right"
MODEL, LOOK_FOR, SLIP, OTHERS = "A model answer:", "Look for:", "A common slip:", "Any other answer"
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def draw_questions(questions: Questions, pen: Pen) -> list[nodes.Node]:
    """Return all questions, each abstract before the first question about it."""
    waiting = {abstract.id: abstract for abstract in questions.abstracts}
    found: list[nodes.Node] = []
    for number, item in enumerate(questions.items, 1):
        if abstract := waiting.pop(item.about, None):
            found.append(_abstract(abstract, pen))
        found.append(_item(item, number, pen))
    return found


def _abstract(abstract: Abstract, pen: Pen) -> nodes.Element:
    told = abstract.told
    text = f"{abstract.label} {told.text}" if abstract.label else told.text
    box = pen.box("scenario", abstract.title, {"kind": "study"}, Told(text=text, line=told.line))
    box["ids"].append(nodes.make_id(abstract.id))
    return box


def _item(item: Item, number: int, pen: Pen) -> nodes.Element:
    box = nodes.container(classes=["question", f"question-{item.kind}"])
    box["ids"].append(nodes.make_id(item.id))
    pen.place(box, item.line)
    box += _stem(item, number, pen)
    box += _offered(item, pen)
    body = _answer(item, pen)
    answer = pen.box("answer", "", {}, Told(text="x", line=item.stem.line))
    answer.remove(answer.children[-1])
    answer += body
    box += answer
    return box


def _stem(item: Item, number: int, pen: Pen) -> nodes.Element:
    """Return what is asked; what it tells before that has the sources of the question."""
    told, asked = _parted(item.stem.text) if item.sources else ("", item.stem.text)
    count = f"{number}. "
    parts: list[nodes.Node] = []
    if told:
        said = pen.sourced(told, item.sources)
        said.insert(0, nodes.strong("", count))
        parts, count = [said, nodes.Text(" ")], ""
    parts.append(nodes.strong("", count, *pen.inline(asked)))
    for name, text in (("unit", item.unit), ("objective", item.objective)):
        if text:
            parts += [nodes.Text(" "), nodes.inline("", f"({text})", classes=[f"question-{name}"])]
    return pen.paragraph(item.stem, *parts, classes=[] if told else [STEM])


def _parted(text: str) -> tuple[str, str]:
    """Return what a stem tells, and its last sentence, which asks."""
    for mark in (". ", "? ", "! "):
        told, found, asked = text.rpartition(mark)
        if found and not any(other in asked for other in (". ", "? ", "! ")):
            return f"{told}{mark[0]}", asked
    return "", text


def _offered(item: Item, pen: Pen) -> Iterator[nodes.Node]:
    """Yield what stands between the question and its answer."""
    if item.headline:
        quoted = nodes.block_quote("", pen.paragraph(item.headline, classes=[STEM]), classes=[STEM])
        pen.place(quoted, item.headline.line)
        yield quoted
    if item.grid:
        yield _grid(item.grid, item.grid.covered, item.sources, pen)
    if item.before:
        yield pen.paragraph(item.before, classes=[STEM])
    yield from _options_of(item, pen)


def _options_of(item: Item, pen: Pen) -> Iterator[nodes.Node]:
    """Yield the lists of what may be answered, where a reader is to choose."""
    if item.kind in {Kind.SINGLE, Kind.MULTIPLE}:
        yield _options(item, [choice.told for choice in item.choices], pen)
    elif item.kind is Kind.ORDERING:
        yield _options(item, _mixed([choice.told for choice in _in_order(item)]), pen)
    elif item.kind is Kind.MATCHING:
        yield _options(item, [choice.told for choice in item.choices], pen)
        yield _options(item, _mixed([one.match for one in item.choices if one.match]), pen, "right")


def _mixed(told: Sequence[Told]) -> list[Told]:
    """Return texts in an order that tells nothing: by their letters, and never the right one."""
    mixed = sorted(told, key=lambda one: one.text.lower())
    return mixed if mixed != list(told) else mixed[::-1]


def _in_order(item: Item) -> list[Choice]:
    return sorted(item.choices, key=lambda choice: choice.position)


def _options(item: Item, told: Sequence[Told], pen: Pen, side: str = "") -> nodes.Element:
    """Return a list of options, a letter each."""
    classes = [STEM, "question-options", *([f"question-{side}"] if side else [])]
    found = nodes.enumerated_list(
        classes=classes, enumtype="arabic" if side else "upperalpha", prefix="", suffix="."
    )
    pen.place(found, item.line)
    for index, one in enumerate(told, 1):
        option = nodes.list_item("", pen.paragraph(one))
        option["ids"].append(nodes.make_id(f"{item.id}-{side or 'option'}-{index}"))
        pen.place(option, one.line)
        found += option
    return found


def _grid(grid: Grid, shown: int, keys: Sequence[str], pen: Pen) -> nodes.Element:
    """Return the first columns of a table, and its sources in the last cell of the header."""
    table = nodes.table(classes=["question-table"])
    group = nodes.tgroup(cols=shown)
    group += [nodes.colspec(colwidth=100 // len(grid.header)) for _ in range(shown)]
    head, body = nodes.thead(), nodes.tbody()
    cited = [nodes.Text(" "), *pen.citation(keys)] if keys else []
    head += _row(grid.header[:shown], pen, cited)
    body += [_row(row[:shown], pen) for row in grid.rows]
    group += [head, body]
    table += group
    pen.place(table, grid.line)
    return table


def _row(cells: Sequence[Told], pen: Pen, last: Sequence[nodes.Node] = ()) -> nodes.row:
    row = nodes.row()
    for index, cell in enumerate(cells):
        parts = [*pen.inline(cell.text), *(last if index == len(cells) - 1 else ())]
        row += nodes.entry("", pen.paragraph(cell, *parts) if parts else nodes.paragraph())
    if cells:
        pen.place(row, cells[0].line)
    return row


def _answer(item: Item, pen: Pen) -> list[nodes.Node]:
    """Return what the box of the answer holds: feedback for every option."""
    found: list[nodes.Node] = []
    if item.grid:
        found.append(_grid(item.grid, len(item.grid.header), item.sources, pen))
    if item.after:
        found.append(pen.paragraph(item.after, classes=[STEM]))
    if item.model:
        parts = [nodes.strong("", MODEL), nodes.Text(" "), *pen.inline(item.model.text)]
        found.append(pen.paragraph(item.model, *parts, classes=[STEM, "question-model"]))
    if item.rubric:
        found.append(_label(LOOK_FOR, item.rubric[0].told.line, pen))
        found.append(_told([(one, one.told, "") for one in item.rubric], "question-rubric", pen))
    if item.choices:
        heading = _HEADINGS.get(item.kind, _with_verdict)
        answers = [(choice, *heading(choice, item)) for choice in _in_order(item)]
        found.append(_told(answers, "question-answers", pen))
    found += [part for slip in item.slips for part in _slip(slip, pen)]
    return found


def _with_verdict(choice: Choice, item: Item) -> tuple[Told, str]:
    return choice.told, "" if choice.correct is None else RIGHT if choice.correct else WRONG


def _with_place(choice: Choice, item: Item) -> tuple[Told, str]:
    return choice.told, ""


def _with_match(choice: Choice, item: Item) -> tuple[Told, str]:
    match = choice.match.text if choice.match else ""
    return Told(text=f"{choice.told.text} \u2192 {match}", line=choice.told.line), ""


def _with_number(choice: Choice, item: Item) -> tuple[Told, str]:
    text = f"{choice.told.text}{'' if item.unit == '%' else ' '}{item.unit}".strip()
    return Told(text=text, line=choice.told.line), RIGHT if choice.correct else WRONG


_HEADINGS: Mapping[Kind, Callable[[Choice, Item], tuple[Told, str]]] = {
    Kind.ORDERING: _with_place,
    Kind.MATCHING: _with_match,
    Kind.NUMERIC: _with_number,
}
"""What stands above the feedback to an option: its words, and whether it is right."""


def _told(answers: Sequence[tuple[Choice, Told, str]], name: str, pen: Pen) -> nodes.Element:
    """Return options with their feedback, each below its heading and whether it is right."""
    found = _list_of([choice for choice, _, _ in answers], name)
    pen.place(found, answers[0][1].line)
    for choice, told, verdict in answers:
        parts: list[nodes.Node] = [nodes.strong("", "", *pen.inline(told.text))]
        said = nodes.list_item()
        if verdict:
            parts += [nodes.Text(f" \u2013 {verdict}")]
            said["classes"].append(f"question-{'right' if choice.correct else 'wrong'}")
        said += [pen.paragraph(told, *parts, classes=[STEM]), pen.feedback(choice.feedback)]
        pen.place(said, told.line)
        found += said
    return found


def _list_of(choices: Sequence[Choice], name: str) -> nodes.Element:
    """Return an empty list, numbered if its items have an order."""
    if any(choice.position for choice in choices):
        return nodes.enumerated_list(classes=[name], enumtype="arabic", prefix="", suffix=".")
    return nodes.bullet_list(classes=[name], bullet="-")


def _label(text: str, line: int, pen: Pen) -> nodes.Element:
    return pen.paragraph(Told(text=text, line=line), nodes.strong("", text), classes=[STEM])


def _slip(slip: Choice, pen: Pen) -> Iterator[nodes.Node]:
    """Yield what is said of other answers."""
    text = f"{SLIP} {slip.told.text}." if slip.told.text else f"{OTHERS}."
    told = Told(text=text, line=slip.told.line)
    yield pen.paragraph(told, nodes.emphasis("", text), classes=[STEM])
    yield pen.feedback(slip.feedback)
