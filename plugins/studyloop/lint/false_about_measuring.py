"""Misconceptions about measuring: probability, tests, metrics. How they are looked for is in ``misconceptions``."""

from __future__ import annotations

from studyloop.lint.misconception import Misconception, misconception, together

# V03 and V04: probabilities, and what they are said of.
_CHANCE = r"\b(?:probability|chances?|likelihood|odds)\b"
_PERCENT = r"(?:\b\d+(?:\.\d+)? ?(?:%|percent|per cent)|\b0?\.9\d*|\bninety-\w+ (?:percent|per cent)|\b\d+ times (?:in|out of) (?:a hundred|\d+))"
_NULL = r"(?:(?:the |our )?(?:null|H0)(?: hypothesis)?|(?:the )?hypothesis of no (?:effect|difference|change))"
_P = r"(?:\bp[- ]?values?\b|\bp ?[=<≤] ?0?\.\d+|\bp (?:is|of) 0?\.\d+|\b(?:one|1) ?(?:minus|[-−]) ?(?:the )?p\b)"
_SURE = rf"(?:{_CHANCE}|{_PERCENT} (?:sure|certain|confident|likely|confidence|certainty)|\b(?:im|un)(?:probable|likely)\b|\bhow (?:sure|likely|probable)\b)"
_INTERVAL = r"(?:\bconfidence\b|\b(?:in|inside|within|between) (?:our|this|that|the|a)\b[^;]*?\binterval\b|\b(?:the|our|this|that) interval\b|\bCIs?\b)"
# V07 and V10.
_AUC = r"(?:\bAUC\b|\barea under the (?:ROC )?curve\b|\barea under the ROC\b)"
_MEANS = r"\b(?:so|hence|therefore|thus|mean(?:s|ing)?|implies|that is|i\.e\.|in other words|which|equals|measures?|gives|tells|says|shows|guarantees)\b"
_RIGHT = r"(?:\b(?:right|correct|correctly)\b|\baccura\w+)"
# V12: a cause, or what somebody would do if it were one.
_CAUSES = r"""\b(?:caus(?:es?|ed|al|ing)|drives?|drove|leads? to|due to|thanks to|effect of|responsible for|is why|influenc(?:es?|ed|ing)|boost(?:s
    |ed)?|makes? (?:people|users|customers|patients|students|teams|them|us))\b|\b(?:so|that|,) (?:the |our )?(?:\w+ ){1,3}(?:increased
    |raised|lifted|reduced|improved|lowered|raises|increases|reduces|improves|lowers|prolongs|protects|prevents|works|worked|helps|hurts
    |keeps)\b|\bwill (?:rise|fall|grow|increase|drop|improve|go up|go down)\b"""
# V13: a test without a result, and the conclusion that there is nothing.
_NO_PROOF = r"""(?:not (?:statistically )?significant|n['’]t (?:statistically )?significant|non-?significant|insignificant
    |no (?:statistical )?significance|no significant \w+|p(?:[- ]value)? ?(?:>|(?:is|was|came out) (?:over|above|larger than
    |greater than)) ?0?\.\d+|p ?= ?0?\.[1-9]\d*|p[- ]value of 0?\.[1-9]\d*|fail(?:s|ed|ing)? to reject|(?:did not|didn['’]t|could not
    |cannot|can['’]t) reject)"""
_NOTHING = r"""(?:no (?:real |true )?(?:effect|difference|impact|harm|change|influence|benefit|gain|improvement)|(?:do|does|did)(?: not
    |n['’]t) (?:work|matter|help|change|differ|affect|do anything|have an)|(?:does|did|do) nothing|equally (?:good|well)|(?:are|is|were
    |was) (?:equal|identical|zero|useless|ineffective)|the same)"""
