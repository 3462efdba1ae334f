"""The pure half: values, rules and verdicts; knows nothing of Sphinx, docutils or files."""
