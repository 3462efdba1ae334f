"""The classes of words that the classifier looks for, and the pairs that they make.

An entry is a word, ``stem*`` for every word that begins so, or ``several_words``;
entries with a capital are
looked for as they stand, all others in lower case.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

CLASSES: Mapping[str, str] = {
    "acted": """
        showed found reported proposed developed introduced described demonstrated argued
        discovered published invented suggested coined wrote noted observed
    """,
    "advisable": """
        be_sure ensure_that good_idea it's_best it's_important it's_normal it's_time it_is_best
        it_is_fine it_is_important it_is_natural it_is_normal it_is_time make_sure try_to you'll
        you_can you_could you_may you_might you_must you_need you_should you_will
    """,
    "agent": """
        researchers scientists experts investigators doctors physicians clinicians historians
        companies governments farmers
    """,
    "aim": """
        able_to_describe able_to_explain aims_to by_the_end objectives should_be_able will_be_able
        will_know will_learn will_understand you_will_learn
    """,
    "apparatus": """
        baseline confluence control_arm eligible end_point endpoint endpoints follow-up_visit
        funder imputation inclusion_criteria participants primary_outcome protocol questionnaire
        questionnaires reviewers secondary_outcome two-sided
    """,
    "approximately": "about approximately nearly more_than less_than up_to at_least over",
    "authors": "and_colleagues and_co-workers and_coworkers and_associates et_al et_al.",
    "be": "is are was were be been has_been have_been",
    "carer": """
        111 911 999 appointment clinic consultant dentist doctor doctors gp midwife nurse
        pharmacist professional provider providers specialist surgeon team
    """,
    "cause": """
        caus* lead_to leads_to leading_to led_to result_in results_in due_to because_of
        associated_with linked_to contribut* affect affects affected influenc* trigger*
    """,
    "clock": "am pm a.m p.m o'clock",
    "comparison": """
        more_than more_likely more_common more_often more_effective more_accurate less_than
        less_likely less_common higher greater better worse larger smaller fewer faster slower
        stronger most least best largest highest compared_to compared_with than
    """,
    "contact": """
        ask attention call check consult contact discuss inform ring see speak talk tell visit
    """,
    "deduction": """
        accordingly consequently could_explain explain_why for_this_reason hence if_so implies
        implying in_other_words it_follows may_be_due may_explain may_reflect might_explain
        might_reflect rationale suggesting therefore these_suggest this_suggests thus
        would_explain
    """,
    "definition": """
        abbreviated are_called are_defined_as are_named are_termed defined_here denote denoted
        designated for_our_purposes in_this_sense is_called is_defined_as is_denoted is_named
        is_termed known_as means_that refer_to referred_to_as refers_to stands_for we_call
    """,
    "document-word": """
        appendix article book booklet brochure changelog chapter course document episode exercise
        factsheet figure glossary guide guideline handout issue leaflet lecture lesson manual
        module notebook page paper practical protocol readme report review section seminar session
        sheet site syllabus table textbook tutorial unit vignette website week workshop
    """,
    "dose": "mg µg mcg ml mmol iu mg/kg mg/day µg/kg",
    "drug": """
        insulin aspirin heparin warfarin steroid* corticosteroid* glucocorticoid* rapamycin
        interferon* placebo antibiotic* paracetamol acetaminophen ibuprofen morphine statin
        statins metformin penicillin chemotherapy vaccine vaccines
    """,
    "effect-word": """
        safe safer safely safety effective* efficacy benefit* cure cures cured curative toxic*
        harm* mortality surviv* remission* relaps* prognos* prevalen* inciden* side_effect
        side_effects complication complications
    """,
    "ethics": """
        acknowledge acknowledgements committee competing_interests conflict_of conflicts_of
        consent enrollment enrolment ethical ethics funded grant grants in_duplicate in_triplicate
        interests registered supported_by thank
    """,
    "evaluation": """
        beautiful best_to better_to clumsy deserve* disappointing easy elegant great helpful
        important interesting lovely nice overdue powerful priority regrettab* simple
        straightforward striking ugly unacceptable useful valuable welcome wonderful worrying
        worth
    """,
    "figure": "figure fig fig. table box appendix equation panel supplementary",
    "first-person": "I I'm I've let's my our ours us we we'll we're we've",
    "frequency": """
        often usually commonly typically generally frequently rarely sometimes mostly primarily
        mainly tend tends tended widely
    """,
    "health": """
        patient patients disease* disorder disorders cancer cancers tumor tumors tumour tumours
        infect* symptom symptoms treat treats treated treatment treatments therap* drug drugs
        medicine medicines medication medications clinical* blood immune immunity cell cells gene
        genes genetic* protein proteins tissue tissues organ organs heart kidney kidneys liver
        lung lungs brain bone bones muscle muscles skin risk risks diagnos* surgery dose doses
        vaccin* antibod* hormone hormones insulin diabetes virus* bacteria* chronic acute inflamm*
        mortality surviv* pregnan* pain health mice human humans
    """,
    "hedge": """
        it_is_possible possible possibly whether hypothesi* speculat* hope perhaps remains_to_be
    """,
    "inquiry": """
        study studies trial trials research researchers evidence expert experts scientists
        investigators authors analysis analyses data survey surveys results findings experiment
        experiments
    """,
    "lead": """
        first then next now finally please also so instead always never don't just simply
        optionally do_not
    """,
    "learning": """
        by_the_end exercise exercises instructor* learner learners lesson objective objectives
        participants_will quiz students_will teachers tutor tutors you_will your_task your_turn
        your_job
    """,
    "link-like": """
        see_also for_more_information for_further_information for_more_details for_further_details
        read_more
    """,
    "made": "coined created designed devised discovered founded invented named pioneered proposed",
    "majority": """
        half_of third_of quarter_of two-thirds_of most_of majority_of per_cent percent one-half
        one-third one-quarter one-fifth one_half one_third one_quarter one_fifth one_in
    """,
    "may": "may might can cannot",
    "meaning": """
        are_called by_which_we call_it call_them call_this called calls_it calls_this is_called
        we_call we_define we_denote we_mean we_refer we_speak we_use_the_term we_write
    """,
    "method": """
        acquired adapted added adjusted administered aligned allocated amplified anaesthetised
        analysed analyzed anesthetized anonymised anonymized ascertained asked assessed assigned
        assumed attended averaged blinded briefed calculated categorised categorized censored
        centrifuged checked chosen classified clustered coded collected compared compensated
        computed conducted confined considered contacted cooled counted cryoinjured cultured
        debriefed declared declined defined deposited designed determined digitised diluted
        discarded dissolved drawn dried dropped_out eluted enrolled entered estimated evaluated
        examined excluded expressed extracted fed filled filmed filtered fitted fixed frozen
        funded generated genotyped given granted grouped handled heated housed imaged implemented
        imputed incised included incubated infected injected interviewed investigated invited
        lysed mailed mapped masked matched measured mixed modeled modelled monitored mounted
        netted normalised normalized obtained paid performed phoned placed planned plated plotted
        pooled positioned powered precipitated prepared preregistered presented processed
        purchased purified quantified randomised randomized rated recalled received recorded
        recovered recruited referred refunded registered removed repeated restricted reviewed
        rinsed run sacrificed sampled scanned scored screened searched seeded selected separated
        sequenced settled signed sorted sought spun stained stored stratified supplemented
        surveyed sutured tagged taken telephoned tested thawed traced trained transcribed
        transfected translated transported trapped treated used validated visited waived washed
        weighed weighted withdrew
    """,
    "needed": """
        are_necessary are_needed are_required are_warranted further_research further_studies
        further_work future_research future_studies is_necessary is_needed is_required
        is_warranted larger_trials more_research need_for need_to_be needs_to_be remain_to_be
        remains_to_be
    """,
    "norm": "must should need_to needs_to ought have_to has_to is_needed are_needed worthwhile",
    "opine": """
        argue believe contend doubt expect experience favour feel hope judge mind opinion prefer
        regard suspect think urge view welcome wonder
    """,
    "order": """
        add adjust aim aliquot allow answer append apply archive arrange ask assess assign attach
        autoclave avoid bathe bear become begin bend boil book breathe bring brush build burp buy
        calculate calibrate call carry catch change check chill choose clean clear click close
        collect combine comfort compare complete compute configure confirm connect consider
        consult contact continue contrast convert cook copy count cover create criticise cuddle
        cut dab debate debug decide defend define defrost delete demonstrate deploy derive
        describe determine develop dilute disable discard disconnect discuss display dispose
        dissect dissolve distract divide do download drag draw drink drop dry eat edit elevate
        empty enable encourage ensure enter establish evaluate examine execute exhale expand
        explain explore export extract factor fasten fill filter find finish fit fix flip fold
        follow freeze gargle gather generate get give go grab group hand hang have help hold
        identify ignore illustrate implement import include inhale initialize inoculate insert
        inspect install instantiate interpret invite join jot justify keep label launch lay learn
        leave let lie lift line link list listen load locate look loosen maintain make manage mark
        massage match measure memorise memorize mention merge migrate mix modify moisturise
        moisturize mount move multiply name navigate note notice observe obtain offer open order
        organise organize outline override parametrize pass paste pat pay peel perform photograph
        pick pipette place play plot plug pour practice practise praise predict prepare present
        press print proceed produce prompt protect prove provide pull push put quit quote raise
        read reapply reassure rebase reboot recall recognise recognize record recruit recycle redo
        refactor refer reflect reformat refrain refrigerate register reinstall relax remember
        remind remove rename repeat replace report rerun resist restart restore return revert
        review rewrite ring rinse rotate round rub run save scroll scrub search see seek select
        send separate set shake share show shut sign simplify sit sketch skip slide soak solve
        sort speak specify spend spit split spread squeeze stand start state stay sterilise
        sterilize stir stop store straighten stretch submit subtract suggest summarise summarize
        suppose survey swallow swap switch take talk teach tell test think tick tidy tighten tilt
        titrate track treat trim trust try tuck tune turn type understand undo undress unlock
        unpack unplug untick unwrap unzip update upgrade upload use validate verify view visit
        vortex wait walk warm wash watch wear weigh whisk wipe work wrap write
    """,
    "outlook": """
        hope* future will_be will_become will_need will_likely will_continue in_the_coming
        promising we_believe we_think we_expect we_hope we_argue we_suggest in_our_view
        in_our_opinion in_my_view in_my_opinion perhaps ideally unfortunately fortunately
        interesting* important_to worth crucial essential
    """,
    "own-act": """
        we_used we_performed we_measured we_based we_calculated we_included we_excluded
        we_conducted we_selected we_analysed we_analyzed we_collected we_recruited we_searched
        we_developed we_assessed we_examined we_compared we_obtained we_tested we_defined we_then
        we_first we_also we_assume we_assumed we_will we_have_put was_as_previously
        as_previously_described as_described
    """,
    "own-project": """
        this_chapter this_section this_book this_lesson this_module this_page this_guide
        this_tutorial this_document this_documentation this_workshop this_course this_episode
        this_article this_paper this_review this_study this_work this_manual this_appendix
        this_example this_exercise this_figure this_table here below above next_section previous
        following
    """,
    "own-study": """
        the_present_study the_present_analysis the_present_analyses the_present_result
        the_present_results the_present_review the_present_cohort the_present_sample
        the_present_meta-analysis our_own_study our_own_analysis our_own_analyses our_own_result
        our_own_results our_own_review our_own_cohort our_own_sample our_own_meta-analysis
        our_study our_analysis our_analyses our_result our_results our_review our_cohort
        our_sample our_meta-analysis this_study this_analysis this_analyses this_result
        this_results this_review this_cohort this_sample this_meta-analysis
    """,
    "part": """
        annex appendix box chapter chapters episode exercise fig figure lecture lesson page pages
        section sections supplementary table unit
    """,
    "passive": """
        shown found reported observed associated linked identified detected proposed demonstrated
        developed introduced discovered published approved established estimated used applied
        implicated described studied
    """,
    "past-event": "was were had became began started emerged grew fell rose died",
    "perfect": "has_become has_been has_shown have_become have_been have_shown",
    "personal": "he_is she_is he_was she_was he_had she_had he_has she_has his her",
    "place-word": "at from in of on see to under",
    "pointer": """
        as_noted available_at available_from click contact_us figure figures further_reading
        helpline information_about information_on leaflet learn_more link_below mentioned
        more_information provides_information provides_more table video watch_the website
    """,
    "population": """
        prevalen* inciden* mortality epidemic* population-based worldwide globally annually
        per_year each_year every_year
    """,
    "reported": """
        show* suggest* find found report* demonstrat* indicat* reveal* confirm* support* observ*
        conclud* estimat*
    """,
    "role": """
        play plays role roles function_as functions_as functioned_as act_as acts_as involved_in
        consist_of consists_of contain contains produc* releas* carry carries occur occurs
        occurred exist exists
    """,
    "science": """
        species population populations evolution* molecul* atom atoms energy climate temperature
        pressure water carbon oxygen chemical* physical biolog* ecolog* social economic* countries
        world global universit* history historical* century government* school schools students
        public society theory theories model models modelling neural network networks algorithm
        algorithms statistic* regression sample samples
    """,
    "second-person": "you your yours yourself you'll you're you've",
    "share": "one two three half",
    "shown-in": """
        attached_as attached_to available_in covered_in dealt_with_in described_in detailed_in
        discussed_in displayed_in explained_in found_in_section given_in illustrated_in listed_in
        plotted_in presented_in provided_in reported_in reproduced_in set_out_in shown_in
        summarised_in summarized_in tabulated_in taken_up_in treated_in
    """,
    "software": """
        admin api apis app apps argument arguments array arrays attribute attributes axes backend
        backends backup backups boolean branch* browser browsers bucket buffer build builder
        builders builds builtin button buttons byte bytes cach* cache cached caches callable
        callback callbacks cargo case-sensitive changelog checkbox checksum class classes cli
        client clients column columns command commands commit commits compile compiler config*
        credentials css cursor daemon dashboard database dataframe* debug debugger decode
        decorator decorators default defaults deploy deployment deprecat* dict* directories
        directory django docker docs documentation driver drivers dropdown encode encoding
        endpoint enum error errors exception exceptions extension extensions field fields file
        files firmware fixture fixtures flag flags flask float floats folder folders form forms
        function functions git hash hashes header headers html http import imported imports index
        indexes inherit* input inputs install installation installed installer installs instance
        instances integer integers interpreter iterat* javascript job jobs keyboard keyword linter
        list lists load loaded loads locale log logging login logs loop loops match matched
        matches matplotlib menu method methods middleware migration migrations module modules
        mutex npm null numpy object objects option options output overwrite overwrites overwritten
        package packages pandas parameter parameters parse parsed parser parses password passwords
        payload pip pixel pixels plot plots plotting plugin plugins port prompt prompts pytest
        python queries query recursive recursively regex release releases render rendered renders
        repository request requests restart retries retry return returns rollback row rows runtime
        schema scipy script scripts sdk server servers session* setting settings shell signature
        snapshot snapshots sphinx stack stderr stdin stdout string strings subclass* syntax tag
        tags template templates terminal test tests thread thread-safe threads ticket tickets
        timeout timeouts toggle token tokens type typed types upgrade upgrading url urls user
        username users value values variable variables version versions view views widget widgets
        wildcard wildcards worker workers yaml
    """,
    "statistic": """
        95%_ci 95%_confidence adjusted_for average confidence_interval hazard_ratio mean_of median
        n_= odds_ratio p_< p_<0.001 p_<0.05 p_= p_> p_≤ per_cent r_= relative_risk significant
        significantly
    """,
    "this": "each next our these this today's tomorrow's",
    "unit": """
        mg g kg µg mcg ml mmol cell cells people patient patients participants women men adults
        children mice death deaths case cases year years month months week weeks day days hour
        hours fold times million billion thousand km miles metres meters pounds inches
    """,
    "venue": """
        answer_key booklet canteen car_park deadline handout homework leaflet opening_hours
        our_ward overleaf parking reception slides syllabus the_ward timetable visiting_hours
        whiteboard worksheet
    """,
    "view": """
        arguably i_believe i_doubt i_find i_hope i_prefer i_suspect i_think i_would_argue
        in_my_experience in_my_opinion in_my_view in_our_experience in_our_judgement
        in_our_opinion in_our_view it_is_tempting my_own_reading my_own_view one_suspects
        ought_to_have to_my_mind to_our_mind to_our_minds to_us we_argue we_believe we_doubt
        we_fear we_feel we_hope we_prefer we_regard we_suspect we_think we_would_argue
        we_would_welcome
    """,
    "was": "was were has_been have_been been",
    "whereabouts": """
        at_the_back at_the_bottom at_the_close at_the_end at_the_foot at_the_front at_the_top
        first_floor ground_floor in_chapter in_section in_the_appendix in_the_margin
        in_the_reference in_this_order listed_at on_our_website on_page on_the_back on_the_course
        on_the_cover on_the_inside on_the_intranet on_the_last on_the_left on_the_next
        on_the_right on_the_site on_the_website online_version published_separately second_floor
        third_floor
    """,
    "will": "will shall",
    "would": "would could",
}
"""Name of a class to its words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A signal made of two words of some classes, one soon after the other."""

    name: str
    first: str
    then: str
    gap: int = 0
    """How many words may stand between them."""


PAIRS: tuple[Pair, ...] = (
    Pair(name="quantity", first="number", then="unit"),
    Pair(name="known-fact", first="approximately", then="number"),
    Pair(name="known-fact", first="approximately", then="share"),
    Pair(name="inquiry-reports", first="inquiry", then="reported", gap=3),
    Pair(name="passive-finding", first="was", then="passive", gap=1),
    Pair(name="order-of-drug", first="order", then="drug", gap=8),
    Pair(name="order-of-drug", first="order", then="drug-name", gap=8),
    Pair(name="order-of-dose", first="order", then="dose", gap=8),
    Pair(name="figure-shows", first="figure", then="reported", gap=3),
    Pair(name="own-document", first="this", then="document-word", gap=2),
    Pair(name="in-part", first="place-word", then="part", gap=1),
    Pair(name="opinion", first="first-person", then="opine", gap=3),
    Pair(name="see-a-carer", first="contact", then="carer", gap=4),
    Pair(name="see-figure", first="shown-in", then="figure", gap=1),
    Pair(name="own-methods", first="was", then="method", gap=1),
    Pair(name="history", first="made", then="year", gap=6),
)
BY_END: Mapping[str, tuple[Pair, ...]] = {
    name: tuple(pair for pair in PAIRS if pair.then == name)
    for name in {pair.then for pair in PAIRS}
}
"""Class of the second word to the pairs that it ends."""
STARTS = frozenset(pair.first for pair in PAIRS)
"""Classes of the first words."""
ONLY_PARTS = frozenset(
    {"approximately", "carer", "contact", "made", "opine", "part", "share", "this"}
)
"""Classes that say nothing but in a pair."""
