"""Misconceptions about work with data and with language models. How they are looked for is in ``misconceptions``."""

from __future__ import annotations

from studyloop.lint.misconception import Misconception, misconception, together

# V09: training anew; at once; because of a fault; as a decision; and after a look at the cause.
_RETRAIN = r"""\b(?:(?:kick off|start|trigger|launch) (?:a |the )?(?:new |fresh )?training|(?:train|fit) a (?:new|fresh) model|re-?train(?:ing|s)?
    |re-?fit(?:ting|s)?|train (?:it |the model )?again)\b"""
_AT_ONCE = r"""(?:\bstep (?:one|1)\b|\bfirst (?:of all|thing|step|move|reaction|response|reflex)\b|\A\W*first\b|\b(?:immediately|right away
    |straight away|at once|without (?:delay|further|looking)|as soon as|the moment|whenever|before (?:looking|checking|investigating|asking
    |anything|we look|I look)|start (?:by|with)|begin (?:by|with)|always|by default|automatically)\b)"""
_FAULT = r"""\b(?:drop(?:s|ped)?|fell|falls?|fallen|gone down|went down|degrad\w+|worse|decay\w*|declin\w+|alert|alarm|complain\w*|bad|drifted|stale
    |outdated|dip(?:s|ped)?|regress\w*)\b"""
_DECIDE = r"\b(?:so|I(?:['’]d| would| will)?|we(?:['’]d|['’]ll| would| will| should| just)?|let['’]s|just|simply|the (?:fix|answer|cure|solution|remedy) is)\b"
_LOOKED = r"""\b(?:cause|after|once|only|diagnos\w+|rul(?:e|ed|ing) out|confirm\w*|check(?:ed|s)? (?:first|that|whether|for)|(?:is
    |comes) (?:the )?last|as a last|last (?:step|resort)|sound|then|schedul\w*|baseline|why|roll(?:ed)? back|compare|measure|locate
    |find out|next)\b"""
# V11: preparation that learns from rows; all rows; what follows; the split; and what keeps to training rows.
_STEP = r"""\b(?:SMOTE|over-?sampl\w+|under-?sampl\w+|up-?sampl\w+|resampl\w+|standardi[sz]\w+|normali[sz](?:e|es|ed|ing|er)|scal(?:e|es|ed|ing|er)
    |imput\w+|PCA|(?<!-)encod(?:e|ed|er|ers|ing|ings)|TF-?IDF|vectori[sz]\w+|feature selection|(?:select|choose|pick)\w* (?:the )?(?:best |top )?(?:\d+ )?(?:best )?features
    |medians?|means and (?:standard )?deviations)\b"""
_WHOLE = r"""\b(?:(?:the )?(?:whole|entire|full|complete|combined)(?: \w+)? ?(?:data ?(?:set|frame)?|table|set|corpus)|all (?:of )?(?:the |our |available )?(?:data
    |rows|examples|samples|records)|everything|train(?:ing)? and (?:the )?test(?: data| set| rows)?(?: together| combined)?|both (?:parts
    |sets|splits))\b"""
_LATER = r"\b(?:before|prior to|ahead of|and|then|afterwards|after that|later|only then|next|,)"
_SPLIT = r"""\b(?:split(?:s|ting)?(?! (?:it |them |the \w+ )?(?:into|in|by|on) (?!train|test|a train|\d|two|three|folds))|cross-?validat\w+|folds
    |\d+-fold|k-fold|hold out|held out|hold-?out|set aside|train[-/ ]test)\b"""
_TRAINING_ONLY = r"""\b(?:train(?:ing)? (?:rows|part|folds?|data|set|only|split|portion|customers|side)(?! and)|inside|within|pipeline|per fold|each fold
    |chunks?|tokens?|words?|refit|leaks?|duplicat\w+|dedup\w+)\b"""
# V14: the test set, a choice, and a test set that is left alone.
_TEST = r"\b(?:held-?out )?test[- ]?(?:set|data|split|rows|scores?|accuracy|questions|items|performance|error|loss|AUC|F1|results?)\b"
_CHOOSE = r"""\b(?:tun(?:e|es|ed|ing)|choos(?:e|es|ing)|chose|select(?:s|ed|ing)?|pick(?:s|ed|ing)?|optimi[sz](?:e|es|ed|ing)|keep the (?:best|one
    |winner|model|version)|kept|(?:ship|take|took|deploy)(?:s|ped|ed)? the (?:best|one|winner|better)|shipped|early stopping|stop(?:s
    |ped)? training|grid search|compare the|adjust(?:s|ed|ing)?)\b"""
