### What is said about a sensitivity analysis: findings, and words of its figures.

sensitivity-constant = { $outcome } does not vary: it is { $value } at every point, whatever the factors.
sensitivity-finding = { $outcome }: { $parts }

## What matters most

sensitivity-none-above-least = no factor { $kind ->
    [mu_star] has a mean effect of more than { $least }, which luck alone could make
    [luck] rises above the { $least } of the variance that luck alone makes up
    [S1] explains more than { $least } of the variance by itself
   *[other] makes up more than { $least } of the variance
}.
sensitivity-none-above-chance = no factor rises above what chance alone reaches ({ $chance }).
sensitivity-leader = { $factor } matters most, with { $sized }{ $then }.
sensitivity-leaders = { $several } matter most and are not told apart; { $factor } has { $sized }{ $then }.
sensitivity-unsure = { $factor } has the largest index, { $sized }{ $then }; without an interval it cannot be said that it matters most.
sensitivity-wide = { $factor } has the largest index, { $sized }{ $then }; but no factor is told from zero.
sensitivity-then = ; then { $factors }
sensitivity-factor = { $factor } ({ $size })
sensitivity-sized-st = { $size } of the variance, interactions included{ $bounds }{ $alone }
sensitivity-sized-s1 = { $size } of the variance by itself{ $bounds }{ $alone }
sensitivity-sized-delta = { $size } of the outcome's density shifted by knowing it{ $bounds }{ $alone }
sensitivity-sized-median = { $size } as the distance of distributions with and without knowing it{ $bounds }{ $alone }
sensitivity-sized-mu-star = { $size } on average over its range{ $bounds }{ $alone }
sensitivity-bounds = { " " }(95% interval { $low } to { $high })
sensitivity-alone = , { $size } alone
sensitivity-some = { $first } and { $more } more { $one ->
    [one] factor
   *[many] factors
}

## How an effect runs

sensitivity-way = Higher { $factor } { $way ->
    [up] raises
   *[down] lowers
} it.
sensitivity-shape = The effect of { $factor } is { $shape ->
    [linear] nearly linear
    [monotonic] monotonic
    [almost] almost monotonic
   *[mixed] not monotonic, or dependent on the other factors
} (sigma/mu* = { $ratio }).

## Interactions, and what does not matter

sensitivity-joint-unclear = Interactions are not told from zero: at most { $most } of the variance.
sensitivity-joint-unclear-pairs = Interactions as a whole are not told from zero (at most { $most } of the variance), but taken by themselves these pairs are: { $pairs }.
sensitivity-joint = Interactions make up { $share }{ $bounds } of the variance{ $luck ->
    [yes] , some of it perhaps luck
   *[no] {""}
}.
sensitivity-joint-pairs = Interactions make up { $share }{ $bounds } of the variance{ $luck ->
    [yes] , some of it perhaps luck
   *[no] {""}
}, most clearly { $pairs }.
sensitivity-pair = { $one } with { $two } ({ $size })
sensitivity-not-above-chance = Not above chance ({ $chance }): { $factors }.
sensitivity-without = No influence at all: { $factors }.
sensitivity-little = Below { $least } { $of ->
    [effect] of the largest effect
   *[variance] of the variance
}: { $factors }.

sensitivity-not-above-luck = No more than luck alone could make: { $factors }.

## Luck, and what a method cannot say

sensitivity-luck = { $outcome }: the indices tell of luck and not of the factors, so no factor is ranked: luck is { $share } of the variance between points, means over { $seeds } seeds each.
sensitivity-some-luck = Luck is { $share } of the variance that the indices divide.
sensitivity-one-seed = With one seed it cannot be told how much of this is luck: --replications 4 would show it.
sensitivity-enough = { $known ->
    [yes] About --replications { $count } would bring it down to { $share }.
   *[no] The factors’ part is not told from zero; even if it is as large as it may be, only --replications { $count } or more would bring luck down to { $share }.
}
sensitivity-never-enough = Not even --replications { $count } would bring it down to { $share }: the factors hardly move this outcome.
sensitivity-withheld = { $outcome } takes few values, of which { $method } would make interactions that do not exist: its indices are withheld. On the same outcome { $able } can be relied on.

## Figures

