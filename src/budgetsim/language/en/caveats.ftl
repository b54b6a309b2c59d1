### What is known to be wrong with the model, beside recommendations.

caveat-monitoring = With care: monitoring and rewards raise performance in the model (+6%) where they lowered it in Nigeria's civil service (−14%). What officials' discretion is worth is left out unless it is set; where they need it, the effect may have the other sign.
caveat-deterrence = Deterrence is too proportional to risk in the model: in Brazil a few more audits cut corruption by 40%, in the model by 12%; in Indonesia certain audits cut it by 30%, in the model by 39%.
caveat-evaluation = Good evaluation is too perfect in the model: independent auditors end false reports altogether, where a fifth was left in the field, and evaluating most departments well, with results that count, ends most of diversion without any check, which nobody has measured.
caveat-waste = Which waste there is to take away is not settled: 43% of it is passive in the model, 83% was found in Italy. The smaller the part of diversion, the less checks, audits and recovery save.
caveat-year-end = What money is worth that is held back for late tasks is assumed: trust the direction of year-end rules on December's spending, not the value that they gain or lose.
caveat-drift = Unless it is set, scores have no trend of their own in the model; in Mexico self-scores rose by four points a year and external scores fell by as much. What levers do to scores over several years is not predicted.
caveat-budgets = Unless it is set, budgets do not swing back in the model (correlation of two years' changes −0.05; −0.64 in Mexico's ministries): what moves a budget lasts too long.
caveat-knowledge = Departments know how well they can be found out, and take each year by itself; publishing scores adds nothing to a reform, where in China it helped. What is announced or published may work more slowly in the field, or differently.
caveat-lacking = Leadership and learning routines are not in the model, though they decide what skill and training yield.
caveat-general = 30 of 40 published findings that set no parameter agree with the model, but within wide margins (an effect on waste in a new place is uncertain by 14% of that waste), and most parameters are assumed: take directions and orders of magnitude, no third digit (docs/trace.md).
