"""Pictures of the evidence: facts of the ledger to charts, maps, timelines and their tables."""
