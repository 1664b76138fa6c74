"""Makes scores: predictions held against gold cases, as precision, recall, F1 and shares; pure.

It must not know who predicted, how, or from which file a case came; families of actions are handed in as a mapping
from action id to family, so it does not know the vocabulary either.

The rules are those of the gold format. Where that leaves room, the choice made here is the stricter one:

* minerals *agree* when both name some and the sets are equal; instruments agree when both name one and it is the same;
* a mention or evidence lies in furniture when it is wholly inside one of its ranges;
* a claim is matched only within its action family, so the score of the field `family` is 1.0 by construction;
* a ratio of nothing to nothing is 1.0 (nothing was asked, nothing is wrong); `n` beside it says so.
"""

from tracker.scorecard.cases import Case, Prediction, firm_key, read_case
from tracker.scorecard.misses import misses
from tracker.scorecard.report import by_kind, score
from tracker.scorecard.sheet import sheet
from tracker.scorecard.table import table

__all__ = ["Case", "Prediction", "by_kind", "firm_key", "misses", "read_case", "score", "sheet", "table"]
