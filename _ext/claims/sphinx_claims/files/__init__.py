"""What lies beside the pages: bibliography, ledger, status, baseline, settings; files in, values out."""
