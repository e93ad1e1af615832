"""Misconceptions about models, data and language models. How they are looked for is in ``misconceptions``."""

from __future__ import annotations

from studyloop.lint.misconception import Misconception, misconception

_WHOLE = r"(?:(?:the )?(?:whole|entire|full|complete)(?: \w+)? ?data ?(?:set|frame)?|all (?:of )?(?:the |our )?(?:data|rows)|the (?:whole|entire|full) (?:table|set|corpus))"
_PREPARE = r"(?:standardi[sz]e|normali[sz]e|scale|impute|oversampl\w+|undersample|resample|upsample|apply SMOTE|use SMOTE|fit (?:the |a )?(?:scaler|imputer|encoder|vectori[sz]er|PCA|preprocess\w+))"
_GLOBAL = r"(?:the |a )?global (?:optimum|minimum|optima|minima)"

MISCONCEPTIONS: tuple[Misconception, ...] = (
    misconception(
        "V05",
        ("l1", "l2", "ridge", "lasso"),
        (
            r"\b(?:L2|ridge)\b(?:(?!\bL1\b|lasso|elastic)[^;])*?\b(?:sparse|sparsity|exactly zero|to zero exactly|select(?:s|ing)? features|feature selection)\b",
            r"\b(?:L1|lasso)\b(?:(?!\bL2\b|ridge)[^;,])*?\b(?:shares?|spreads?|distributes?) (?:the |its )?weights?\b",
            r"\b(?:L2|ridge)\b (?:zeroes|zeros|eliminates|removes) (?:\w+ )?(?:coefficients|weights|columns|features)\b",
            r"\bL1\b ?\(?(?:or|is|i\.e\.|=|the)? ?ridge\b",
            r"\bL2\b ?\(?(?:or|is|i\.e\.|=|the)? ?lasso\b",
        ),
        "This swaps L1 and L2.",
        "L1 (lasso) sets some weights to exactly zero; L2 (ridge) shrinks all and shares weight between correlated columns",
        unless=r"\b(?:elastic net|exactly zero (?:unless|if|when))\b",
    ),
    misconception(
        "V06",
        ("dropout",),
        (
            r"\b(?:keep|keeps|keeping|leave|leaves|leaving|use|uses|using|apply|applies|applying|enable|enables)\b[^;]*?\bdropout\b[^;]*?\b(?:at|during|for|in) (?:inference|test(?: time)?|serving|prediction|evaluation)\b",
            r"\bdropout (?:is|stays|remains|(?:must|should|can) (?:stay|remain|be)) (?:\w+ )?(?:on|active|applied|enabled|used)\b[^;]*?\b(?:at|during|in|and|both) (?:\w+ and )?(?:inference|test(?: time)?|serving|prediction|evaluation|production)\b",
            r"\bdropout (?:on|active|enabled) (?:when|while|for|in) (?:serving|predicting|inference|production)\b",
            r"\b(?:at|during) (?:inference|test(?: time)?|serving|prediction),? (?:\w+ )?dropout (?:still )?(?:randomly |also )?(?:drops|disables|zeroes|removes|masks|is (?:on|active|applied))",
        ),
        "This leaves dropout on at inference.",
        "dropout acts in training only; at inference it is off, unless it is sampled on purpose (Monte Carlo dropout)",
        unless=r"\b(?:monte[- ]carlo|MC[- ]dropout|on purpose|training only|only (?:in|during) training)\b",
    ),
    misconception(
        "V08",
        ("multilabel", "multi-label"),
        (
            r"\bmulti-?label\b[^;]*?\b(?:softmax)\b",
            r"\bsoftmax\b[^;]*?\bmulti-?label\b",
        ),
        "This puts a softmax over labels that do not exclude each other.",
        "multi-label needs one sigmoid for each label; a softmax makes them compete",
        unless=r"\b(?:sigmoids?|one label of many|compete)\b",
    ),
    misconception(
        "V09",
        ("retrain",),
        (
            r"^\W*(?:\d+[.)] )?\**(?:first(?:ly)?|the first (?:step|thing)|my first (?:step|move)|to begin with|step 1)\**\b[,:]?(?:(?!\bthen\b|\bafter\b|\bonly\b)[^;,])*?\bretrain(?:ing)?\b",
            r"\b(?:first|obvious|natural|best) (?:first )?(?:move|step|thing|reaction|response)\b[^;,]*?\b(?:is|would be) (?:to )?retrain",
            r"^\W*1[.)] \W*retrain\b",
            r"\b(?:immediately|at once|straight away|right away) retrain\b|\bretrain(?: \w+){0,4}? (?:immediately|first|at once|straight away|right away)\b",
        ),
        "This retrains before the cause is known.",
        "confirm the drop, contain it and locate its cause; a model retrained on broken inputs learns them",
    ),
    misconception(
        "V11",
        ("split", "validat"),
        (
            rf"\b{_PREPARE}\b[^;]*?\b{_WHOLE}\b[^;]*?\b(?:before|then|and then|prior to|,) [^;]*?\b(?:split\w*|cross-?validat\w*)",
            rf"\b(?:comput|calculat|estimat|learn)\w* [^;]*?\b(?:means?|medians?|statistics|deviations?|vocabulary|encodings?)\b[^;]*?\b(?:on|over|from) {_WHOLE}\b[^;]*?\b(?:before|then) [^;]*?\bsplit",
            rf"\b{_PREPARE}\b[^;]*?\bbefore (?:the |a |any |we |I )?(?:train[-– /]*test )?(?:split\w*|cross-?validat\w*)",
        ),
        "This lets test rows into the preparation.",
        "split first; fit scalers, encoders, imputers and resampling on training rows only",
    ),
    misconception(
        "V14",
        ("test set", "test-set", "test data", "test-data", "test split", "test rows", "test score"),
        (
            r"\b(?:tune|tunes|choose|chooses|select|selects|pick|picks|optimi[sz]e|optimi[sz]es)\b(?:(?!\bvalidation\b|\btouch\b|\breport)[^;.])*?\b(?:on|by|from|with|using)(?: the| its| their| our)? test[- ]?(?:set|data|split|rows|score)",
            r"\b(?:compare|evaluate|score|rank)\w*\b(?:(?!\bvalidation\b|\bonce\b)[^;.])*?\bon the test (?:set|data),? and (?:then )?(?:ship|take|keep|deploy|use|choose|pick|report) the (?:best|winner|better)",
        ),
        "This chooses on the test set, which then measures nothing.",
        "choose on validation data or by cross-validation; use the test set once, at the end",
    ),
    misconception(
        "V15",
        ("high bias", "high variance", "underfit"),
        (
            r"\bhigh bias\b[^;,:]*?\b(?:overfit\w*|too flexible|too complex|memori[sz]\w+)\b",
            r"\bhigh variance\b[^;,:]*?\b(?:underfit\w*|too simple|too rigid)\b",
            r"\boverfit\w* (?:is|means|shows|comes from|points to|is caused by) [^;,]*?\bhigh bias\b",
            r"\bunderfit\w* (?:is|means|shows|comes from|points to|is caused by) [^;,]*?\bhigh variance\b",
            r"\bgap between training and validation\b[^;]*?\bhigh bias\b",
            r"\bunderfit\w*\b[^;]*?\b(?:so|hence|needs?|add|use|more|stronger)\b(?:(?!\b(?:less|weaker|reduce|lower|remove|overfit\w*)\b)[^;])*?\b(?:more|stronger|extra|additional) (?:regulari[sz]ation|dropout|penalty|weight decay)\b",
        ),
        "This swaps bias and variance.",
        "high bias underfits: more capacity or better features; high variance overfits: more data or regularisation",
    ),
    misconception(
        "V17",
        ("temperature",),
        (
            r"\btemperature(?: of| to| =| at)?,? ?(?:0(?:\.0)?|zero)\b(?:(?!\bnearly\b|\balmost\b|\bmore\b)[^;])*?\b(?:eliminates?|removes?|prevents?|stops?|ends?|rules? out) (?:all )?(?:the )?hallucinat\w+",
            r"\btemperature(?: of| to| =| at)?,? ?(?:0(?:\.0)?|zero)\b[^;]*?\b(?:cannot|can't|can no longer|never|does not|stops?) (?:making|make|invent\w*|hallucinat\w*|lie)\b",
            r"\btemperature(?: of| to| =| at)?,? ?(?:0(?:\.0)?|zero)\b(?:(?!\bnearly\b|\balmost\b)[^;])*?\b(?:guarantees?|guaranteed|ensures?|makes? sure|always)\b[^;]*?\b(?:correct|true|factual|right|identical|deterministic|the same|reproducible)\b",
        ),
        "This expects truth or identical outputs from temperature 0.",
        "it takes the likeliest token each time: a wrong answer stays wrong, and served outputs may still differ",
        denies_itself=r"\b(?:cannot|can't|can no longer|never|does not)\b(?= (?:make|invent|hallucinat|lie))",
    ),
    misconception(
        "V18",
        ("hallucinat", "rag", "retrieval", "grounding"),
        (
            r"\b(?:RAG|retrieval(?:-augmented generation)?|grounding)\b[^;]*?\b(?:eliminates?|removes?|prevents?(?: all)?|stops|rules? out|ends?|solves?) (?:all )?(?:the )?hallucinations?\b(?! \w+s\b)",
            r"\b(?:RAG|retrieval|grounding)\b[^;]*?\b(?:guarantees?|ensures?) (?:that )?[^;]*?\b(?:correct|true|right|factual|accurate)\b",
            r"\b(?:RAG|retrieval|grounding)\b[^;]*?\bhallucinations? (?:is|are) (?:solved|gone|over|eliminated|history)\b",
            r"\b(?:RAG|retrieval|grounding)\b[^;]*?\bmakes? hallucinations? impossible\b",
            r"\b(?:RAG|retrieval|grounding)\b[^;]*?\b(?:can no longer|cannot|can't|never) hallucinat\w+",
        ),
        "This expects that retrieval ends hallucination.",
        "it supplies evidence; the model can still ignore, misread or go beyond it",
        denies_itself=r"\bcan no longer\b|\bcannot\b|\bcan't\b|\bnever\b(?= hallucinat)",
    ),
    misconception(
        "V19",
        ("bagging", "boosting", "forest"),
        (
            r"\b(?:bagging|random forests?)\b(?:(?!\bboosting\b|\bvariance\b)[^;])*?\b(?:reduces?|lowers?|removes?|cuts?)(?: mainly| mostly)? (?:the )?bias\b",
            r"\bboosting\b(?:(?!\bbagging\b|\bforests?\b|\bone after\b|\bunlike\b)[^;])*?\b(?:independently|in parallel|averages? (?:them|independent|its))\b",
            r"\b(?:bagging|random forests?)\b(?:(?!\bboosting\b)[^;])*?\b(?:sequentially|one after (?:the )?(?:other|another))\b",
            r"\b(?:bagging|random forests?)\b(?:(?!\bboosting\b)[^;])*?\b(?:errors?|residuals?|mistakes) of the (?:one before|previous|last|former)\b",
        ),
        "This swaps bagging and boosting.",
        "bagging averages independent trees against variance; boosting adds trees one by one against bias",
    ),
    misconception(
        "V22",
        ("global",),
        (
            rf"\b(?:k-?means|gradient descent|SGD|Adam|backpropagation|Lloyd's algorithm|EM)\b[^;]*?\b(?:always|guaranteed|surely|certainly|converges?|finds?|reaches)\b[^;]*?\b{_GLOBAL}\b",
        ),
        "This promises the global optimum of a loss that is not convex.",
        "a local optimum or a flat place; several starts, or say that the loss is convex",
        unless=r"\b(?:convex|linear regression|logistic regression|least squares|quadratic)\b",
    ),
    misconception(
        "V23",
        ("injection",),
        (
            r"\b(?:system )?(?:prompt|instruction|delimiters?|tag|line|sentence|rule)s?\b[^;]*?\b(?:prevents?|stops?|blocks?|rules? out|eliminates?) (?:all )?(?:prompt )?injections?\b",
            r"\b(?:prevent|stop|block|eliminate) (?:all )?(?:prompt )?injections? (?:by|with|through) (?:telling|instructing|asking|writing|an? (?:line|sentence|instruction|rule))\b",
            r"\b(?:delimiters?|prompts?|instructions?)\b[^;]*?\binjections? (?:no longer works?|cannot (?:work|happen)|becomes? impossible)\b",
            r"\b(?:delimiters?|prompts?|instructions?)\b[^;]*?\bmakes? (?:prompt )?injections? impossible\b",
        ),
        "This expects that a prompt keeps injected instructions out.",
        "text is no access control: limit what tools may do, and check outside the model",
        denies_itself=r"\b(?:no longer|cannot)\b(?= (?:work|happen))",
    ),
)
