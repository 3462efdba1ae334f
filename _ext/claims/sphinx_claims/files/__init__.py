"""What lies beside the pages: bibliography, ledger, status, baseline, settings.

Files in, values out. ``disk`` reads and writes; ``yaml_nodes`` and ``json_nodes`` turn text into
``nodes``, ``data`` turns those into values.
"""
