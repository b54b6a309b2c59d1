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
