"""What lies beside the pages: bibliography, ledger, status, baseline, settings.

Files in, values out.
"""
