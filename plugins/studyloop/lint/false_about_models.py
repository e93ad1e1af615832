"""Misconceptions about models and how they learn. How they are looked for is in ``misconceptions``."""

from __future__ import annotations

from studyloop.lint.misconception import Misconception, misconception, together

# V05: what L1 does and L2 does not, and the other way round.
_ZEROES = r"""\b(?:sparse|sparsity|exactly zero|to zero|zero(?:e?s)? out|zeroing|feature selection|selects? (?:the )?(?:\w+ )?(?:features|variables
    |predictors)|(?:drops|removes|eliminates|discards) (?:\w+ ){0,2}(?:features|variables|predictors|columns|coefficients|weights)
    |absolute values|Laplace)\b"""
_SHRINKS_ALL = r"""\b(?:(?:never|not|rarely)\b[^;,]*?\bzero|(?<!least[-\s])squares?|squared|smooth\w*|closed[- ]form|Gaussian|weight decay|spreads?
    |keeps all|all (?:of )?(?:the )?(?:features|weights|coefficients) (?:stay|remain))\b"""
# V06: where dropout is off, words for dropping, and for not doing so.
_SERVING = r"\b(?:inference|test(?: time)?|testing|serving|served?|prediction|predicting|evaluation|production|deployed|deployment|live)\b"
_DROPS = r"""\b(?:on|active|enabled|keeps?|keeping|leave|still|drops?|dropping|zeroes|masks?|random\w*|same (?:way|rate)|applies|apply|use[sd]?
    |using|just as in training|just like in training)\b"""
_NOT_DROPPED = r"""\b(?:off|disabled|inactive|deactivat\w+|switch\w* (?:it )?off|scal\w+|rescal\w+|only|identity|expect\w+|full network|all units|ensemble
    |uncertainty|samples?|sampling|early stopping|feature|set|rows)\b"""
# V08: labels that hold together.
_TOGETHER = r"""\b(?:multi-?label|(?:several|multiple|many|more than one|any number of|two or more|various) (?:\w+ )?(?:labels?|tags?|topics?|genres?
    |findings?|diseases?|things)|(?:belong|belongs) to (?:several|many|multiple|more than one)|at once|at the same time|simultaneously
    |co-?occur\w*|overlap\w*|(?:not|n['’]t|non)[- ](?:mutually )?exclusive|not exclude each other|all that apply|can (?:be|have|carry|show
    |contain|hold) (?:both|several|many|multiple|more than|any)|several of which|each (?:label|tag|topic) on its own)\b"""
# V15: what lowers variance, what lowers bias, and the signs of either.
_LESS = r"\b(?:reduc\w+|lower\w*|cut\w*|decreas\w+|remov\w+|fix\w*|cur\w+|cures?|fights?|shrinks?)(?: mainly| mostly)? (?:the |its |your |high |model )*"
_CALMS = r"""\b(?:more (?:training )?(?:data|rows|samples|examples)|(?:more|stronger|heavier|extra|higher|increas\w+) (?:\w+ )?(?:regulari[sz]ation
    |penalty|weight decay|dropout|lambda|k)|averaging|pruning|early stopping|(?:smaller|simpler|shallower) (?:model|network
    |tree)s?)\b"""
_BENDS = r"""\b(?:(?:bigger|larger|deeper|more complex|more flexible|more powerful) (?:\w+ )?(?:model|network|tree)s?|more (?:features|parameters
    |layers|capacity)|(?:less|weaker) regulari[sz]ation|polynomial features)\b"""
_STIFF = r"""\b(?:linear (?:model|regression)|underfit\w*|too simple|too rigid|shallow|stump|straight line|constant
    |both (?:the )?(?:\w+ ){0,4}(?:errors?|losses|scores?)|k = n|misses the pattern)\b"""
_LOOSE = r"""\b(?:overfit\w*|too flexible|too complex|memori[sz]\w+|(?:large |big |wide )?gap\b[^;]*?\b(?:train\w*|validation|test)|fully grown
    |deep trees?|high-degree|k = 1|nearly perfect on (?:the )?training)\b"""
# V19: both methods, and how the trees of each are made.
_BAGS = r"\b(?:bagging|bagged trees|(?:random )?forests?)\b"
_BOOSTS = r"\b(?:boosting|boosted trees|XGBoost|LightGBM|CatBoost|AdaBoost|GBMs?)\b"
_IN_TURN = r"""\b(?:sequential\w*|one after (?:the )?(?:other|another)|in sequence|(?:errors?|residuals?|mistakes) of (?:the |its |all )?(?:one before
    |previous|last|former|earlier)|previous tree\w*|learning rate|reweigh\w*|(?:boosting|sequential) (?:method|algorithm)|weak learners?)\b"""
