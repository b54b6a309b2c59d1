# Figures: title, what each shows, what kind of picture it is, words in it, caption.

figure-structures = In which worlds a difference holds
    .shows = Difference of net social value from the first scenario over draws of what nobody knows, in the model as declared, in other structures of it, and under other stances on welfare.
    .alt = Points with ranges: a row for each structure of the model and stance on welfare, the difference across, a colour for each scenario.
figure-trajectories = Key outcomes over the years
    .shows = Means over seeds of the key outcomes year by year, with 95% intervals, one line for each scenario.
    .alt = Line charts, one for each key outcome: years across, the outcome up, a line with a shaded interval for each scenario.
figure-scores = Scores against true performance
    .shows = What self-scores and external scores say against what departments really achieve, by kind of department.
    .alt = Scatter plots, one for each scenario and kind of score: true performance across, the score up, one point for each department, coloured by kind of department.
figure-distributions = Self-scores, external scores and the truth
    .shows = How self-scores, external scores and true performance are distributed over departments.
    .alt = Density curves for each scenario: self-scores and external scores on one axis, true performance on another.
figure-december = Spending by month
    .shows = What part of the year's spending falls in each month, and how December stands out.
    .alt = Line chart: the twelve months across, the share of the year's spending up, a line for each scenario, with a line where each month would have its equal part.
figure-budgets = Budgets by true performance
    .shows = How budgets of better and worse departments changed from the first to the last year.
    .alt = Dot plots, one for each scenario: departments in fifths by true performance across, the change of their budgets up, the mean of each fifth with its interval.
figure-flow = Where money went
    .shows = From which departments money went to which others, between the first year and the last.
    .alt = Flow diagrams, one for each scenario: budgets of groups of departments at the beginning on the left, at the end on the right, bands between them as wide as the money that stayed or moved.
figure-workload = Work against capacity
    .shows = Staff days that the announced policy asks for, by task, against the days that staff has.
    .alt = Stacked bars, one chart for each scenario: years across, staff days up, a colour for each task, a line for the days that are available.
figure-effects-draws = Effects of levers over draws of parameters
    .shows = What each lever, moved alone, does to each outcome over draws of what nobody knows, and in what share of them it is better.
    .alt = Dot plots, one for each outcome: levers down, the median effect across with the middle 90% of draws, the share of draws that is better at the right.
figure-dose-draws = Best doses over draws of parameters
    .shows = How an outcome responds to the doses of a lever over draws of what nobody knows, and which dose is best in how many of them.
    .alt = Line charts, one for each lever, with a pale band of the middle 90% of draws, and below each vertical bars: the share of draws in which a dose is best.
figure-interactions-draws = Interactions over draws of parameters
    .shows = How much more one lever does where others are high, over draws of what nobody knows, and in what share of them they do more good together than apart.
    .alt = Dot plots, one for each outcome: levers together down, the median interaction across with the middle 90% of draws, the share of draws with more good together at the right.
figure-order-draws = Order of two reforms over draws of parameters
    .shows = What it changes year by year which of two reforms comes first, over draws of what nobody knows, and whether nearly all of them agree.
    .alt = Line charts, one for each pair of levers: years across, the difference of the two orders up, with a pale band of the middle 90% of draws and dots coloured where draws agree.
figure-forest = Effects of levers on every outcome
    .shows = What each lever, moved alone, does to each outcome, with intervals alone and all together.
    .alt = Dot plots, one for each outcome: levers down, the effect across, a thick interval of its own and a thin one that holds together with the others.
figure-tornado = Effects of levers
    .shows = How much each lever, moved alone, changes an outcome, the largest effect on top.
    .alt = Horizontal bars from zero, one for each lever, the longest on top, each with its 95% interval.
figure-dose = Doses and responses
    .shows = How an outcome responds to every dose of a lever, and which dose is best.
    .alt = Line charts, a row for each outcome and a column for each lever: the dose across, the difference from the scenario up, with a shaded interval; a ring marks the scenario's own dose and a star the best.
figure-interactions = Interactions of levers
    .shows = How much larger the effect of one lever is where another one is high.
    .alt = Heat maps, one for each outcome: levers across and down, the interaction of each pair by colour below the diagonal, effects of single levers on the diagonal.
figure-factorial = Main effects and interactions by size
    .shows = Which main effects and interactions of two and three levers matter most for an outcome.
    .alt = Dot plot: terms of the factorial down, the largest on top, the effect across, a thick interval of its own and a thin one that holds together with the others.