sensitivity-axis-st = share of variance
sensitivity-axis-s1 = share of variance explained alone
sensitivity-axis-mu-star = mu*: mean size of effect over the range
sensitivity-axis-delta = delta: shift of the density
sensitivity-axis-median = PAWN: median distance of distributions
sensitivity-axis-sigma = sigma: spread of effects
sensitivity-index-mu-star = mu*
sensitivity-index-delta = delta
sensitivity-index-median = median over slices
sensitivity-index-maximum = maximum over slices
sensitivity-chance = what chance alone reaches
sensitivity-others = other factors
sensitivity-samples = samples
sensitivity-first-one = { $factor } for { $outcome }
sensitivity-first-several = { $factor } (not told apart) for { $outcome }
sensitivity-first-unsure = { $factor } (without an interval) for { $outcome }
sensitivity-first-wide = { $factor } (not told from zero) for { $outcome }
sensitivity-first-none = no factor for { $outcome }
sensitivity-first-luck = no factor for { $outcome }, whose indices tell of luck
sensitivity-first-more = { $more } more
sensitivity-panel-luck = { $outcome } (luck, no ranking)
sensitivity-no-effect = no factor has any effect
sensitivity-no-sigma = no sigma
sensitivity-at-zero = at 0: { $factors }
sensitivity-strip = { " " }Groups and choices have a mu* but no sigma: they stand as squares on the grey strip ({ $subjects }).
sensitivity-nothing-drawn = { " " }Nothing has an effect on { $outcomes }.
sensitivity-left-out = { " " }({ $others } { $one ->
    [one] factor
   *[many] factors
} of less importance left out)
sensitivity-importance-caption = What matters for each outcome, { $method }, { $points } points, with 95% intervals{ $left }; the most important: { $firsts }.
sensitivity-scatter-caption = Elementary effects, { $samples } trajectories: far to the right matters most ({ $firsts }); above the line sigma/mu* = { $mixed } effects change their sign or depend on the other factors, below { $linear } they are nearly linear.
sensitivity-strongest-pair = { $pair } for { $outcome }
sensitivity-strongest = Strongest: { $pairs }.
sensitivity-no-pair = No pair is clear.
sensitivity-pairs-caption = What pairs of factors explain together and neither explains alone: share of variance (S2), bold where it is above zero although many pairs were looked at, the others may be noise; colours are limited to what the total indices of both factors allow; on the diagonal, in italics, what a factor explains alone. { $strongest }
sensitivity-convergence-caption = The main index from ever larger parts of the same runs, 95% intervals shaded; { $any ->
    [none] there is no firm ranking yet
   *[some] the ranking has settled for { $settled } of { $outcomes } { $one ->
        [one] outcome
       *[many] outcomes
    }
}.
sensitivity-convergence-luck = { " " }The indices of { $outcomes } tell of luck and not of factors.

## What was asked, and how the numbers were made

sensitivity-title = Sensitivity of { $name }
sensitivity-lead = { $scenario }: what moves { $outcomes } when { $number } { $one ->
    [one] factor varies
   *[many] factors vary
} over their ranges.
sensitivity-method = Method { $method } with { $samples } samples (seed { $seed }): { $points } points.
sensitivity-method-indices = Indices by SALib, or after it where it is known to err; 95% intervals are over independent parts of the sample or resamples of it, so they hold the chance of the sample and not that of the model’s form.
sensitivity-means = Outcomes are means over { $year ->
    [one] the last
   *[many] the last { $last }
} of { $years } years and over { $seeds } { $one ->
    [one] seed
   *[many] seeds
}; 95% intervals in parentheses.
sensitivity-covered = Only { $covered } of these years come after the reform: take an earlier --from-year, or more --years.
sensitivity-caution-sobol = Intervals are t intervals over 8 independent scrambles of the sample.
sensitivity-caution-morris = Intervals are t intervals over trajectories.
sensitivity-caution-fast = Intervals are t intervals over search curves with phases of their own; one curve alone has none.
sensitivity-caution-rbd-fast = SALib resamples half of the points, so these intervals are about 1.4 times as wide as they need be.
sensitivity-caution-delta = A factor without any influence does not get 0 but what chance reaches.
sensitivity-caution-pawn = A factor without any influence does not get 0 but what chance reaches.

## Tables

sensitivity-table = { $outcome }: indices of factors
sensitivity-table-money = { $outcome } for all departments together, in { $unit } a year: effects of factors
sensitivity-money = A year, for all departments together, its mean over the points is { $mean } { $unit }, and its standard deviation between them { $spread } { $unit }.
sensitivity-money-note = The mean over all points, and the standard deviation between points.
sensitivity-head-mean = mean
sensitivity-head-spread = standard deviation
sensitivity-head-st = in total (ST)
sensitivity-head-s1 = alone (S1)
sensitivity-head-delta = delta
sensitivity-head-median = median
sensitivity-head-maximum = maximum
sensitivity-head-mu-star = mu*
sensitivity-head-mu = mu
sensitivity-head-sigma = sigma
sensitivity-two = { $one } and { $two }
sensitivity-settled-unknown = Too few samples to see whether the ranking has settled; take twice as many.
sensitivity-swapped = The ranking has not settled: { $pair }{ $others ->
    [none] {""}
    [one] {" "}and one more pair
   *[many] {" "}and { $more } more pairs
} stood the other way round at { $before } of { $now } samples; take { $twice }.
sensitivity-unsettled = The ranking has not settled: the intervals do not tell apart { $pairs }; take { $twice } samples.
sensitivity-settled = The ranking has settled: pairs that the intervals tell apart stood in this order at { $before } samples.
sensitivity-near = Not told apart near the top: { $pairs }.
sensitivity-one-seed-note = With one seed, luck cannot be told from the factors’ effects: --replications 4 would show its share.
sensitivity-nothing-varies = Nothing varies, neither between points nor between seeds.
sensitivity-noise = Of the variance of single runs { $points } is due to the factors, { $common } to the seed for all points alike, which no index holds, and { $rest } to luck that meets points differently. After averaging over { $seeds } { $one ->
    [one] seed
   *[many] seeds
}, such luck is { $share } of the variance that the indices divide; the standard error of a point’s mean is { $level }, in comparison with other points { $between }.

