"""Misconceptions about measuring: probability, tests, metrics. How they are looked for is in ``misconceptions``."""

from __future__ import annotations

from studyloop.lint.misconception import Misconception, misconception

_CHANCE = r"(?:probability|chance|likelihood|odds)"
_NULL = r"(?:(?:the )?null(?: hypothesis)?|(?:the )?hypothesis of no (?:effect|difference|change))"

MISCONCEPTIONS: tuple[Misconception, ...] = (
    misconception(
        "V03",
        ("p-value", "p value", "null", "p =", "p <", "p=", "p<"),
        (
            rf"p[- ]?value\b(?:[^.;]|\.(?=\d))*?\b{_CHANCE} (?:that |of )?{_NULL}(?: hypothesis)?(?! ?, (?:if|given)|\w)",
            rf"\bp ?[=<≤][^;]*?{_CHANCE} that {_NULL} (?:hypothesis )?(?:is|holds|were)",
            rf"p[- ]?value\b[^;]*?{_CHANCE} (?:that |of )(?:the |this |our )?(?:results?|differences?|effects?|lift|finding) (?:is|are|was|being|came|arose) ?(?:due to|by|from)? ?(?:pure |random )?chance",
            rf"p[- ]?value\b[^;]*?\b{_NULL}\b[^;]*?\b(?:\d+ ?% )?{_CHANCE} (?:of|to) (?:being|be|hold) ?(?:right|true)?",
            rf"(?:one|1) ?(?:minus|[-−]) ?(?:the )?p[- ]?value\b[^;]*?{_CHANCE}",
        ),
        "This reads a p-value as the probability of a hypothesis.",
        "it is the probability of data at least this extreme if the null hypothesis holds",
        unless=r"\b(?:data|results?|statistics?|values?|differences?) (?:at least )?(?:this|as|that) extreme",
    ),
    misconception(
        "V04",
        ("confidence interval",),
        (
            rf"confidence interval\b[^;]*?\b(?:with )?(?:a )?(?:\d+ ?%|95|0?\.9\d*)? ?{_CHANCE} (?:that|of)\b[^;]*?\b(?:parameter|true|mean|effect|value|rate)\b",
            rf"confidence interval (?:contains?|covers?|holds?|includes?)\b[^;]*?\bwith (?:a )?(?:\d+ ?% )?{_CHANCE}",
            rf"{_CHANCE} (?:that )?(?:the )?(?:true )?(?:parameter|mean|effect|value|rate)\b[^;]*?\b(?:in|inside|within) (?:the|a|this|that|our) (?:\d+ ?% )?confidence interval",
            rf"(?:\d+ ?%) {_CHANCE} (?:that )?(?:the )?(?:true )?\w+ (?:is|lies|falls)\b[^;]*?confidence interval",
        ),
        "This reads a confidence interval as a probability of the parameter.",
        "over many samples, about 95 % of such intervals cover the parameter; one interval does or does not",
    ),
    misconception(
        "V07",
        ("auc",),
        (
            r"\bAUC\b[^;]*?\b\d+ ?% (?:of )?(?:the |all |its )?(?:predictions?|cases|rows|examples|decisions|answers)?\b ?(?:are|is|were|will be)? ?(?:right|correct|accura\w+|correctly \w+)",
            r"\bAUC (?:is|means|equals|measures|gives|shows) (?:the |an? )?(?:average |mean )?accuracy\b",
            r"\bAUC (?:is|means|equals|measures|gives|shows) (?:the |what )?(?:share|fraction|percentage|proportion) of (?:correct\w*|right\w*|predictions? (?:that are )?(?:right|correct))",
        ),
        "This reads ROC-AUC as accuracy.",
        "it is the chance that a random positive outranks a random negative; accuracy needs a threshold",
    ),
    misconception(
        "V10",
        ("calibrat",),
        (
            r"\bcalibrated (?:\w+ )?(?:is|are|means|will be)(?: also| an?| always| more){0,2} (?:accurate|right|correct)\b(?! on average)",
            r"\bcalibrated,? (?:which means|so|meaning|hence)\b[^;]*?\b(?:right|correct|accurate)\b",
            r"\baccurate\b[^;]*?\b(?:so|hence|therefore|thus)\b[^;]*?\bcalibrated\b",
            r"\bcalibration (?:is|measures|means|tells|shows) (?:the |an? )?(?:accuracy|how (?:often|accurate)\b[^;]*?\b(?:right|correct|is|predictions?))",
            r"\b(?:calibrating|recalibrat\w+|calibration)\b[^;]*? (?:improves|raises|increases) (?:the )?(?:accuracy|AUC|ranking|recall)\b",
        ),
        "This confuses calibration with accuracy.",
        "calibration: of the cases scored 0.8, about 80 % are positive; saying the base rate for everyone is calibrated and useless",
    ),
    misconception(
        "V12",
        ("correlat", "association"),
        (
            r"\b(?:correlation|association)\b[^;]*?\b(?:proves?|implies|imply|means?|shows?|establishes|demonstrates)\b[^;]*?\bcaus(?:es?|ed|al|ation|ing)\b",
            r"\bcorrelat(?:ion|ed|es?)\b[^;]*?,? (?:so|hence|therefore|thus)\b[^;]*?\bcauses?\b",
            r"\b(?:since|because|as)\b[^;]*?\bcorrelat(?:es|ed)\b[^;]*?\bcauses?\b",
        ),
        "This takes a correlation for a cause.",
        "randomise, or argue why nothing else explains both",
    ),
    misconception(
        "V13",
        ("significan", "p >", "p>", "p = ", "to reject"),
        (
            rf"\b(?:not (?:statistically )?significant|non-?significant|insignificant|p ?> ?0?\.\d+|p ?= ?0?\.[1-9]\d*|fail(?:s|ed|ing)? to reject)\b[^;]*?(?:\b(?:proves?|shows?|means?|confirms?|demonstrates?|so|hence|therefore)\b|,) [^;]*?\b(?:no (?:effect|difference|impact)|equally good|are equal|the same|{_NULL} (?:hypothesis )?(?:is|holds)(?: true)?)\b",
        ),
        "This takes a missing proof for a proof of no effect.",
        "report the interval: it says which effects are still possible",
        denies_itself=r"\bnot (?:statistically )?significant\b|\bno (?:effect|difference|impact)\b",
        unless=r"\b(?:does|do|did)(?: not|n't) (?:prove|show|mean|confirm|demonstrate)\b|\bmeans only\b",
    ),
    misconception(
        "V16",
        ("precision", "recall"),
        (
            r"\bprecision (?:is|means|measures|gives|=) (?:the )?(?:share|fraction|proportion|percentage|part) of (?:all )?(?:the )?(?:actual|true|real|relevant)? ?(?:positives?|cases|items)\b[^;,]*?\b(?:found|finds?|caught|catch(?:es)?|detected|detects|retrieved|retrieves)\b",
            r"\brecall (?:is|means|measures|gives|=) (?:the )?(?:share|fraction|proportion|percentage|part) of (?:all )?(?:the )?(?:predicted|flagged|marked|returned|retrieved)\b[^;,]*?\b(?:correct|right|relevant|true|positive)\b",
            r"\bhigh recall means (?:that )?(?:most|all|nearly all)(?: of the)? (?:alarms?|marks?|alerts?|predictions?|flagged \w+) (?:are|is) (?:right|correct|true|real)\b",
            r"\bhigh precision means (?:that )?(?:most|all|nearly all|few)[^;,]*?\b(?:found|caught|missed|detected)\b",
            r"\bprecision (?:is|=|equals) \(?TP\)? ?/ ?\(? ?TP ?\+ ?FN\b",
            r"\brecall (?:is|=|equals) \(?TP\)? ?/ ?\(? ?TP ?\+ ?FP\b",
        ),
        "This swaps precision and recall.",
        "precision divides by what was marked, TP + FP; recall by what was there, TP + FN",
    ),
    misconception(
        "V20",
        ("accuracy",),
        (
            r"\baccuracy is (?:the |a )?(?:best|right|good|natural|reliable|fair|suitable)(?: \w+)? (?:metric|measure|choice)\b[^;]*?\b(?:rare|imbalanc\w+|unbalanced|skewed)\b",
            r"\b(?:rare|imbalanc\w+|unbalanced|skewed)\b[^;]*?\b(?:so|hence|therefore|thus|use|report)\b(?:(?!\brecall\b|\bprecision\b|\bbalanced\b)[^;])*?\b(?:use|report|optimi[sz]e|look at|choose) (?!balanced)(?:\w+ )?accuracy\b",
            r"\b(?:fraud|rare|imbalanc\w+|positives)\b[^;]*?\b(?:compare|judge|choose|rank|select|evaluate)[^;]*?\b(?:by|on|with) accuracy\b",
            r"\baccuracy (?:of \d+(?:\.\d+)? ?% )?(?:shows?|proves?|means?) that[^;]*?\brare (?:class|event|case|positive)s?\b[^;]*?\b(?:well|detected|found|caught)\b",
        ),
        "This trusts accuracy where one class is rare.",
        "never alarming already scores well; report precision and recall, or cost, at the threshold in use",
    ),
    misconception(
        "V21",
        ("standard error", "standard deviation"),
        (
            r"\bstandard error (?:describes?|measures?|is|shows?|gives?|tells?) (?:us )?(?:how )?(?:the |much |far )*(?:spread|variation|variability|scatter|individual|single)\b[^;]*?\b(?:individual\w*|values|data|observations|rows|vary|differ|users|scatter)\b",
            r"\bstandard deviation (?:shrinks|falls|decreases|drops|goes down|gets smaller)\b[^;]*?\b(?:sample|data|rows|n)\b",
            r"\bmore (?:data|rows|samples|observations|users)\b[^;]*?\bstandard deviation (?:of (?!the (?:mean|estimate|average))[\w ]+ )?(?:shrinks|falls|decreases|drops|goes down|gets smaller)\b",
            r"\bmore (?:data|rows|samples|observations)\b[^;]*?\b(?:reduces?|shrinks?|lowers?|decreases?) the (?:population )?standard deviation\b(?! of the (?:mean|estimate|average))",
        ),
        "This confuses standard deviation with standard error.",
        "the deviation describes single values and stays; the error of their mean shrinks with the square root of n",
    ),
)
