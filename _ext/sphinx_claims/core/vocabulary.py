"""The classes of words that the classifier looks for.

An entry is a word, ``stem*`` for every word that begins so, or ``several_words``; entries with a capital are
looked for as they stand, all others in lower case.
"""

from __future__ import annotations

from collections.abc import Mapping

CLASSES: Mapping[str, str] = {
    "acted": """
        showed found reported proposed developed introduced described demonstrated argued discovered published invented
        suggested coined wrote noted observed
    """,
    "agent": """
        researchers scientists experts investigators doctors physicians clinicians historians companies governments farmers
    """,
    "approximately": "about approximately nearly more_than less_than up_to at_least over",
    "be": "is are was were be been has_been have_been",
    "body": "CDC NIH FDA WHO NHS EMA NICE USA U.S. United_States Europe* UK America Americas American Americans",
    "cause": """
        caus* lead_to leads_to leading_to led_to result_in results_in due_to because_of associated_with linked_to contribut*
        affect affects affected influenc* trigger*
    """,
    "change": """
        increas* decreas* reduc* lower lowers lowered lowering raises raised raising improv* worsen* prevent* protect*
        outperform* predict* inhibit* stimulat* enhanc* impair* damag* suppress* activat* regulat*
    """,
    "comparison": """
        more_than more_likely more_common more_often more_effective more_accurate less_than less_likely less_common higher
        greater better worse larger smaller fewer faster slower stronger most least best largest highest compared_to
        compared_with than
    """,
    "deduction": """
        this_suggests these_suggest suggesting implying implies therefore thus hence for_this_reason rationale consequently
        in_other_words it_follows accordingly
    """,
    "definition": """
        is_called are_called refer_to refers_to is_defined_as are_defined_as we_call means_that stands_for denote denoted
        known_as is_termed
    """,
    "dose": "mg µg mcg ml mmol iu mg/kg mg/day µg/kg",
    "doubt": """
        probably perhaps hopefully ideally likely unlikely would_be easier nice fortunately unfortunately ultimately
        we_believe we_think i_find i_think we_expect in_our_view in_my_opinion
    """,
    "drug": """
        insulin aspirin heparin warfarin steroid* corticosteroid* glucocorticoid* rapamycin interferon* placebo antibiotic*
        paracetamol acetaminophen ibuprofen morphine statin statins metformin penicillin chemotherapy vaccine vaccines
    """,
    "effect-word": """
        safe safer safely safety effective* efficacy benefit* cure cures cured curative toxic* harm* mortality surviv*
        remission* relaps* prognos* prevalen* inciden* side_effect side_effects complication complications
    """,
    "evaluation": """
        important interesting useful helpful valuable straightforward nice easy simple better_to best_to priority worth
        beautiful powerful great
    """,
    "figure": "figure fig fig. table box appendix equation panel supplementary",
    "first-person": "we our us ours i my we'll we're we've let's i'm i've",
    "frequency": """
        often usually commonly typically generally frequently rarely sometimes mostly primarily mainly tend tends tended
        widely
    """,
    "health": """
        patient patients disease* disorder disorders cancer cancers tumor tumors tumour tumours infect* symptom symptoms treat
        treats treated treatment treatments therap* drug drugs medicine medicines medication medications clinical* blood
        immune immunity cell cells gene genes genetic* protein proteins tissue tissues organ organs heart kidney kidneys liver
        lung lungs brain bone bones muscle muscles skin risk risks diagnos* surgery dose doses vaccin* antibod* hormone
        hormones insulin diabetes virus* bacteria* chronic acute inflamm* mortality surviv* pregnan* pain health mice human
        humans
    """,
    "hedge": "it_is_possible possible possibly whether hypothesi* speculat* hope perhaps remains_to_be",
    "hypothetical": "imagine suppose assume consider hypothetical for_example for_instance e.g. say if when",
    "inquiry": """
        study studies trial trials research researchers evidence expert experts scientists investigators authors analysis
        analyses data survey surveys results findings experiment experiments et_al et_al.
    """,
    "lead": "first then next now finally please also so instead always never don't just simply optionally do_not",
    "learning": """
        learner learners objective objectives students_will participants_will by_the_end you_will exercise exercises quiz
        lesson
    """,
    "link-like": """
        see_also for_more_information for_further_information for_more_details for_further_details read_more
    """,
    "majority": """
        half_of third_of quarter_of two-thirds_of most_of majority_of per_cent percent one-half one-third one-quarter
        one-fifth one_half one_third one_quarter one_fifth one_in
    """,
    "maths": "therefore hence thus it_follows equation theorem proof lemma",
    "may": "may might can cannot",
    "meaning": """
        we_mean by_which_we we_call we_define we_denote we_refer we_use_the_term is_called are_called called
    """,
    "method": """
        performed included excluded imputed analysed analyzed estimated tested searched measured calculated amplified obtained
        collected assessed conducted recruited randomised randomized stratified compared extracted selected prepared incubated
        stained genotyped enrolled computed
    """,
    "norm": "must should need_to needs_to ought have_to has_to is_needed are_needed worthwhile",
    "order": """
        add allow answer append apply ask assign avoid begin build call change check choose click close compare compute
        configure consider contact convert copy create define delete describe determine disable discuss display do download
        drink draw eat edit enable ensure enter examine execute explain explore export fill find fit follow get give go have
        identify import include initialize insert install keep learn leave let list load look make mark match move name note
        notice open override pass pick place plot practice press print provide put raise read recall refer register remember
        remove rename repeat replace report return review rewrite run save see select send set show skip sort specify split
        start state stop store submit suppose take talk tell test think track try turn type update use verify visit wait wash
        watch work write
    """,
    "outlook": """
        hope* future will_be will_become will_need will_likely will_continue in_the_coming promising we_believe we_think
        we_expect we_hope we_argue we_suggest in_our_view in_our_opinion in_my_view in_my_opinion perhaps ideally
        unfortunately fortunately interesting* important_to worth crucial essential
    """,
    "own-act": """
        we_used we_performed we_measured we_based we_calculated we_included we_excluded we_conducted we_selected we_analysed
        we_analyzed we_collected we_recruited we_searched we_developed we_assessed we_examined we_compared we_obtained
        we_tested we_defined we_then we_first we_also we_assume we_assumed we_will we_have_put was_as_previously
        as_previously_described as_described
    """,
    "own-project": """
        this_chapter this_section this_book this_lesson this_module this_page this_guide this_tutorial this_document
        this_documentation this_workshop this_course this_episode this_article this_paper this_review this_study this_work
        this_manual this_appendix this_example this_exercise this_figure this_table here below above next_section previous
        following
    """,
    "own-study": """
        the_present_study the_present_analysis the_present_analyses the_present_result the_present_results the_present_review
        the_present_cohort the_present_sample the_present_meta-analysis our_own_study our_own_analysis our_own_analyses
        our_own_result our_own_results our_own_review our_own_cohort our_own_sample our_own_meta-analysis our_study
        our_analysis our_analyses our_result our_results our_review our_cohort our_sample our_meta-analysis this_study
        this_analysis this_analyses this_result this_results this_review this_cohort this_sample this_meta-analysis
    """,
    "passive": """
        shown found reported observed associated linked identified detected proposed demonstrated developed introduced
        discovered published approved established estimated used applied implicated described studied
    """,
    "past-event": "was were had became began started emerged grew fell rose died",
    "personal": "he_is she_is he_was she_was he_had she_had he_has she_has his her",
    "pointer": """
        more_information learn_more click website watch_the video link_below figure figures table as_noted mentioned
    """,
    "population": """
        prevalen* inciden* mortality epidemic* population-based worldwide globally annually per_year each_year every_year
    """,
    "recommends": "recommend* guideline guidelines advis* contraindicated indicated",
    "reported": """
        show* suggest* find found report* demonstrat* indicat* reveal* confirm* support* observ* conclud* estimat*
    """,
    "role": """
        play plays role roles function_as functions_as functioned_as act_as acts_as involved_in consist_of consists_of contain
        contains produc* releas* carry carries occur occurs occurred exist exists
    """,
    "science": """
        species population populations evolution* molecul* atom atoms energy climate temperature pressure water carbon oxygen
        chemical* physical biolog* ecolog* social economic* countries world global universit* history historical* century
        government* school schools students public society theory theories model models modelling neural network networks
        algorithm algorithms statistic* regression sample samples
    """,
    "second-person": "you your yours yourself you'll you're you've",
    "share": "one two three half",
    "software": """
        function functions method methods class classes argument arguments parameter parameters option options default
        defaults return returns module modules command commands file files directory directories folder folders install
        installed installation installs config* api apis object objects string strings list lists array arrays dict* template
        templates request requests server servers package packages version versions deprecat* callback callbacks plugin
        plugins extension extensions python instance instances attribute attributes variable variables error errors exception
        exceptions import imports imported setting settings keyword syntax user users queries query database middleware
        decorator decorators subclass* inherit* type types typed value values field fields form forms view views url urls http
        html css javascript fixture fixtures test tests pytest sphinx django numpy pandas matplotlib scipy flask axes plot
        plots plotting dataframe* index indexes column columns row rows iterat* loop loops output input inputs script scripts
        terminal shell repository branch* commit commits git docs build builds builder builders documentation backend backends
        cach* session* signature builtin interpreter runtime
    """,
    "statistic": """
        odds_ratio hazard_ratio relative_risk significant significantly mean_of median average confidence_interval
    """,
    "unit": """
        mg g kg µg mcg ml mmol cell cells people patient patients participants women men adults children mice death deaths
        case cases year years month months week weeks day days hour hours fold times million billion thousand km miles metres
        meters pounds inches
    """,
    "was": "was were has_been have_been been",
    "will": "will shall going_to",
    "would": "would could",
}
"""Name of a class to its words."""
