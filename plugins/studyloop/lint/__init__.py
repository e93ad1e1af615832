"""Rules of taste for cards (K), near-duplicates (N) and prose (V): each a function from the bank to findings, one file a rule.

Pure: the bank in, problems out, no file and no third party. The rules speak English and know how a question is written; what must
not live here: rules of the format, which are ``bank``'s, and which level a rule has, which is ``bank.problems``' and the subject's.
"""

from studyloop.bank.exceptions import limit_of
from studyloop.bank.model import Bank
from studyloop.bank.problems import LIMITS, Problems
from studyloop.lint import (
    cloze_marks,
    dated,
    empty_answer,
    given_away,
    long_list,
    misconceptions,
    sources,
    stands_alone,
    symbols,
    two_questions,
    vague_task,
    yes_no,
)
from studyloop.lint.model import Finding, LintRule
from studyloop.lint.near_duplicates import NEAR_DUPLICATE_CARDS, NEAR_DUPLICATE_QUESTIONS

__all__ = ["LINT_RULES", "Finding", "LintRule", "lint_bank"]

LINT_RULES: tuple[LintRule, ...] = (
    two_questions.RULE,
    yes_no.RULE,
    vague_task.RULE,
    stands_alone.RULE,
    given_away.RULE,
    long_list.RULE,
    cloze_marks.RULE,
    symbols.RULE,
    empty_answer.RULE,
    NEAR_DUPLICATE_CARDS,
    NEAR_DUPLICATE_QUESTIONS,
    dated.RULE,
    sources.RULE,
    *misconceptions.RULES,
)


def lint_bank(bank: Bank, problems: Problems) -> None:
    """Run every rule with the subject's limits; findings go to ``problems`` under the rule's code."""
    for rule in LINT_RULES:
        if rule.field and rule.field not in bank.subject.misconceptions:
            continue
        for found in rule.find(bank, limit_of(bank.subject, rule.code) if rule.code in LIMITS else 0):
            problems.add(found.place, rule.code, found.sentence, found.hint)