# V16.
_SHARE = r"(?:share|fraction|proportion|percentage|part|how many|how much|how often)"
_FEWER = r"(?:avoid\w*|reduc\w+|few(?:er)?|prevent\w*|cut\w*|minimi[sz]\w+|costly|expensive)"
_PURSUE = r"(?:push(?: up)?|raise|increase|improve|maximi[sz]e|optimi[sz]e(?: for)?|want|prefer|need|focus on|aim (?:for|at)|go for) (?:the |a |for |high |higher )*"
_RISES = r"(?:goes up|rises|increases|improves|grows)"
# V20: few positives, and praise.
_RARE = r"""(?:\brare\b|\bimbalanc\w+|\bunbalanced\b|\bskewed\b|\bone in (?:a|ten|\d)\w*\b|\b[0-5](?:\.\d+)? ?(?:%|percent)|\bminority\b
    |\bfew positives\b|\b(?:in|out of|per) (?:a |ten |every )?(?:hundred|thousand|million|1,?000|10,?000|100,?000)\b|\bfraud\w*\b
    |\bdefects?\b|\bintru\w+)"""
_SOLID = r"""\b(?:fine|enough|sufficient|good|great|excellent|impressive|reliable|safe|informative|ready|ship|deploy|solved|perfect|success
    |convincing|proves|shows that|best|right metric|what (?:matters|counts)|(?:main|primary) metric|high(?:est)? accuracy
    |maximi[sz]\w+ accuracy|works|trust|well|all you need|everything|(?:report|use|choose|optimi[sz]e|by) accuracy)\b"""
# V21: single values, and the mean of a sample.
_SINGLES = r"""(?:\b(?:individual|single|typical)\b|\b(?:spread|scatter|variation|variability) (?:of|in|among|between) (?:the )?(?:\w+ )?(?:users?
    |values|data|observations|customers|population|rows)\b|\b(?:users|values|observations|customers|rows) (?:differ|vary|spread|scatter
    |deviate|lie|fall|are)\b)"""
_UNSURE = r"(?:\buncertain\w*|\bhow (?:far|sure|precise\w*|well|exactly)\b|\bmargin of error\b|\bprecision of\b)"
_SAMPLE_MEAN = r"\b(?:of|in|about|far|precisely|well|exactly) (?:our|the|an?) (?:estimated |sample )?(?:mean|average|estimate)\b"
_SHRINKS = r"\b(?:shrinks?|falls?|decreases?|drops?|goes down|gets? smaller|halves?)\b"