_UNTOUCHED = r"""\b(?:validation|valid|cross-?valid\w*|dev|folds?|once|untouched|touch|after(?:wards)?|before|final|at the end|only|leak\w*
    |generali[sz]\w*|if|new test|fresh|another|may|overestimat\w*|overstat\w*|bias\w*|too (?:high|low|good|rosy)|stops being|no longer
    |honest|spent|used up|ruin\w*|spoil\w*|contaminat\w*|(?:choos|pick|select)\w* (?:\w+ )?test)\b"""
# V17: temperature 0, what it is said to give, and words that take some of it back.
_T0 = r"\b(?:temperature(?: \w+){0,3}? ?(?:=|:|,)? ?(?:0(?:\.0)?(?![.\d])|zero)\b|zero temperature\b)"
_CERTAIN = r"""\b(?:deterministic|same (?:answer|output|text|result|response|completion|reply|tokens|thing)|identical|reproducible|repeatable|stable
    |consistent|word for word|exactly the same|hallucinat\w*|invent\w*|correct|factual\w*|truth\w*|true|accurate|reliable|(?:right|safe
    |trustworthy) answers?|facts?|(?:no|without) (?:errors|mistakes|randomness)|lie|lies)\b"""
_HEDGED = r"""\b(?:nearly|almost|mostly|largely|more|approximately|may|might|could|still|likeliest|likely|in theory|in principle|within|usually
    |tends?|reduc\w*|less|fewer|whether|batch\w*|kernels?|drift\w*|lowers|lowered|cut|for each|unless|seed|measure\w*|share|rate)\b"""
# V18: answers from sources, and the end of invention.
_SOURCED = r"\b(?:RAG|retriev\w+|ground(?:ed|ing|s)?|knowledge base|vector (?:store|database|index)|search|our documents|citations?|cites|sources?)\b"
_ENDED = r"""\b(?:(?:eliminat|remov|prevent|stop|end|solv|cur|guarante|ensur|fix)\w*|impossible|cannot|can['’]t|never|won['’]t|will not|no longer
    |no more|zero|free of|gone|rid of|rules? out|end to)\b"""
_MADE_UP = r"""(?:hallucinat\w+|invent(?:s|ed|ing)?|fabricat\w+|made-up|mak(?:e|es|ing) (?:\w+ ){0,3}up|(?:is |are |be |always |every \w+ )(?:\w+ ){0,2}(?:correct
    |true|factual|accurate|backed|supported|faithful))\b"""
# V23: what is injected, a guard of words, that it holds, and guards of another kind.
_INJECTED = r"""\b(?:injections?|jailbreaks?|injected|(?:hidden|malicious|embedded) (?:instructions?|commands?|prompts?)|(?:instructions?
    |commands?) (?:\w+ )?(?:in|inside|from) (?:the |a |an )?(?:\w+ )?(?:documents?|pages?|e-?mails?|web\w*))\b"""
_WORDED = r"\b(?:prompts?|instruct\w*|delimiters?|quotes|tags?|tell\w*|ask\w*|sentence|rules?|markers?|system message|capital letters|warn\w*|repeat\w*)\b"
_SETTLED = r"""\b(?:prevents?|preventing|stops?|blocks?|solves?|eliminat\w+|rules? out|impossible|safe|secure|immune|covered|closed|closes|handled
    |taken care|all (?:you|we) need|enough|sufficient|fixes|fixed|protect\w*|no longer|cannot|guarantee\w*|harmless|keeps? out)\b"""
_GUARDED = r"""\b(?:helps?|reduc\w+|lower\w*|may|might|can still|still|sometimes|limit\w*|privileges?|outside|tools?|permissions?|allow-?list\w*
    |approv\w+|confirm\w*|person|human|filters?|sandbox\w*|checks?|separat\w+|harder|layers?|test\w*|enforce\w*|rights?)\b"""

