### What is said about a sensitivity analysis: findings, and words of its figures.

sensitivity-constant = { $outcome } does not vary: it is { $value } at every point, whatever the factors.
sensitivity-finding = { $outcome }: { $parts }

## What matters most

sensitivity-none-above-least = no factor by itself makes up more than { $least }.
sensitivity-none-above-chance = no factor rises above what chance alone reaches ({ $chance }).
sensitivity-leader = { $factor } matters most, with { $sized }{ $then }.
sensitivity-leaders = { $several } matter most and are not told apart; { $factor } has { $sized }{ $then }.
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

sensitivity-joint = Interactions make up { $share }{ $bounds } of the variance.
sensitivity-joint-pairs = Interactions make up { $share }{ $bounds } of the variance, most clearly { $pairs }.
sensitivity-pair = { $one } with { $two } ({ $size })
sensitivity-not-above-chance = Not above chance ({ $chance }): { $factors }.
sensitivity-without = No influence at all: { $factors }.
sensitivity-little = Below { $least } { $of ->
    [effect] of the largest effect
   *[variance] of the variance
}: { $factors }.

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
sensitivity-first = { $factor } for { $outcome }
sensitivity-left-out = { " " }({ $others } { $one ->
    [one] factor
   *[many] factors
} of less importance left out)
sensitivity-bars-caption = What matters for each outcome, { $method }, { $points } points, with 95% intervals{ $left }; the most important: { $firsts }.
sensitivity-scatter-caption = Elementary effects, { $samples } trajectories: far to the right matters most ({ $firsts }); above the line sigma/mu* = { $mixed } effects change their sign or depend on the other factors, below { $linear } they are nearly linear.
sensitivity-strongest-pair = { $pair } for { $outcome }
sensitivity-strongest = Strongest: { $pairs }.
sensitivity-no-pair = No pair is clear.
sensitivity-pairs-caption = What pairs of factors explain together and neither explains alone: share of variance (S2), bold where it is above zero although many pairs were looked at; negative numbers are noise, and colours are limited to what the total indices of both factors allow; on the diagonal, in italics, what a factor explains alone. { $strongest }
sensitivity-convergence-caption = The main index from ever larger parts of the same runs, 95% intervals shaded; the ranking has settled for { $settled } of { $outcomes } { $one ->
    [one] outcome
   *[many] outcomes
}.