figure-reform-order = Two reforms in turn
    .shows = What becomes of an outcome year by year when one of two reforms comes first, when the other does, and when both come at once.
    .alt = Line charts, one for each pair of levers: years across, the difference from no reform up, three lines with shaded intervals.
figure-cost-plane = Cost and effect
    .shows = What each lever costs and what it improves: more for more, better and cheaper, or worse and costlier.
    .alt = Scatter plot: additional administrative cost across, improvement up, a mark with its intervals for each lever, around it faint dots for replications.
figure-sweep-levels = Levels of factors
    .shows = How outcomes differ between the levels of each factor of a sweep.
    .alt = Line charts or points, a row for each outcome and a column for each factor: levels across, the outcome up, with 95% intervals.
figure-sweep-map = Map of two factors
    .shows = How an outcome differs over two factors that are crossed, and where it is best.
    .alt = Map in colours: one factor across, the other up, a cell for each point; a star marks the best.
figure-sobol = Shares of variance
    .shows = What share of an outcome's variance is due to each factor, alone and with its interactions.
    .alt = Points with 95% intervals, one chart for each outcome: factors from the most important down, the index across.
figure-importance = Importance of factors
    .shows = How much each factor matters for an outcome, by the main index of the method, the most important on top.
    .alt = Points with 95% intervals, one chart for each outcome: factors from the most important down, the index across.
figure-elementary-effects = Elementary effects
    .shows = How large the effects of each factor are, and how much they depend on where the others stand.
    .alt = Scatter plots, one for each outcome: the mean size of elementary effects across, their spread up, a point for each factor, dashed lines of equal ratios; groups and choices, which have no spread, on a grey strip below.
figure-factor-pairs = Pairs of factors
    .shows = What share of an outcome's variance pairs of factors explain together and neither explains alone.
    .alt = Heat maps, one for each outcome: factors across and down, the share of each pair by colour below the diagonal, shares of single factors on the diagonal.
figure-index-convergence = Convergence of the indices
    .shows = How the main index of each factor settles with the number of samples.
    .alt = Line charts, one for each outcome: samples across, the main index up, a line with a shaded interval for each factor.
figure-pareto = What can be had together
    .shows = Mixes of levers of which none is better in every objective, and what they give up for each other.
    .alt = Scatter plots, one for each pair of objectives: mixes of the front, its knee, the status quo and the reforms.
figure-front-draws = What is known of the front
    .shows = What mixes of the front change in every objective, and how surely, when parameters are not known.
    .alt = Scatter plots, one for each pair of objectives: differences of mixes from the status quo with intervals in both directions, the knee and the reforms marked, lines through the status quo.
figure-levers = Levers along the front
    .shows = Where the mixes of the front have every lever, and what the first objective is there.
    .alt = Scatter plots, one for each lever: the values of the lever across, the first objective up, a point for each mix, with the knee, the status quo and the reforms.
figure-hypervolume = Convergence of the search for mixes
    .shows = How the front of a search for mixes grew with the generations, and whether it has settled.
    .alt = Line chart: generations across, the hypervolume of the front so far up, the last quarter of the generations shaded.
figure-states = States that fail
    .shows = Which states of the world a policy fails in, over the two factors that tell most, with the box of the first rule.
    .alt = Scatter plot: the two most telling factors across and up, a point for each state of the world, failing ones as triangles, with a frame around the first rule.
figure-limits = Limits of the rules
    .shows = Which part of each factor's range the rules allow, and what each limit adds.
    .alt = Horizontal bars, a row for each factor that a rule limits: the range that was tried in grey, the part that each rule allows in its colour, the limit beside it.
figure-worth = What it is worth to know each parameter
    .shows = What knowing a parameter exactly before choosing between policies would gain on average, with 95% intervals over draws, and whether that is clearly anything.
    .alt = Points with ranges: a row for each parameter, the worth of knowing it across, coloured by whether it is clearly worth something.
figure-estimates = Estimates in their ranges
    .shows = What a calibration estimated of every parameter, in the range that was allowed, beside the value of the base.
    .alt = Dot plot, a row for each parameter: its range in grey, the estimate with its interval, a cross for the value of the base.
figure-moments = Fit of the moments
    .shows = How far every simulated moment is from the observed one at the estimates, in standard errors.
    .alt = Dot plot, a row for each moment: simulated less observed across, a grey band where both fit, fitted and other moments in two colours.