_IN_PARALLEL = r"""\b(?:independent(?:ly)?(?! of)|averag\w+|bootstrap\w*|majority vote|votes?|(?:kind|form|type|sort|variant) of bagging|(?:is|are|just
    |simply) bagging)\b"""
# V22: the best there is, what searches for it, and that it is found.
_BEST = r"""\b(?:global(?:ly)? (?:optim\w+|minim\w+|maxim\w+|best)|(?:best|lowest|smallest|highest) possible|optimal (?:solution|clustering|weights
    |parameters|(?:decision )?tree|partition)|best (?:clustering|solution|weights|minimum|parameters) (?:there|of all|overall|that exist)
    |true (?:optimum|minimum))\b"""
_SEARCH = r"""\b(?:k-?means|gradient descent|SGD|Adam|back-?prop\w*|optimi[sz]ers?|training|Lloyd['’]s algorithm|EM|neural|nets?|networks?|greedy
    |hill climbing|beam search|random search|matrix factori[sz]ation|momentum|trees?)\b"""
_ARRIVES = r"\b(?:always|guarantee\w*|surely|certainly|sure|converges?|finds?|reach(?:es)?|ends?|gives?|gets?|have|lands?|arrives?|returns?|yields?|is|leads?)\b"

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
            together(r"\b(?:L2|ridge)\b", _ZEROES, without=r"\b(?:L1|lasso|elastic|almost zero|near zero|towards? zero)\b"),
            together(r"\b(?:L1|lasso)\b", _SHRINKS_ALL, without=r"\b(?:L2|ridge|elastic)\b"),
            rf"{_ZEROES}[^;,]*?\b(?:use|go for|choose|take|pick|prefer) (?:L2|ridge)\b",
        ),
        "This swaps L1 and L2.",
        "L1 (lasso) sets some weights to exactly zero; L2 (ridge) shrinks all and shares weight between correlated columns",
        # "L1 never makes a weight zero" is false by its denial.
        denies_itself=r"\b(?:L1|lasso)\b(?:(?!\bL2\b|ridge)[^;])*?\bzero\b",
        unless=r"\b(?:elastic net|exactly zero (?:unless|if|when))\b",
    ),
    misconception(
        "V06",
        ("dropout", "neurons", "units", "activations"),
        (
            r"""\b(?:keep|keeps|keeping|leave|leaves|leaving|use|uses|using|apply|applies|applying|enable|enables)\b[^;]*?\bdropout\b[^;]*?\b(?:at
                |during|for|in) (?:inference|test(?: time)?|serving|prediction|evaluation)\b""",
            r"""\bdropout (?:is|stays|remains|(?:must|should|can) (?:stay|remain|be)) (?:\w+ )?(?:on|active|applied|enabled|used)\b(?:(?!\b(?:off
                |disabled|training and)\b)[^;])*?\b(?:at|during|in|and|both) (?:\w+ and )?(?:inference|test(?: time)?|serving|prediction|evaluation
                |production)\b""",
            r"\bdropout (?:on|active|enabled) (?:when|while|for|in) (?:serving|predicting|inference|production)\b",
            r"""\b(?:at|during) (?:inference|test(?: time)?|serving|prediction),? (?:\w+ )?dropout (?:still )?(?:randomly |also )?(?:drops|disables
                |zeroes|removes|masks|is (?:on|active|applied))""",
            together(r"\bdropout\b|\b(?:drop|zero|mask)s? [^;,]{0,40}\b(?:neurons|units|activations)\b", _SERVING, _DROPS, without=_NOT_DROPPED),
            r"\beval(?:uation)?\b[^;]*?\b(?:turns?|switch(?:es)?|enables?|activates?)\b[^;,]*?\bdropout\b(?![^;,]*?\boff\b)",
            r"\bdropout\b[^;,]*?\b(?:off|disabled|inactive) (?:while|during|in|when|at) (?:\w+ ){0,4}?(?:train\w*|learn\w*|fitt\w*)\b",
        ),
        "This leaves dropout on at inference.",
        "dropout acts in training only; at inference it is off, unless it is sampled on purpose (Monte Carlo dropout)",
        unless=r"\b(?:monte[- ]carlo|MC[- ]dropout|on purpose|training only|only (?:in|during) training)\b",
    ),
    misconception(
        "V08",
        ("softmax",),
        (
            r"\bmulti-?label\b[^;]*?\b(?:softmax)\b",
            r"\bsoftmax\b[^;]*?\bmulti-?label\b",
            rf"\bsoftmax\b[^;]*?{_TOGETHER}|{_TOGETHER}[^;]*?\bsoftmax\b",
        ),
        "This puts a softmax over labels that do not exclude each other.",
        "multi-label needs one sigmoid for each label; a softmax makes them compete",
        denies_itself=r"\b(?:not|n['’]t) (?:mutually )?exclusive\b|\bnot exclude each other\b",
        unless=r"\bsigmoids?\b(?! (?:\w+ ){0,4}?one\b)|\b(?:one label of many|compete|rejected|heads?|tokens?|keys|experts?|attention)\b",
    ),
    misconception(
        "V15",
        ("bias", "variance", "underfit"),
        (
            r"\bhigh bias\b[^;,:]*?\b(?:overfit\w*|too flexible|too complex|memori[sz]\w+)\b",
            r"\bhigh variance\b[^;,:]*?\b(?:underfit\w*|too simple|too rigid)\b",
            r"\boverfit\w* (?:is|means|shows|comes from|points to|is caused by) [^;,]*?\bhigh bias\b",
            r"\bunderfit\w* (?:is|means|shows|comes from|points to|is caused by) [^;,]*?\bhigh variance\b",
            r"\bgap between training and validation\b[^;]*?\bhigh bias\b",
            r"""\bunderfit\w*\b[^;]*?\b(?:so|hence|needs?|add|use|more|stronger)\b(?:(?!\b(?:less|weaker|reduce|lower|remove
                |overfit\w*)\b)[^;])*?\b(?:more|stronger|extra|additional) (?:regulari[sz]ation|dropout|penalty|weight decay)\b""",
            rf"{_CALMS}(?:(?!\bvariance\b|{_BENDS})[^;,])*?{_LESS}bias\b",
            rf"{_BENDS}(?:(?!\bbias\b|{_CALMS})[^;,])*?{_LESS}variance\b",
            together(_STIFF, r"\b(?:high|too much|suffers? from|is) variance\b|\ba variance (?:problem|issue)\b", without=r"\bbias\b|\blow\b|\boverfit\w*|\bdeep\b"),
            together(_LOOSE, r"\b(?:high|too much|suffers? from|is) bias\b|\ba bias (?:problem|issue)\b", without=r"\bvariance\b|\blow\b|\bunderfit\w*"),
        ),
        "This swaps bias and variance.",
        "high bias underfits: more capacity or better features; high variance overfits: more data or regularisation",
        # Bias of an estimate, of a sample or of annotators is another thing, and so is that of cross-validation.
        unless=r"\b(?:folds?|cross-?validation|estimat\w+|selection|sampling|labels?|labell\w+|annotat\w+|position)\b",
    ),
    misconception(
        "V19",
        ("bagging", "boost", "forest", "lightgbm", "gbm"),
        (
            r"\b(?:bagging|random forests?)\b(?:(?!\bboosting\b|\bvariance\b)[^;])*?\b(?:reduces?|lowers?|removes?|cuts?)(?: mainly| mostly)? (?:the )?bias\b",
            r"\bboosting\b(?:(?!\bbagging\b|\bforests?\b|\bone after\b|\bunlike\b)[^;])*?\b(?:independently|in parallel|averages? (?:them|independent|its))\b",
            r"\b(?:bagging|random forests?)\b(?:(?!\bboosting\b)[^;])*?\b(?:sequentially|one after (?:the )?(?:other|another))\b",
            r"\b(?:bagging|random forests?)\b(?:(?!\bboosting\b)[^;])*?\b(?:errors?|residuals?|mistakes) of the (?:one before|previous|last|former)\b",
            together(_BAGS, rf"{_IN_TURN}|{_LESS}bias\b", without=rf"{_BOOSTS}(?! (?:method|algorithm))|\bvariance\b"),
            together(_BOOSTS, rf"{_IN_PARALLEL}|{_LESS}variance\b", without=r"\b(?:forests?|(?<!is\s)(?<!of\s)bagging|one after|sequen\w+|residuals?|rows?|leaves|stochastic)\b"),
        ),
        "This swaps bagging and boosting.",
        "bagging averages independent trees against variance; boosting adds trees one by one against bias",
        denies_itself=r"\b(?:mistakes of|(?:trees?|models?|learners?)['’]s? mistakes)\b",
    ),
    misconception(
        "V22",
        ("global", "possible", "optimal", "best ", "true optimum", "true minimum"),
        (
            together(_SEARCH, _ARRIVES, _BEST, without=r"\b(?:may|might|can|could|if|local|unless|whether|only|nothing|starts|close|near|approximat\w+|exhaustive\w*)\b"),
        ),
        "This promises the global optimum of a loss that is not convex.",
        "a local optimum or a flat place; several starts, or say that the loss is convex",
        unless=r"(?<!non-)(?<!non)(?<!not\s)\bconvex|\b(?:linear regression|logistic regression|(?<!alternating\s)least squares|quadratic|is convex)\b",
    ),
)