MISCONCEPTIONS: tuple[Misconception, ...] = (
    misconception(
        "V03",
        ("p-value", "p value", "null", "p =", "p <", "p=", "p<", "p is", "p of", "minus p", "- p", "− p", "significan"),
        (
            rf"p[- ]?value\b(?:[^.;]|\.(?=\d))*?\b{_CHANCE} (?:that |of )?{_NULL}(?: hypothesis)?(?! ?, (?:if|given)|\w)",
            rf"\bp ?[=<≤][^;]*?{_CHANCE} that {_NULL} (?:hypothesis )?(?:is|holds|were)",
            rf"p[- ]?value\b[^;]*?\b{_NULL}\b[^;]*?\b(?:\d+ ?% )?{_CHANCE} (?:of|to) (?:being|be|hold) ?(?:right|true)?",
            rf"(?:one|1) ?(?:minus|[-−]) ?(?:the )?p[- ]?value\b[^;]*?{_CHANCE}",
            together(
                rf"{_P}|\bstatistically significant\b|\bsignificant at\b",
                _SURE,
                r"""\b(?:null|H0|H1|hypothesis|no effect|no difference|fluke|luck|coincidence)\b|\b(?:due to|by|from) (?:pure |random )?chance\b|\b(?:is
                    |are|was|be|being|really|actually) (?:\w+ )?(?:better|real|true|false|wrong)\b|\bworks\b""",
            ),
        ),
        "This reads a p-value as the probability of a hypothesis.",
        "it is the probability of data at least this extreme if the null hypothesis holds",
        denies_itself=r"(?<!which\s)(?<!that\s)\b(?:is|are|be|being) (?:\w+ ){0,2}(?:wrong|false)\b|\bno (?:effect|difference)\b",
        unless=r"""\b(?:extreme|this large|that large|if (?!(?:the )?p\b)|under|assuming|given|suppos\w+|had|were|would|prior|power|posterior|bayes\w*
            |base rate|alpha)\b""",
    ),
    misconception(
        "V04",
        ("confidence", "interval", " ci "),
        (
            rf"confidence interval\b[^;]*?\b(?:with )?(?:a )?{_PERCENT}? ?{_CHANCE} (?:that|of)\b[^;]*?\b(?:parameter|true|mean|effect|value|rate)\b",
            rf"confidence interval (?:contains?|covers?|holds?|includes?)\b[^;]*?\bwith (?:a )?(?:\d+ ?% )?{_CHANCE}",
            rf"""{_CHANCE} (?:that )?(?:the )?(?:true )?(?:parameter|mean|effect|value|rate)\b[^;]*?\b(?:in|inside|within) (?:the|a|this|that
                |our) (?:\d+ ?% )?confidence interval""",
            together(
                _INTERVAL,
                rf"{_PERCENT} (?:{_CHANCE}|sure|certain)|{_CHANCE}[^;]{{0,40}}{_PERCENT}|\brandom\b[^;]*?{_PERCENT}",
                r"\b(?:parameter|true|real|mean|effect|value|rate|lift|mu)\b",
                r"\b(?:in|inside|within|between|contain\w*|cover\w*|caught|captur\w+|falls?|lies?|holds?)\b",
            ),
        ),
        "This reads a confidence interval as a probability of the parameter.",
        "over many samples, about 95 % of such intervals cover the parameter; one interval does or does not",
        unless=r"""\b(?:bayes\w*|credible|posterior|prior|procedures?|method|repeat\w*|(?:such|these|those|of) (?:the |all )?intervals|prediction interval
            |before|future|in advance|long run)\b""",
    ),
    misconception(
        "V07",
        ("auc", "area under"),
        (
            rf"""\bAUC\b[^;]*?\b\d+ ?% (?:of )?(?:the |all |its )?(?:predictions?|cases|rows|examples|decisions|answers)?\b ?(?:are|is|were
                |will be)? ?(?:right|correct|accura\w+|correctly \w+)""",
            rf"""{_AUC} (?:is|means|equals|measures|gives|shows)(?: (?:just|simply|really|the|an?|another|word|name|for|same|thing|as|average|mean|kind
                |form|of))* accuracy\b""",
            rf"{_AUC} (?:is|means|equals|measures|gives|shows|tells us) (?:the |what |how )?(?:{_SHARE}|often|many)\b[^;]*?{_RIGHT}",
            # The same digits once more, as a share that is right: 0.85, hence 85 of 100.
            rf"{_AUC}[^;]*?\b0?\.(\d\d)\b[^;]*?\b\1 ?(?:%|percent|of|out of|in)[^;]*?{_RIGHT}",
            rf"\b(\d\d) ?(?:%|percent) {_RIGHT}[^;]*?{_AUC}[^;]*?\b0?\.\1\b",
            together(_AUC, _MEANS, r"\baccuracy of (?:about )?\d", without=r"\b(?:but|while|whereas|yet|although|thresholds?)\b"),
            together(
                _AUC,
                r"\b[\w.]+ ?(?:%|percent)|\b\w+ (?:in|of|out of) (?:\d+|ten|five|four|twenty|a hundred)\b|\b(?:most|half|nearly all|almost all)\b",
                r"\b(?:right|correct|correctly|wrong|errs)\b|\b(?:mis)?classif\w+",
                without=r"\b(?:but|while|whereas|yet|although|thresholds?|and (?:an? |the )?accuracy)\b",
            ),
        ),
        "This reads ROC-AUC as accuracy.",
        "it is the chance that a random positive outranks a random negative; accuracy needs a threshold",
        denies_itself=r"(?<!is\s)\bwrong\b",
        unless=r"\b(?:pairs?|outranks?|ranks?|ranked|ranking|random (?:positive|negative)|order\w*|above|thresholds? (?:of|at|in)|cut-?off)\b",
    ),
    misconception(
        "V10",
        ("calibrat", "auc", "accura"),
        (
            r"\bcalibrated (?:\w+ )?(?:is|are|means|will be)(?: also| an?| always| more){0,2} (?:accurate|right|correct)\b(?! on average)",
            r"\bcalibrated,? (?:which means|so|meaning|hence)\b[^;]*?\b(?:right|correct|accurate)\b",
            r"\baccurate\b[^;]*?\b(?:so|hence|therefore|thus)\b[^;]*?\bcalibrated\b",
            rf"\bcalibration (?:is|measures|means|tells|shows) (?:the |an? )?(?:accuracy|how (?:often|accurate)\b[^;]*?\b(?:right|correct|is|predictions?))",
            r"\b(?:calibrating|recalibrat\w+|calibration)\b[^;]*? (?:improves|raises|increases) (?:the )?(?:accuracy|AUC|ranking|recall)\b",
            r"""\b(?:accurate|accuracy|AUC)\b[^;]*?\b(?:scores?|outputs?|probabilit\w+) (?:of )?(?:0?\.\d+ )?(?:can be|is|are|may be) (?:read|taken
                |trusted|reliable)\b""",
            rf"\bcalibrat\w+\b[^;]*?(?:\bone\b|\b1) ?(?:minus|[-−]) ?accuracy\b",
            together(
                r"\b(?:well[- ])?calibrat(?:ed|ion)\b",
                r"""\b(?:accurate|accuracy|AUC)\b|\b(?:most|nearly all|its|the) (?:\w+ )?(?:predictions?|answers|decisions) (?:are )?(?:right|correct)\b
                    |\bgets\b[^;]*?\b(?:right|correct)\b|\brarely wrong\b""",
                rf"{_MEANS}|\bby definition\b|\b(?:is|are)\b",
                without=r"""\bcalibration\b[^;]*?\bBrier\b|\bAUC\b[^;]*?\bmeasures\b|\b(?:but|yet|still|though|although|while|leaves?|unchanged|same|of (?:those
                    |the cases)|scored|on average|ranking|order|temperature|argmax|may|can|could|might|threshold)\b""",
            ),
        ),
        "This confuses calibration with accuracy.",
        "calibration: of the cases scored 0.8, about 80 % are positive; saying the base rate for everyone is calibrated and useless",
    ),
    misconception(
        "V12",
        ("correlat", "associat", "together", "hand in hand", "after", " who ", " that ", " with "),
        (
            r"\b(?:correlation|association)\b[^;]*?\b(?:proves?|implies|imply|means?|shows?|establishes|demonstrates)\b[^;]*?\bcaus(?:es?|ed|al|ation|ing)\b",
            r"\bcorrelat(?:ion|ed|es?)\b[^;]*?,? (?:so|hence|therefore|thus)\b[^;]*?\bcauses?\b",
            r"\b(?:since|because|as)\b[^;]*?\bcorrelat(?:es|ed)\b[^;]*?\bcauses?\b",
            # Two things that go together, what came after the other, or what one group does more: and a cause in the same breath.
            together(
                r"""\bcorrelat\w+|\bassociat(?:ed|ion)\b|\b(?:move|go|rise|fall|grow)s? (?:together|hand in hand)\b|\b(?:went (?:up|down)|rose|fell
                    |increased|grew|improved|dropped|jumped)\b[^;]*?\bafter\b|\b(?:users|customers|people|patients|students|teams|shops) (?:who|that
                    |with)\b[^;]*?\b(?:more|less|longer|higher|lower|fewer|better)\b""",
                r"""\b(?:so|hence|therefore|thus|must|proves?|proof|because|since|shows? that|this shows|which (?:shows|means)|means that|tells us that
                    |impl(?:y|ies)|conclude|establish\w*|demonstrat\w+|enough to|obviously|clearly)\b""",
                _CAUSES,
                without=r"""\b(?:confound\w*|may|might|could|suggests?|random\w*|experiment\w*|season\w*|both|whether|common|variance|features?|columns?
                    |coefficients?|errors?|residuals|trees|weights?|gradients?|offline|learning rate|loss|training|retrain\w*)\b""",
            ),
        ),
        "This takes a correlation for a cause.",
        "randomise, or argue why nothing else explains both",
    ),
    misconception(
        "V13",
        ("significan", "p >", "p>", "p = ", "p is ", "p was", "value of", "reject", "accept"),
        (
            rf"""\b{_NO_PROOF}\b[^;]*?(?:\b(?:proves?|shows?|means?|confirms?|demonstrates?|so|hence|therefore)\b|,) [^;]*?\b(?:{_NOTHING}
                |{_NULL} (?:hypothesis )?(?:is|holds)(?: true)?)(?!\w)""",
            rf"\b{_NOTHING}(?!\w)[^;.]*?[:,(] ?(?:since |because |as )?p ?(?:>|=) ?0?\.[1-9]",
            rf"\baccept(?:s|ed)? {_NULL}\b",
            together(_NO_PROOF, rf"""\b(?:proves?|proof|confirms?|establish\w*|demonstrat\w+|evidence) (?:that |of )?{_NULL}|{_NULL} (?:is|must be) true\b
                |\b{_NOTHING}(?!\w)""", without=r"\b(?:if|when|where|under|with) (?:there (?:is|was|were) |the )?(?:no|null)\b"),
        ),
        "This takes a missing proof for a proof of no effect.",
        "report the interval: it says which effects are still possible",
        denies_itself=rf"\b{_NO_PROOF}\b|\b{_NOTHING}(?!\w)",
        unless=r"""\b(?:does|do|did)(?: not|n't) (?:prove|show|mean|confirm|demonstrate)\b|\bmeans only\b|\b(?:compatible|consistent) with\b
            |\b(?:inconclusive|undecided|underpowered|equivalence|may|might|could|whether|still)\b""",
    ),
    misconception(
        "V16",
        ("precision", "recall"),
        (
            r"""\bprecision (?:is|means|measures|gives|=) (?:the )?(?:share|fraction|proportion|percentage|part) of (?:all )?(?:the )?(?:actual|true
                |real|relevant)? ?(?:positives?|cases|items)\b[^;,]*?\b(?:found|finds?|caught|catch(?:es)?|detected|detects|retrieved|retrieves)\b""",
            r"""\brecall (?:is|means|measures|gives|=) (?:the )?(?:share|fraction|proportion|percentage|part) of (?:all )?(?:the )?(?:predicted|flagged
                |marked|returned|retrieved)\b[^;,]*?\b(?:correct|right|relevant|true|positive)\b""",
            r"""\bhigh recall means (?:that )?(?:(?:most|all|nearly all)(?: of the)? (?:alarms?|marks?|alerts?|predictions?|flagged \w+) (?:are
                |is) (?:right|correct|true|real)|(?:few|no) false (?:alarms|positives))\b""",
            r"\bhigh precision means (?:that )?(?:(?:most|all|nearly all|few)[^;,]*?\b(?:found|caught|missed|detected)|(?:few|no) (?:false negatives|misses))\b",
            r"\bprecision (?:is|=|equals) \(?TP\)? ?/ ?\(? ?TP ?\+ ?FN\b",
            r"\brecall (?:is|=|equals) \(?TP\)? ?/ ?\(? ?TP ?\+ ?FP\b",
            # Each one's own question, put to the other.
            rf"""\bprecision\b(?:(?!\brecall\b)[^;])*?\b{_SHARE}\b[^;]*?\b(?:caught|found|detected|missed|catch|find|overlooked)\b(?![^;]*?\b(?:right
                |correct|relevant|true)\b)""",
            rf"""\brecall\b(?:(?!\bprecision\b)[^;]){{0,80}}?(?:\b{_SHARE}\b|\bof (?:everything|all|what|those)\b)(?:(?!\b(?:relevant|actual|real|positives
                |found)\b)[^;]){{0,80}}?\b(?:alarms?|alerts?|flagged|flags?|predicted|predictions|returned|selected)\b[^;]{{0,80}}?\b(?:right|correct|really|truly
                |relevant|justified|actually|indeed|real)\b""",
            rf"\b{_FEWER} [^;]*?\bfalse (?:alarms?|positives?)\b(?:(?!\bprecision\b)[^;])*?\b{_PURSUE}recall\b",
            rf"""\b(?:{_FEWER} [^;]*?\b(?:misses|missed|missing|false negatives?)|miss(?:es|ed|ing)?\b[^;]*?\b(?:costly|expensive
                |fatal))\b(?:(?!\brecall\b)[^;])*?\b{_PURSUE}precision\b""",
            rf"\b(?:rais\w+|higher|increas\w+|stricter) (?:the )?(?:\w+ )?threshold\b(?:(?!\blower)[^;])*?\brecall {_RISES}\b",
            rf"\b(?:lower\w*|decreas\w+|reduc\w+) (?:the )?(?:\w+ )?threshold\b(?:(?!\b(?:rais|higher))[^;])*?\bprecision {_RISES}\b(?! and)",
        ),
        "This swaps precision and recall.",
        "precision divides by what was marked, TP + FP; recall by what was there, TP + FN",
        denies_itself=r"\bavoid\w*\b",
    ),
    misconception(
        "V20",
        ("accuracy", "accurate"),
        (
            r"""\baccuracy is (?:the |a )?(?:best|right|good|natural|reliable|fair|suitable)(?: \w+)? (?:metric|measure|choice)\b[^;]*?\b(?:rare
                |imbalanc\w+|unbalanced|skewed)\b""",
            r"""\b(?:rare|imbalanc\w+|unbalanced|skewed)\b[^;]*?\b(?:so|hence|therefore|thus|use|report)\b(?:(?!\brecall\b|\bprecision\b
                |\bbalanced\b)[^;])*?\b(?:use|report|optimi[sz]e|look at|choose) (?!balanced)(?:\w+ )?accuracy\b""",
            r"\b(?:fraud|rare|imbalanc\w+|positives)\b[^;]*?\b(?:compare|judge|choose|rank|select|evaluate)[^;]*?\b(?:by|on|with) accuracy\b",
            r"""\baccuracy (?:of \d+(?:\.\d+)? ?% )?(?:shows?|proves?|means?) that[^;]*?\brare (?:class|event|case|positive)s?\b[^;]*?\b(?:well
                |detected|found|caught)\b""",
            together(
                r"\baccura(?:cy|te)\b",
                _RARE,
                _SOLID,
                without=r"""\b(?:balanced|recall|precision|F1|PR|cost|costs|baseline|majority|nothing|always|everyone|nobody|may|might|can|could|if|less|says no
                    |predicts?|flags?|dummy|constant|drop\w*|fell|fall\w*|point\w*|sample|equally|calibrat\w+)\b""",
            ),
        ),
        "This trusts accuracy where one class is rare.",
        "never alarming already scores well; report precision and recall, or cost, at the threshold in use",
    ),
    misconception(
        "V21",
        ("standard error", "standard deviation"),
        (
            r"""\bstandard error (?:describes?|measures?|is|shows?|gives?|tells?) (?:us )?(?:how )?(?:the |much |far )*(?:spread|variation|variability
                |scatter|individual|single)\b[^;]*?\b(?:individual\w*|values|data|observations|rows|vary|differ|users|scatter)\b""",
            r"\bstandard deviation (?:shrinks|falls|decreases|drops|goes down|gets smaller)\b[^;]*?\b(?:sample|data|rows|n)\b",
            r"""\bmore (?:data|rows|samples|observations|users)\b[^;]*?\bstandard deviation (?:of (?!the (?:mean|estimate|average))[\w ]+ )?(?:shrinks
                |falls|decreases|drops|goes down|gets smaller)\b""",
            r"""\bmore (?:data|rows|samples|observations)\b[^;]*?\b(?:reduces?|shrinks?|lowers?
                |decreases?) the (?:population )?standard deviation\b(?! of the (?:mean|estimate|average))""",
            r"\bdivid\w+ (?:the )?standard error by\b|\bstandard deviation (?:is|=|equals) (?:the )?standard error (?:divided by|over|/)",
            together(r"\bstandard errors?\b", _SINGLES, without=r"\bstandard deviations?\b"),
            # The spread of something single, shown by an error that is the mean's.
            r"\bshow (?:the )?(?:spread|scatter|variation|variability) of (?:(?!\b(?:deviation|estimate|mean of)\b)[^;])*?\bstandard errors?\b",
            together(r"\bstandard deviation\b", rf"{_UNSURE}[^;]*?{_SAMPLE_MEAN}|\bhow (?:far|precise\w*|well|exactly) (?:our|the|an?) (?:estimated |sample )?(?:mean|average|estimate)\b|(?:\bsamples?|\bmore data|\bmore users|\bn|\brows)\b[^;]*?{_SHRINKS}|{_SHRINKS}[^;]*?\b(?:samples?|more data|more users|rows)\b", without=r"\bstandard errors?\b|\bof (?:the )?(?:\w+ )?(?:mean|estimate|average)s?\b(?! is\b)|\bby\b|\bnoise\b|\bgradients?\b"),
        ),
        "This confuses standard deviation with standard error.",
        "the deviation describes single values and stays; the error of their mean shrinks with the square root of n",
    ),
)