figure-prediction = Prediction of the held-out year
    .shows = How a calibrated model predicts a year that it was not fitted to, against the forecast that nothing changes.
    .alt = Dot plot, a row for each moment: the prediction with its interval and last year's value around what was observed.
figure-evidence = Field experiments
    .shows = What field experiments found beside what the model predicts without them.
    .alt = Dot plot, one row for each published finding: the simulated effect over the published one with its interval, a grey band where both agree.
figure-theory = Limits of the theory
    .shows = How far simulation is from the closed forms of the theory, in proportion to what is tolerated.
    .alt = Dot plot, one row for each limit: deviation over tolerance across, a band between minus one and one where the limit holds.
figure-closed-forms = Closed forms and simulation
    .shows = What the theory proves along one parameter of each limit, and what simulation finds there.
    .alt = Line charts, one for each limit of the theory: a parameter across, quantities up, closed forms as lines and simulated values as points on them.
figure-claims = In which worlds claims hold
    .shows = Share of draws of what nobody knows that agree with each claim, in the model as declared and in other worlds.
    .alt = Heat map: worlds below each other, claims beside each other, the share of draws that agree as colour and number.
figure-trial-power = How likely a trial is to find the effect, and what it sees of it
    .shows = Share of worlds in which a trial finds the effect, by its size and its years, and mean estimates beside true effects.
    .alt = Two panels of lines by the number of units: the share of worlds that find the effect, and mean estimates beside the true effect on the treated and that of a full roll-out.
figure-trial-events = Effects by year since treatment began, estimated and true
    .shows = True and measured effects on the treated by year since treatment began, with what an event study estimates of them.
    .alt = Lines with bands by year since treatment: the true and the measured effect; beside them points with ranges, the estimates of an event study.
figure-fiscal-year = The fiscal year
    .shows = What happens in the twelve months of a fiscal year and after it, and who tells whom what.
    .alt = Diagram of three lanes, finance bureau, departments and audit office, along the months of the year; arrows are messages from one to another.

## Words that several figures share

figure-axis = { $what } ({ $unit })
figure-year = Year
figure-under = { $value } under { $scenario }
figure-count-seeds = { $one ->
    [one] one seed
   *[many] { $number } seeds
}
figure-count-years = { $one ->
    [one] one year
   *[many] { $number } years
}
figure-count-departments = { $one ->
    [one] one department
   *[many] { $number } departments
}
figure-on = on
figure-off = off
figure-self-score = self-score
figure-external-score = external score
figure-fifth-1 = worst fifth
figure-fifth-2 = 2nd
figure-fifth-3 = 3rd
figure-fifth-4 = 4th
figure-fifth-5 = best fifth

## Trajectories, scores, budgets

figure-nothing = nothing differs
figure-own-colours = Each panel has a scale of colours of its own.
figure-own-scales-across = Each panel has a horizontal scale of its own.
figure-own-scales = Each panel has a vertical scale of its own.
figure-trajectories-caption = Key outcomes over { $years }: { $alone ->
    [one] one seed alone, so without intervals
   *[many] mean over { $seeds } with its 95% interval shaded
}, arrows pointing to the better side; in year { $year } { $outcome } is { $values }.
figure-trajectories-draws = Lines and dark bands hold declared parameters and chance alone; pale bands hold the middle 90% of { $draws } draws of what nobody knows.
figure-scores-panel = rank correlation { $correlation }
figure-scores-found = { $self } and { $key } under { $scenario }
figure-scores-caption = Self-scores and external scores against true performance in year { $year }, every department of { $seeds } (dashed: { $excellent } points, excellent); their rank correlations with the truth are { $found }.
figure-budgets-change = Budget, last against first year (%)
figure-budgets-fifths = Departments by true performance (fifths)
figure-budgets-beyond = { " " }({ $count } beyond the axis)
figure-budgets-caption = Change of budgets over { $years } by true performance: every department of { $seeds }{ $beyond }, and the mean of each fifth{ $alone ->
    [one] { "" }
   *[many] { " " }with its 95% interval
}; the best fifth gained more than the worst by (percentage points) { $found }.

## Distributions

