"""The words by which the rules of evidence tell what a sentence says of its sources.

An entry is a word, ``stem*`` for every word that begins so, or ``several_words``;
case does not matter.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

PHRASES: Mapping[str, str] = {
    "animal": """
        mice mouse murine rat rats rodent* dog dogs canine animal animals rabbit* pig pigs monkey*
        primate* zebrafish MRL/* NZB* NZW* knockout* knock-out* transgenic xenogra* littermate*
    """,
    "beast": """
        mice rats dogs mouse animals rodents rabbits pigs monkeys murine animal_model
        animal_models MRL/* NZB/*
    """,
    "person": """
        people patient patients person persons human humans woman women man men adults children
        volunteers participants
    """,
    "cell": """
        cell cells MSC MSCs HSC HSCs EPC EPCs HSPC HSPCs progenitor* lymphocyte* monocyte*
        culture* in_vitro test_tube dish lab laborator* tissue* cord sample samples stain*
        expression signalling pathway* gene genes molecul* protein proteins mTOR* apoptosis
        receptor*
    """,
    "culture": """
        culture* in_vitro test_tube dish lab laborator* sample samples cells_of cells_from
        cells_taken MSCs_of MSCs_from marrow_cells stain*
    """,
    "clinical": """
        therapy infusion infusions infused treatment treated remission relapse relapses flare
        flares survival
    """,
    "of-the-paper": "journal corrigendum erratum prints misprint*",
    "not-in": "not never no nor rather_than instead_of unlike beyond before than",
    "absolute": """
        cure cures cured curing curative heals healed prove proves proven proved proof_that
        safe_and_effective effective_and_safe guarantee guarantees guaranteed always_work
        always_works always_helps always_help miracle breakthrough risk-free harmless without_risk
        without_any_risk works_in_people works_in_patients works_in_lupus works_in_everyone
        work_in_people work_in_patients work_in_lupus work_in_everyone undoubtedly definitely
        no_doubt beyond_doubt established_that confirms_that confirmed_that once_and_for_all
        definitive_answer definitive_treatment permanent_solution wipe_out wipes_out wiped_out
    """,
    "therapy": """
        MSC MSCs HSC HSCs HSCT CAR-T cells therapy treatment treatments transplant transplants
        transplantation infusion infusions conditioning drug drugs it they which
    """,
    "helper": "therapy treatment infusion infusions cells can will also now clearly quickly",
    "effect-verb": """
        improves improved reduces reduced lowers lowered induces induced restores restored
        prevents prevented stops stopped halves halved cuts rescues rescued slows slowed increases
        increased raises raised reverses reversed protects protected saves saved repairs repaired
        ends ended averts averted resets calms calmed prolongs prolonged lengthens lengthened
        eliminates eliminated abolishes abolished controls controlled lead_to leads_to led_to
        result_in results_in resulted_in bring_about brings_about brought_about brings preserves
        preserved
    """,
    "effect-base": """
        improve reduce lower induce restore prevent stop halve cut rescue slow increase raise
        reverse protect save repair end avert reset calm prolong lengthen eliminate abolish
        control bring lead_to result_in bring_about preserve
    """,
    "outcome": """
        survival outcome outcomes function lupus disease prognosis quality_of_life mortality death
        deaths relapse relapses flare flares risk activity remission remissions recover* damage
        response responses benefit benefits failure tolerance immunity balance kidney kidneys
        lives proteinuria symptom symptoms dialysis immune_system inflammation infertility
    """,
    "no-outcome": """
        drug drugs medic* treatment treatments therap* stud* trial trials score scores group
        groups clinic* team name
    """,
    "joint": "and or but as while when whereas over until till at by than for during among between",
    "no-verb-behind": """
        a an the with of had has have having at for to from by and or showed shows reported found
        their its any no more without were was are is been be being other main leading
    """,
    "light-effect": """
        under_control off_dialysis out_of_dialysis from_dialysis life_expectancy normal_life
        well_again age_early age_faster age_sooner young_again better_again respond recover
        recovers
    """,
    "light-verb": "give gives gave bring brings brought keep keeps kept make makes made",
    "worth": "effective efficacious beneficial safe superior",
    "cause": """
        caused causes drives drove triggers triggered thanks_to outperforms outperformed owe owes
        owed prevents prevented protects protected reverses reversed responsible_for
    """,
    "through": "due_to because_of as_a_result_of owing_to",
    "held-back": """
        not no never nobody none nor neither cannot can't without whether if may might could would
        should hope hopes hoped unproven hypothes* suggest* opinion claim claims claimed unclear
        unknown unsupported speculat* wrong aim aims aimed planned plan plans ask asks question*
        test tests far_from rather_than instead too_strong too_early too_soon premature overstat*
        over-stat* said_to thought_to believed meant_to
    """,
    "reporter": "summary review headline headlines author authors they team title trialists press",
    "reporting": """
        report reports reported say says said call calls called thought argue argues argued hope
        hopes write writes wrote
    """,
    "taken-back": """
        not_shown not_supported unsupported is_wrong opinion hypothesis contested unproven
        too_strong in_the_view_of in_their_view according_to
    """,
    "comparative": """
        safer riskier better worse fewer lower higher stronger weaker cheaper longer shorter less
        superior inferior rarer easier greater smaller larger milder gentler
    """,
    "compares": "outperform outperforms outperformed beat beats wins superior_to inferior_to",
    "than": "than compared_with compared_to versus vs v against",
    "choice": """
        equally_safe equally_effective just_as_good just_as_safe as_safe_as as_effective_as
        as_good_as safer_choice safer_option better_choice better_option safer_of_the_two
        better_of_the_two
    """,
    "not-compared": """
        not_compared not_been_compared not_be_compar* never no_trial no_study no_comparison
        not_fair not_a_fair not_race not_a_race head_to_head cannot can't may_not differ differs
        different difference opinion whether nobody no_one unknown not_shown unsupported say says
        said claim claims other_people nothing
    """,
    "hsct": "HSCT transplant* HSC HSCs haematopoietic hematopoietic",
    "msc": "MSC MSCs mesenchymal stromal",
    "car-t": "CAR-T CAR_T",
    "cord": "cord",
    "marrow": "marrow",
    "fat": "fat adipose",
    "series": """
        registry registries study studies series trial trials report reports cohort cohorts centre
        centres center centers group groups
    """,
    "adds-up": """
        in_total a_total_of total totals totalling altogether taken_together together combined
        in_all all_told add_up adds_up adding sum sums summed pool pools pooled pooling
        between_them counting_both counting_all across_the_studies across_these_studies
        across_all_studies across_the_reports across_the_trials across_the_series
        across_the_cohorts
    """,
    "joined": """
        together_with combined_with combined_treatment combined_therapy combined_drugs total_dose
        total_score
    """,
    "not-added": "not never cannot no overlap* share shared shares double twice whether may",
    "recommends": """
        recommend recommends recommended recommendation first_line first-line treatment_of_choice
        standard_of_care is_indicated are_indicated is_advised are_advised preferred_option
        preferred_treatment
    """,
    "duty": "should must ought_to need_to needs_to has_to have_to",
    "giving": """
        offered given considered used receive have start started first use give offer treated
        treat tried try added add prescribe prescribed get
    """,
    "wish": """
        trial trials study studies research caution care placebo control controls comparison
        follow-up
    """,
    "contrast": """
        but however whereas while although though yet only contrast* conflict* contradict*
        contested disagree* differ* mixed not no nor against both or other others another instead
        despite unlike unchanged inconsistent uncertain unclear whether hypothes* in_one
        in_a_third v versus vs some
    """,
}
"""Name of a class to its words."""


@cache
def any_of(*names: str) -> str:
    """Return a pattern for any word of some classes."""
    entries = {entry for name in names for entry in PHRASES[name].split()}
    told = (
        re.escape(entry)
        .replace("_", " ")
        .replace(r"\*", r"\S*" if entry.endswith("/*") else r"\w*")
        for entry in entries
    )
    return f"(?:{'|'.join(sorted(told, key=lambda pattern: (-len(pattern), pattern)))})"


def words(pattern: str) -> re.Pattern[str]:
    """Compile a pattern of whole words."""
    return re.compile(rf"(?<![\w-])(?:{pattern})(?!\w)", re.IGNORECASE)
