"""A document to its sentences, each with its place; knows node classes, no verdicts."""