figure-score = score
figure-distributions-share = Share of departments (%)
figure-distributions-found = under { $scenario } a self-score of { $self }, an external score of { $key } and a true performance of { $true }, while { $selfbest } of self-scores and { $keybest } of external scores are excellent
figure-distributions-caption = Self-scores, external scores and true performance of every department of { $seeds } in year { $year } (marks: medians; dashed: { $excellent } points, excellent); the median department has { $found }.

## Spending by month

figure-month-1 = Jan
figure-month-2 = Feb
figure-month-3 = Mar
figure-month-4 = Apr
figure-month-5 = May
figure-month-6 = Jun
figure-month-7 = Jul
figure-month-8 = Aug
figure-month-9 = Sep
figure-month-10 = Oct
figure-month-11 = Nov
figure-month-12 = Dec
figure-december-month = Month
figure-december-share = Share of the year's spending (%)
figure-december-equal = equal parts
figure-december-found = { $share } ({ $times } times an equal part) under { $scenario }
figure-december-caption = Spending by month, mean over { $seeds } and the last { $years }{ $alone ->
    [one] { "" }
   *[many] { " " }with its 95% interval
}; December, which would take { $equal } if months were alike, takes { $found }.

## Flow of budgets

figure-flow-share = Share of all budgets (%)
figure-flow-year = year { $year }
figure-flow-by-performance = fifths by true performance
figure-flow-by-archetype = kinds of departments
figure-flow-found = { $moved } of all money changed hands, { $crossed } between groups, under { $scenario }
figure-flow-caption = Budgets by { $groups } before and after, means over { $seeds }; bands are money that stayed (pale) or went to another group (dark), what was given up being shared in proportion to what was gained: { $found }.

## Work against capacity

figure-task-review = review of objectives
figure-task-checks = monthly checks
figure-task-evaluation = external evaluations
figure-task-follow-up = follow-up of findings
figure-task-training = training
figure-task-other = other work
figure-workload-capacity = days available
figure-workload-days = Staff days a year
figure-workload-found = { $asked } days of { $available } ({ $share }) under { $scenario }
figure-workload-caption = Staff days that the announced policy asks for, by task, against the days available (line), means over { $seeds }; in year { $year } it asks for { $found }.

## The fiscal year

figure-year-january = January
figure-year-months = Every month
figure-year-july = July
figure-year-december = December
figure-year-after = After the year
figure-year-actor-council = Council,
    superior
figure-year-actor-audit = Audit
    office
figure-year-actor-bureau = Finance bureau
figure-year-actor-departments = Departments
figure-year-programme = what will be checked and used
figure-year-decide = choose effort, diversion, claims
figure-year-proposal = proposed objectives
figure-year-targets = reviewed targets, budget
figure-year-spend = spend, divert, waste
figure-year-checks = some are checked: findings
figure-year-execution = money spent so far
figure-year-adjustment = money moved to those ahead
figure-year-rush = December rush; rest kept or lapses
figure-year-audit = some findings
figure-year-results = true results
figure-year-self = self-evaluation: own score
figure-year-key = external evaluation of some
figure-year-council = envelope and wishes
figure-year-judge = corrects scores, renews its beliefs
figure-year-budget = budgets; scores count after { $lag } years
figure-year-learn = learn what is checked, what counts
figure-year-hidden = seen by nobody else
figure-year-seen = seen by others too
figure-fiscal-year-caption = The fiscal year: { $messages } messages pass, { $inward } of them to the finance bureau, which never sees the { $hidden } things that departments do by themselves (dashed); scores move budgets after { $lag } years.

## Effects of levers