## What is asked

sensitivity-help = Find out which factors move which outcomes: by how much, how sure, and how much of it is interaction.
sensitivity-ask-scenario = Name or path of a scenario, or path of a study file.
sensitivity-ask-method = Method: { $options }.
sensitivity-ask-factors = What to vary, by bare or full name, over its range in studies or the one given (a,b,c for levels); repeatable. Default: every lever that is a number.
sensitivity-ask-outcomes = Outcomes to analyse.
sensitivity-ask-samples = Base samples (sobol: a power of two), trajectories (morris), points of a factor’s curves (fast), or points. Default: what is usual for the method.
sensitivity-ask-groups = Treat factors as one (sobol, morris); repeatable.
sensitivity-ask-second-order = Pairs of factors too (sobol; the default), at twice the cost.
sensitivity-ask-sample-seed = Seed of the sample and of the bootstrap.
sensitivity-ask-from-year = Levers vary from this year on, as a reform; default: from the start.
sensitivity-ask-replications = Seeds of each point, the same for all.

## What is wrong with what is asked

sensitivity-fault-pairs = pairs of factors are estimated by sobol only, not by { $method }
    .remedy = leave it out
sensitivity-fault-many-points = { $points } points are more than { $most }
    .remedy = take fewer
sensitivity-fault-few-samples = { $method } needs at least { $least } samples for { $factors } factors
    .remedy = take { $usual }
sensitivity-fault-powers = Sobol points are balanced for powers of two only
    .remedy = take { $below } or { $above }
sensitivity-fault-groups = { $method } cannot treat factors in groups
    .remedy = { $able } can, or leave the groups out
sensitivity-fault-waves = { $method } cannot be used for a factor of { $values }: its waves lose 4 to 10% of what jumps, and would show interactions that do not exist
    .remedy = { $able } can
sensitivity-fault-method = no method is called '{ $method }'; there are { $methods }
sensitivity-values-continuous = any value of a range
sensitivity-values-steps = { $count } values in order
sensitivity-values-two = two values
sensitivity-values-choice = { $count } choices
sensitivity-fault-only-one = only one { $what ->
    [group] group
   *[factor] factor
}: a sensitivity analysis compares at least two
    .remedy = name another
sensitivity-fault-twice = the same factor twice
    .remedy = name it once
sensitivity-fault-one-value = one value is nothing to be sensitive to
sensitivity-fault-group = must be LABEL=factor,factor
    .remedy = write it so: --groups "capacity=staff,staff_skill; checks=monitoring_intensity,audit_coverage"
sensitivity-fault-group-twice = the same group twice
    .remedy = name all of its factors at once
sensitivity-fault-members = { $kind }, not a list of factors
    .remedy = write { $group } = ["staff", "staff_skill"]
sensitivity-fault-group-empty = the group is empty
    .remedy = name factors of the study
sensitivity-fault-group-name = the name of a group may not be a factor's: the two would be taken for one
    .remedy = give the group another name
sensitivity-fault-no-factor = no factor of this study
    .remedy = factors: { $factors }
sensitivity-fault-two-groups = a factor can be in one group only
    .remedy = name it once
sensitivity-fault-seed = the seed of the sample must be a whole number from 0 to { $largest }
sensitivity-fault-points = { $method } made points of another number, or outside the unit cube
sensitivity-fault-no-indices = { $method } finds no indices: { $problem }; take more samples or another method; the runs are kept
sensitivity-fault-no-index = { $method } finds no index of { $factors }; take more samples or another method; the runs are kept
sensitivity-fault-values = { $outcome }: the design has { $points } points; there are values of { $values }
sensitivity-fault-undefined = { $outcome } is undefined at { $count } of { $points } points, first at point { $first }; indices need a number everywhere: leave this outcome out, or vary within ranges where it is defined
sensitivity-fault-runs = { $directory } holds { $runs } runs, not { $points } points x { $seeds } seeds
sensitivity-of-outcome = { $outcome }: { $problem }
sensitivity-fault-no-shares = no share of variance ({ $kinds }) in the table; it holds { $held }
sensitivity-fault-nothing-to-draw = no outcome has indices that are drawn here, so there is nothing to draw
sensitivity-fault-no-pairs = the answer has no pairs of factors; --method sobol --second-order finds them
sensitivity-fault-not-morris = elementary effects and their spread are of --method morris only

## While it runs

sensitivity-analysing = analysing { $outcomes } outcomes, which takes { $method } some seconds each

## What it takes

sensitivity-takes-sobol = sobol: { $samples } base samples x ({ $rows }){ " = " }
sensitivity-takes-morris = morris: { $samples } trajectories x ({ $subjects } + 1){ " = " }
sensitivity-takes-fast = fast: { $points } points on each of { $curves } x { $factors } curves{ " = " }
