### What is known to be wrong with the model, beside recommendations.

caveat-monitoring = With care: monitoring and rewards raise performance in the model (+6%) where they lowered it in Nigeria's civil service (−14%); where officials need discretion, their effect may have the other sign.
caveat-upper-bound = Effects of monitoring are upper bounds: in a field experiment cheap information cut waste by 8%, in the model by 26%.
caveat-waste = Which waste audits and recovery take away is not settled: 41% of it is passive in the model, 83% was found in Italy. The smaller the part of diversion, the less they save.
caveat-year-end = Year-end rules are too weak in the model: lifting the limit on rollover raised December's spending by 100% in the field and by 30% here. Do not rank them by their effect.
caveat-drift = Scores have no trend of their own in the model; in Mexico self-scores rose by four points a year and external scores fell by as much. What levers do to scores over several years is not predicted.
caveat-budgets = Budgets do not swing back in the model (correlation of two years' changes −0.05; −0.6 in Mexico's ministries): what moves a budget lasts too long.
caveat-knowledge = Departments know exactly how likely they are to be found out, and take each year by itself: what is announced or published may work more slowly in the field, or differently.
caveat-lacking = Leadership and learning routines are not in the model, though they decide what skill and training yield.
caveat-general = Six of eighteen published findings that set no parameter agree with the model, and most parameters are assumed: take directions and orders of magnitude, no third digit (docs/trace.md).