figure-count-replications = { $one ->
    [one] one replication
   *[many] { $number } replications
}
figure-over = { " " }over { $seeds }
figure-difference = Difference ({ $unit })
figure-difference-in = Difference in { $outcome }
figure-contrast = { $lever } ({ $low } → { $high })
figure-better = better
figure-worse = worse
figure-unclear = not clear
figure-tornado-effect = { $lever } { $effect }
figure-tornado-caption = Effects of levers, each moved alone from its low to its high value, means{ $over } with 95% intervals (lines), blue better and orange worse, grey where chance could explain it; { $clear } of { $count } effects on { $outcome } are clear, and the largest are { $effects }.
figure-dose-best = { $lever } = { $dose } ({ $difference }{ $ends })
figure-dose-between = ; optimum between { $low } and { $high }
figure-dose-flat = ; no dose is told apart from it
figure-dose-told = ; { $outcome } is best at { $best }
figure-dose-caption = Difference from the scenario at each dose, means{ $over } with 95% intervals (ring: the scenario's own value, star: best dose){ $told }.
figure-interactions-mixed = , in this fraction together with its aliases
figure-interactions-largest = ; for { $outcome } the largest is { $pair }, { $effect }
figure-interactions-caption = how much larger the effect of one lever is where the other is high (below the diagonal, blue is better){ $mixed }, and effects of single levers (diagonal), means{ $over }, * clear after adjustment{ $told }.

## Shares of variance

figure-sobol-st = in total, with interactions (ST)
figure-sobol-s1 = alone (S1)
figure-sobol-axis = Share of the outcome's variance
figure-sobol-points = { " " }at { $points } points
figure-sobol-most = { $factor } for { $outcome } ({ $share })
figure-sobol-several = { $factor }, not told apart, for { $outcome } (the first { $share })
figure-sobol-none = none for { $outcome }
figure-sobol-luck = none for { $outcome }, whose indices tell of luck
figure-sobol-caption-st = Shares of variance{ $points } with 95% intervals (lines); the factor with the largest total share is { $most }.
figure-sobol-caption-s1 = Shares of variance{ $points } with 95% intervals (lines); the factor with the largest share by itself is { $most }.

## The Pareto front

figure-pareto-front = front
figure-pareto-knee = knee
figure-pareto-status-quo = status quo
figure-pareto-regret = regret of { $outcome }
figure-pareto-mean = mean over all worlds
figure-pareto-worst-decile = mean of the worst tenth of the worlds
figure-pareto-regret-how = largest regret over the states, against the best that was found for each
figure-pareto-how = , { $how }
figure-pareto-limit = { " " }within the budget of { $budget }
figure-pareto-fresh = { " " }on { $seeds } fresh seeds
figure-pareto-fresh-draws = { " " }under { $draws } fresh draws of what nobody knows, { $seeds } seeds each
figure-pareto-knee-level = { $outcome } { $value }
figure-pareto-knee-change = { $outcome } { $value } (status quo { $before })
figure-pareto-hidden = ; { $pairs } further pairs of objectives are not drawn
figure-pareto-caption = The { $mixes } mixes of the front{ $limit }{ $fresh }{ $how } (arrows point to the better side); at the knee { $values }{ $hidden }.
figure-levers-caption = { $objective } ({ $unit }) against every lever over { $over ->
    [front] the mixes of the front
   *[all] all mixes that were tried
}; dotted lines are the ends of the range that was allowed.
figure-hypervolume-caption = Hypervolume that the mixes up to each generation dominate, objectives scaled to their range on the final front; the last quarter (shaded) added { $gain }: the search has { $settled ->
    [yes] settled
   *[no] not settled
}.
figure-states-caption = { $states } states over { $factors }; a state fails where { $failing }.
figure-states-no-rule = No rule does better than the share of all states.
figure-states-rule = In the box of the first rule { $density } fail, and it covers { $coverage } of the failures (held out).
figure-states-faint = States that are not in it for another reason ({ $limits }) are faint.
figure-limits-caption = The part of each factor's range that the rules allow, and the share of the states there that fails; in brackets the share if this limit is dropped and the others are kept (all held out).
figure-limits-more = { $number } further { $one ->
    [one] rule
   *[many] rules
}: see rules.csv.

## Estimates, moments, predictions

figure-estimates-caption = Estimates with 90% intervals in the ranges that were allowed (numbers: estimate ± standard error); { $number } of { $all } { $only ->
    [one] parameter
   *[many] parameters
} { $one ->
    [one] is
   *[many] are
} pinned down.
figure-moments-caption = Simulated less observed moments at the estimates, in standard errors (numbers: model, data); the model misses { $number } of { $all } by more than { $errors }. Beyond { $linear } the axis is logarithmic.
figure-prediction-caption = Prediction of { $year }: the model's predictions with 90% intervals and last year's values around what was observed (0); { $number } of { $all } { $one ->
    [one] moment
   *[many] moments
} lie in the interval. Beyond { $linear } the axis is logarithmic.

## Field experiments and limits of the theory

figure-evidence-axis = Change in proportion to the control arm
figure-evidence-inside = published, inside
figure-evidence-outside = published, outside
figure-evidence-calibration = what parameters were set by
figure-evidence-prediction = predicted without it
figure-evidence-calibration-inside = { $inside } of { $count } calibration targets
figure-evidence-prediction-inside = { $inside } of { $count } predictions
figure-evidence-left = { " " }({ $count } further findings have another unit or no number, or cannot be expressed)
figure-evidence-caption = What field experiments found (diamonds, with 95% intervals where a standard error is known) beside what the model predicts without them (dots, with 90% predictive intervals), each in proportion to its control arm: { $told } lie inside (filled){ $left }.
figure-quantity-passive-part-of-waste = passive part of waste
figure-quantity-missing-money = missing money
figure-quantity-december-spending = December spending
figure-quantity-external-year-correlation = external score, year to year
figure-quantity-self-year-correlation = self-score, year to year
figure-quantity-external-two-year-correlation = external score, over two years
figure-quantity-self-two-year-correlation = self-score, over two years
figure-quantity-external-three-year-correlation = external score, over three years
figure-quantity-self-three-year-correlation = self-score, over three years
figure-quantity-budget-change-iqr = middle half of budget changes
figure-quantity-self-drift = drift of self-scores
figure-quantity-external-drift = drift of external scores
figure-quantity-budget-change-sd = spread of budget changes
figure-quantity-small-change-share = share of small budget changes
figure-quantity-budget-change-persistence = persistence of budget changes
figure-quantity-self-mean = mean self-score
figure-quantity-self-sd = spread of self-scores
figure-quantity-self-top-share = share of top self-scores
figure-quantity-external-mean = mean external score
figure-quantity-external-sd = spread of external scores
figure-quantity-execution-mean = mean execution
figure-quantity-execution-q10 = execution, 10% quantile
figure-quantity-execution-q25 = execution, 25% quantile
figure-quantity-execution-q50 = execution, 50% quantile
figure-quantity-execution-q75 = execution, 75% quantile
figure-quantity-execution-q90 = execution, 90% quantile
figure-quantity-execution-of-adjusted = execution of the adjusted budget
figure-quantity-budget-per-self-points = next budget by self-score
figure-quantity-budget-per-external-points = next budget by external score
figure-quantity-later-budget-per-self-points = budget after next by self-score
figure-quantity-later-budget-per-external-points = budget after next by external score
figure-quantity-size-sd = spread of sizes
figure-quantity-full-execution-share = share of fully spent budgets
figure-quantity-beta = power of incentives
figure-quantity-beta-1 = weight of the first signal
figure-quantity-beta-2 = weight of the second signal
figure-quantity-effort = effort
figure-quantity-surplus = surplus
figure-quantity-variance = variance of the score
figure-quantity-threshold = deterring coverage
figure-quantity-effort-factor = effort factor
figure-quantity-deviation = gain from deviating
figure-quantity-filter = relative evaluation
figure-quantity-output = output
figure-quantity-output-niskanen = output after Niskanen
figure-quantity-q-low = quantity of the low type
figure-quantity-q-high = quantity of the high type
figure-quantity-rent = rent
figure-quantity-truthful = truthfulness
figure-quantity-effort-ratio = effort ratio
figure-quantity-premium-ratio = premium ratio
figure-theory-axis = Deviation from the closed form (tolerances)
figure-theory-holds = holds
figure-theory-fails = does not hold
figure-theory-tolerated = tolerated
figure-theory-worst = { $quantity } of { $limit } uses { $part } of its tolerance, more than any other
figure-theory-caption = Deviation of { $count } simulated quantities from { $limits } closed-form limits of the theory, in proportion to what is tolerated (points; numbers at the right: how many hold): { $held } of { $count } hold, and { $worst }.
figure-limit-T1 = linear contract
figure-limit-T2 = multitasking
figure-limit-T3 = two signals
figure-limit-T4 = deterrence
figure-limit-T5 = ratchet
figure-limit-T6 = yardstick
figure-limit-T7 = relative scores
figure-limit-T8 = contest
figure-limit-T9 = bureaucracy
figure-limit-T10 = screening
figure-limit-T11 = true reports
figure-limit-T12 = limited memory

# What figures are drawn from, and what is wrong with it

figure-data-structures = structures.csv of a comparison over draws
figure-data-audit = the answer of an audit (summary.json)
figure-data-trial = the answer of a trial (summary.json)
figure-data-outcomes = Result.outcomes, or outcomes.csv of a result directory
figure-data-departments = Result.departments of simulate(..., departments=True)
figure-data-months = Ledger.months: one row per scenario x seed x year x month, money in mean budgets
figure-data-work = Ledger.work: one row per scenario x seed x year x task, in staff days
figure-data-effects-draws = tables/effects_draws.csv of `budgetsim effects`
figure-data-dose-draws = tables/dose_draws.csv of `budgetsim effects`
figure-data-interactions-draws = tables/interactions_draws.csv of `budgetsim effects`
figure-data-order-draws = tables/order_draws.csv of `budgetsim effects`
figure-data-effects = tables/effects.csv of `budgetsim effects`
figure-data-adjusted = tables/effects.csv of `budgetsim effects`
figure-data-doses = tables/dose.csv of `budgetsim effects`
figure-data-factorial = tables/factorial.csv of `budgetsim effects`
figure-data-terms = tables/factorial.csv of `budgetsim effects`
figure-data-paths = tables/sequencing_paths.csv of `budgetsim effects`
figure-data-cost = tables/cost.csv of `budgetsim effects`, or a mapping of cost to it and draws to tables/cost_draws.csv
figure-data-sweep = runs of `budgetsim sweep`, as a mapping of sweep (levels), points, factors and outcomes
figure-data-indices = indices.csv of `budgetsim sensitivity --method sobol`
figure-data-sensitivity = the answer of budgetsim.sensitivity or budgetsim.load, or summary.json of `budgetsim sensitivity`
figure-data-front-draws = a mapping of front, references and front_draws to front.csv, references.csv and front_draws.csv of `budgetsim optimise`
figure-data-front = front.csv of `budgetsim optimise`, or a mapping of front, mixes and references to such tables
figure-data-search = convergence.csv of `budgetsim optimise`
figure-data-discovery = the answer of budgetsim.discover or budgetsim.load, or a mapping of states (states.csv of `budgetsim discover`) and answer (its summary.json)
figure-data-information = information.csv of `budgetsim information`
figure-data-estimates = estimates.csv of `budgetsim calibrate`
figure-data-moments = moments.csv of `budgetsim calibrate`
figure-data-prediction = prediction.csv of `budgetsim calibrate` with a year held out
figure-data-verification = the answer of budgetsim.verify or budgetsim.load, or summary.json of `budgetsim verify`
figure-data-curves = closed_forms.csv of `budgetsim verify --theory`
figure-data-nothing = no data

figure-fault-unknown = no figure is called { $name }: { $hint }
figure-fault-data = figure { $name } needs data: { $source }; got { $given }
figure-fault-lacks = one that lacks something: { $error }
figure-fault-columns = figure { $name }: the table has no column { $columns }; needed is { $source }
figure-fault-rows = figure { $name }: the table has no rows; needed is { $source }
figure-fault-list = figure { $name } needs { $source }, as a list; got { $given }
figure-in-money = Money is in { $unit } a year, all departments together.
figure-fault-money = figure { $name } shows nothing that can be money; these do: { $able }
figure-fault-option = figure { $name } has no option { $options }; it takes { $known }
    .none = none
figure-fault-groups = by={ $by }: departments can be grouped by { $groups }
figure-fault-no-theory = the answer is not about limits of the theory
figure-fault-no-evidence = no row of the answer has a published relative change that something can be compared with
figure-fault-none-of = the table has none of the outcomes { $outcomes }
figure-fault-no-outcome = the table has no outcome { $outcomes }; it has { $known }
figure-fault-format = { $format } is no format of figures; there are { $formats }, and png@600 for 600 dpi
figure-fault-no-directory = { $directory }: no such directory; give the directory of run, compare, sweep, effects, sensitivity, optimise, discover, information, calibrate, or of verify --out
figure-fault-nothing = { $directory }: nothing there that a figure can be drawn from; give the directory of run, compare, sweep, effects, sensitivity, optimise, discover, information, calibrate, or of verify --out
figure-fault-damaged = { $directory }: figure { $figure } cannot be made of its tables ({ $reason }); they are damaged or were edited: give the command again that made them, with the same --out

figure-font = install one: `pip install "budgetsim[chinese]"`, or a font of the system, for example `apt install fonts-noto-cjk` on Debian and Ubuntu
figure-font-english = no font with Chinese letters was found, so the figures are in English; { $remedy }
figure-font-no-names = no font with Chinese letters was found, so names in figures show boxes; { $remedy }
figure-font-some-boxes = names hold letters that no font at hand has (emoji and Korean, for example), so figures show boxes for them; name scenarios and departments in Latin, Greek, Cyrillic or Chinese letters to see them
