"""The words that the signals of the classifier look for; a pattern may stand for a word, and ``_`` for a space."""

from __future__ import annotations

ACTED = r"""
showed found reported proposed developed introduced described demonstrated argued discovered published invented
suggested coined wrote noted observed
"""
BODY = r"""
CDC NIH FDA WHO NHS EMA NICE USA U\.S\. United_States Europe\w* UK American?s?
"""
CAUSE = r"""
caus\w+ lead(?:s|ing)?_to led_to results?_in due_to because_of associated_with linked_to contribut\w+ affect(?:s|ed)?
influenc\w+ trigger\w*
"""
CHANGE = r"""
increas\w+ decreas\w+ reduc\w+ lower(?:s|ed|ing)? rais(?:es|ed|ing) improv\w+ worsen\w* prevent\w* protect\w*
outperform\w* predict\w* inhibit\w* stimulat\w* enhanc\w+ impair\w* damag\w+ suppress\w* activat\w+ regulat\w+
"""
COMPARISON = r"""
more_(?:than|likely|common|often|effective|accurate) less_(?:than|likely|common) higher greater better worse larger
smaller fewer faster slower stronger most least best largest highest compared_(?:to|with) than
"""
DEFINITION = r"""
is_called are_called refers?_to is_defined_as are_defined_as we_call means_that stands_for denoted? known_as is_termed
"""
EFFECT_WORD = r"""
safe(?:r|ly|ty)? effective\w* efficacy benefit\w* cur(?:es?|ed|ative) toxic\w* harm\w* mortality surviv\w*
remission\w* relaps\w* prognos\w* prevalen\w* inciden\w* side_effects? complications?
"""
FIRST_PERSON = r"""
we our us ours i my we[’']?(?:ll|re|ve) let[’']?s
"""
FREQUENCY = r"""
often usually commonly typically generally frequently rarely sometimes mostly primarily mainly tend(?:s|ed)? widely
"""
HEALTH = r"""
patients? disease\w* disorders? cancers? tumou?rs? infect\w+ symptoms? treat(?:s|ed|ment|ments)? therap\w+ drugs?
medicines? medications? clinical\w* blood immune immunity cells? genes? genetic\w* proteins? tissues? organs? heart
kidneys? liver lungs? brain bones? muscles? skin risk risks diagnos\w+ surgery doses? vaccin\w+ antibod\w+ hormones?
insulin diabetes virus\w* bacteria\w* chronic acute inflamm\w+ mortality surviv\w+ pregnan\w+ pain health mice humans?
"""
HYPOTHETICAL = r"""
imagine suppose assume consider hypothetical for_example for_instance e\.g\. say if when
"""
IMPERATIVES = r"""
add allow answer append apply ask assign avoid begin build call change check choose click close compare compute
configure consider contact convert copy create define delete describe determine disable discuss display do download
drink draw eat edit enable ensure enter examine execute explain explore export fill find fit follow get give go have
identify import include initialize insert install keep learn leave let list load look make mark match move name note
notice open override pass pick place plot practice press print provide put raise read recall refer register remember
remove rename repeat replace report return review rewrite run save see select send set show skip sort specify split
start state stop store submit suppose take talk tell test think track try turn type update use verify visit wait wash
watch work write
"""
INQUIRIES = r"""
stud(?:y|ies) trials? research(?:ers)? evidence experts? scientists investigators authors analys[ie]s data surveys?
results findings experiments? et_al\.?
"""
OUTLOOK = r"""
hope\w* future will_(?:be|become|need|likely|continue) in_the_coming promising
we_(?:believe|think|expect|hope|argue|suggest) in_(?:our|my)_(?:view|opinion) perhaps ideally unfortunately
fortunately interesting\w* important_to worth crucial essential
"""
OWN_PROJECT = r"""
this_(?:chapter|section|book|lesson|module|page|guide|tutorial|document|documentation|workshop|course|episode|article|paper|review|study|work|manual|appendix|example|exercise|figure|table)
here below above next_section previous following
"""
PASSIVE = r"""
shown found reported observed associated linked identified detected proposed demonstrated developed introduced
discovered published approved established estimated used applied implicated described studied
"""
PAST_EVENT = r"""
was were had became began started emerged grew fell rose died
"""
RECOMMENDS = r"""
recommend\w* guidelines? advis\w+ contraindicated indicated
"""
REPORTED = r"""
show\w* suggest\w* find found report\w* demonstrat\w* indicat\w* reveal\w* confirm\w* support\w* observ\w* conclud\w*
estimat\w*
"""
ROLE = r"""
plays? roles? function(?:s|ed)?_as acts?_as involved_in consists?_of contains? produc\w+ releas\w+ carr(?:y|ies)
occurs? occurred exists?
"""
SCIENCE = r"""
species populations? evolution\w* molecul\w+ atoms? energy climate temperature pressure water carbon oxygen
chemical\w* physical biolog\w+ ecolog\w+ social economic\w* countries world global universit\w+ history historical\w*
century government\w* schools? students public society theory theories model(?:s|ling)? neural networks? algorithms?
statistic\w* regression sample samples
"""
SECOND_PERSON = r"""
you your yours yourself you[’']?(?:ll|re|ve)
"""
SOFTWARE = r"""
functions? methods? class(?:es)? arguments? parameters? options? defaults? returns? modules? commands? files?
director(?:y|ies) folders? install(?:ed|ation|s)? config\w* apis? objects? strings? lists? arrays? dict\w* templates?
requests? servers? packages? versions? deprecat\w+ callbacks? plugins? extensions? python instances? attributes?
variables? errors? exceptions? imports? imported settings? keyword syntax users? queries query database middleware
decorators? subclass\w* inherit\w* types? typed values? fields? forms? views? urls? http html css javascript fixtures?
tests? pytest sphinx django numpy pandas matplotlib scipy flask axes plots? plotting dataframe\w* index(?:es)?
columns? rows? iterat\w+ loops? output inputs? scripts? terminal shell repository branch\w* commits? git docs
build(?:s|er|ers)? documentation backends? cach\w+ session\w* signature builtin interpreter runtime
"""
METHODS = r"""
performed included excluded imputed analy[sz]ed estimated tested searched measured calculated amplified obtained
collected assessed
conducted recruited randomi[sz]ed stratified compared extracted selected prepared incubated stained genotyped enrolled computed
"""
NORMS = r"""
must should needs?_to need_to ought have_to has_to is_needed are_needed worthwhile
"""
DEDUCTIONS = r"""
this_suggests these_suggest suggesting implying implies therefore thus hence for_this_reason rationale consequently in_other_words
it_follows accordingly
"""
DOUBTS = r"""
probably perhaps hopefully ideally likely unlikely would_be easier nice fortunately unfortunately ultimately we_believe we_think
i_find i_think we_expect in_our_view in_my_opinion
"""
CARE = r"""
doctors? health_care_providers? physicians? nurses? hospitals? surgeons? clinic\w* therapists?
"""
