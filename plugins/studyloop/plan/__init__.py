"""Study plans and the curriculum: what to do when, and what must be taught. Pure; dates are arguments.

``load_plans(bank, sources)`` reads ``plans/*.md`` and ``curriculum.md`` of a loaded content folder.
"""

from studyloop.plan.model import Curriculum, CurriculumRow, Period, Plan, Plans, Task
from studyloop.plan.parser import load_plans

__all__ = ["Curriculum", "CurriculumRow", "Period", "Plan", "Plans", "Task", "load_plans"]