MISCONCEPTIONS: tuple[Misconception, ...] = (
    misconception(
        "V09",
        ("train", "refit", "re-fit"),
        (
            r"""^\W*(?:\d+[.)] )?\**(?:first(?:ly)?|the first (?:step|thing)|my first (?:step|move)|to begin with|step 1)\**\b[,:]?(?:(?!\bthen\b
                |\bafter\b|\bonly\b)[^;,])*?\bretrain(?:ing)?\b""",
            r"\b(?:first|obvious|natural|best) (?:first )?(?:move|step|thing|reaction|response)\b[^;,]*?\b(?:is|would be) (?:to )?retrain",
            r"^\W*1[.)] \W*retrain\b",
            r"\b(?:immediately|at once|straight away|right away) retrain\b|\bretrain(?: \w+){0,4}? (?:immediately|first|at once|straight away|right away)\b",
            together(_RETRAIN, _AT_ONCE, without=_LOOKED),
            together(_RETRAIN, _FAULT, _DECIDE, without=rf"{_LOOKED}|\bif the\b"),
        ),
        "This retrains before the cause is known.",
        "confirm the drop, contain it and locate its cause; a model retrained on broken inputs learns them",
    ),
    misconception(
        "V11",
        ("split", "validat", "fold", "hold", "held", "everything", "whole", "full", "entire", "all rows", "all data", "test"),
        (
            rf"{_STEP}[^;]*?{_LATER} [^;]*?{_SPLIT}",
            rf"{_SPLIT}[^;,]*?\bafter (?:we |the |you |having )?(?:\w+ ){{0,2}}{_STEP}",
            together(_STEP, r"\b(?:fit(?:s|ted|ting)?|comput\w+|learn\w*|sees?|estimat\w+|calculat\w+|apply|run)\b", _WHOLE, without=r"\b(?:final|deploy\w*|production|after)\b"),
        ),
        "This lets test rows into the preparation.",
        "split first; fit scalers, encoders, imputers and resampling on training rows only",
        unless=rf"{_TRAINING_ONLY}|\A\W*(?:\w+ ){{0,2}}split",
    ),
    misconception(
        "V14",
        ("test",),
        (
            r"""\b(?:tune|tunes|choose|chooses|select|selects|pick|picks|optimi[sz]e|optimi[sz]es)\b(?:(?!\bvalidation\b|\btouch\b
                |\breport)[^;.])*?\b(?:on|by|from|with|using)(?: the| its| their| our)? test[- ]?(?:set|data|split|rows|score)""",
            r"""\b(?:compare|evaluate|score|rank)\w*\b(?:(?!\bvalidation\b|\bonce\b)[^;.])*?\bon the test (?:set|data),? and (?:then )?(?:ship|take
                |keep|deploy|use|choose|pick|report) the (?:best|winner|better)""",
            together(_CHOOSE, _TEST, without=_UNTOUCHED),
            rf"{_TEST} (?:can|may|could) be used to (?:compare|choose|select|tune|pick)\b",
        ),
        "This chooses on the test set, which then measures nothing.",
        "choose on validation data or by cross-validation; use the test set once, at the end",
    ),
    misconception(
        "V17",
        ("temperature",),
        (
            r"""\btemperature(?: of| to| =| at)?,? ?(?:0(?:\.0)?|zero)\b(?:(?!\bnearly\b|\balmost\b|\bmore\b)[^;])*?\b(?:eliminates?|removes?|prevents?
                |stops?|ends?|rules? out) (?:all )?(?:the )?hallucinat\w+""",
            r"""\btemperature(?: of| to| =| at)?,? ?(?:0(?:\.0)?|zero)\b[^;]*?\b(?:cannot|can't|can no longer|never|does not|stops?) (?:making|make
                |invent\w*|hallucinat\w*|lie)\b""",
            r"""\btemperature(?: of| to| =| at)?,? ?(?:0(?:\.0)?|zero)\b(?:(?!\bnearly\b|\balmost\b)[^;])*?\b(?:guarantees?|guaranteed|ensures?
                |makes? sure|always)\b[^;]*?\b(?:correct|true|factual|right|identical|deterministic|the same|reproducible)\b""",
            together(_T0, _CERTAIN, without=_HEDGED),
            rf"{_T0} (?:guarantees?|ensures?)(?! (?:nothing|no|neither|at most))",
            together(_T0, r"\bno (?:need|reason) (?:to|for)\b|\bunnecessary\b|\bsuperfluous\b"),
        ),
        "This expects truth or identical outputs from temperature 0.",
        "it takes the likeliest token each time: a wrong answer stays wrong, and served outputs may still differ",
        denies_itself=r"""\b(?:cannot|can['’]t|can no longer|never|does not|doesn['’]t|won['’]t)\b(?= (?:make|invent|hallucinat|lie|be wrong))|\bno reason\b
            |\bavoid\b|\bwrong (?:facts|answers)\b|\bwithout (?:errors|mistakes|randomness)\b""",
    ),
    misconception(
        "V18",
        ("hallucinat", "rag", "retriev", "ground", "knowledge base", "search", "document", "source", "cit"),
        (
            r"""\b(?:RAG|retrieval(?:-augmented generation)?|grounding)\b[^;]*?\b(?:eliminates?|removes?|prevents?(?: all)?|stops|rules? out|ends?
                |solves?) (?:all )?(?:the )?hallucinations?\b(?! \w+s\b)""",
            r"\b(?:RAG|retrieval|grounding)\b[^;]*?\b(?:guarantees?|ensures?) (?:that )?[^;]*?\b(?:correct|true|right|factual|accurate)\b",
            r"\b(?:RAG|retrieval|grounding)\b[^;]*?\bhallucinations? (?:is|are) (?:solved|gone|over|eliminated|history)\b",
            r"\b(?:RAG|retrieval|grounding)\b[^;]*?\bmakes? hallucinations? impossible\b",
            r"\b(?:RAG|retrieval|grounding)\b[^;]*?\b(?:can no longer|cannot|can't|never) hallucinat\w+",
            together(_SOURCED, rf"{_ENDED}(?: \w+){{0,5}}? {_MADE_UP}|{_MADE_UP}[^;]*?\b(?:impossible|gone|solved|over|vanish|disappear|history)\b", without=_HEDGED + r"|\b(?:if|unless|only if|help\w*|check\w* (?:that|whether)|verif\w+|judge|ask\w*|refus\w*|abstain\w*)\b"),
            together(_SOURCED, r"""\b(?:can only (?:say|repeat|state|quote|answer)|(?:answers?|outputs?|model|bot) (?:is|are) (?:always |therefore |thus )?(?:correct|true
                |factual|right))\b""", without=_HEDGED + r"|\bif\b|\bwhen\b"),
            together(_SOURCED, r"\bno (?:further |more |extra )?(?:checks?|verification|review|evaluation)\b"),
        ),
        "This expects that retrieval ends hallucination.",
        "it supplies evidence; the model can still ignore, misread or go beyond it",
        denies_itself=r"\b(?:can no longer|cannot|can['’]t|never|won['’]t|will not)\b(?= (?:hallucinat|invent|fabricat|make|be wrong|lie))",
    ),
    misconception(
        "V23",
        ("inject", "jailbreak", "instruction", "command"),
        (
            r"""\b(?:system )?(?:prompt|instruction|delimiters?|tag|line|sentence|rule)s?\b[^;]*?\b(?:prevents?|stops?|blocks?|rules? out
                |eliminates?) (?:all )?(?:prompt )?injections?\b""",
            r"""\b(?:prevent|stop|block|eliminate) (?:all )?(?:prompt )?injections? (?:by|with|through) (?:telling|instructing|asking|writing
                |an? (?:line|sentence|instruction|rule))\b""",
            r"\b(?:delimiters?|prompts?|instructions?)\b[^;]*?\binjections? (?:no longer works?|cannot (?:work|happen)|becomes? impossible)\b",
            r"\b(?:delimiters?|prompts?|instructions?)\b[^;]*?\bmakes? (?:prompt )?injections? impossible\b",
            together(_INJECTED, _WORDED, _SETTLED, without=_GUARDED),
            rf"""\b(?:stop|prevent|block|avoid) (?:all |any |prompt )*{_INJECTED}(?:(?!{_GUARDED})[^;])*?\b(?:writ\w+|add\w*|put\w*|repeat\w*|tell\w*
                |instruct\w*|ask\w*)\b[^;]*?\b(?:prompt|model|instructions?|rules?)\b""",
            together(r"\bnot to (?:follow|obey|execute)\b|\bignore (?:any )?(?:instructions?|commands?)\b", _SETTLED, without=_GUARDED),
        ),
        "This expects that a prompt keeps injected instructions out.",
        "text is no access control: limit what tools may do, and check outside the model",
        denies_itself=r"\b(?:no longer|cannot)\b(?= (?:work|happen))|\b(?:not to|never) (?:follow|obey|execute|reveal)\b|\bavoid\b",
    ),
)
