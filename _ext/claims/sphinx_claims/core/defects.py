"""What can be wrong with mark-up and files, each kind by the slug of the rule that reports it."""

from __future__ import annotations

from enum import StrEnum


class DefectKind(StrEnum):
    """What is wrong; the value is the slug of the rule that reports it."""

    UNKNOWN_KEY = "unknown-key"
    MISSING_BIBLIOGRAPHY = "missing-bibliography"
    MALFORMED_ENTRY = "malformed-entry"
    MISSING_COMMA = "missing-comma"
    MALFORMED_STATUS = "malformed-status"
    MALFORMED_LEDGER = "malformed-ledger"
    UNKNOWN_FACT = "unknown-fact"
    FLOATING_CITATION = "floating-citation"
    CITATION_IN_HEADING = "citation-in-heading"
    TRANSLATION_CITATION = "translation-citation"
    LONGER_TRANSLATION = "longer-translation"
    CLAIM_WITHOUT_KEY = "claim-without-key"
    MALFORMED_SUPPRESSION = "malformed-suppression"
    UNUSED_SUPPRESSION = "unused-suppression"
    UNUSABLE_BASELINE = "unusable-baseline"
    STALE_BASELINE_ENTRY = "stale-baseline-entry"
    HELD_FINDINGS = "held-findings"
    RAW_CONTENT = "raw-content"
    NO_SEGMENTER = "no-segmenter"
    RULE_DISABLED = "rule-disabled"
    UNJUDGED_TEXT = "unjudged-text"
    LOST_PAGE = "lost-page"
    UNDECODABLE_SOURCE = "undecodable-source"
    IMAGE_WITHOUT_ALT = "image-without-alt"
