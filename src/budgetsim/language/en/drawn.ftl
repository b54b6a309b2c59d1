### What is known when parameters are not: draws of them, other structures of the model.

## Structures of the model

drawn-declared = the model as declared
drawn-structure-discretion = monitoring takes discretion
drawn-structure-gaming = claims grow with an indicator’s age
drawn-structure-procrastination = projects are put off until December
drawn-structure-patience = projects wait where money may be kept
drawn-structure-adaptive = departments learn by trial
drawn-structure-satisficing = departments settle for good enough
drawn-stance = transfers weighted { $weight }, public funds at { $cost }

## What is known of a difference

drawn-known-better = { $subject } { $difference }, better in { $share } of draws{ $unless }
drawn-known-worse = { $subject } { $difference }, worse in { $share } of draws{ $unless }
drawn-known-more = { $subject } { $difference }, more in { $share } of draws{ $unless }
drawn-known-less = { $subject } { $difference }, less in { $share } of draws{ $unless }
drawn-known-depends = { $subject } { $difference }, which depends on what nobody knows: { $neutral ->
    [yes] more
   *[no] better
} in { $share } of draws
drawn-known-unknown = { $subject } { $difference }, which is not known: { $neutral ->
    [yes] more
   *[no] better
} in { $share } of draws, and no single parameter would decide it
drawn-known-same = { $subject } has no effect
drawn-known-unless = { " (not as surely if: " }{ $structures })
drawn-middle = { $value } [{ $low } to { $high }]
drawn-flips = All else being average, it would be { $flips }.
drawn-split = Of what the difference varies between single worlds, { $part } is ignorance of parameters, the rest luck.
drawn-beside = With declared parameters (intervals over seeds): { $text }

## What would turn a sign

drawn-flip = { $to ->
    [negative] worse
   *[positive] better
} with { $parameter } { $side ->
    [above] above
   *[below] below
} { $value }
drawn-above-worse = worse above it
drawn-above-better = better above it
drawn-below-worse = worse below it
drawn-below-better = better below it

## Tables

drawn-note-structures = The first row holds { $draws } draws of what nobody knows, other structures of the model their first { $few }, stances on welfare all of them. “Mixed”: less than 95% of draws agree.
drawn-note-flips = Parameters that clearly explain the difference over draws (linear regression, Bonferroni over all parameters), the most influential first, and where the difference is zero if all others are what they are on average.

## How it was made

drawn-method = Parameters are drawn: { $draws } draws of { $parameters } parameters that nobody knows exactly (from { $source }), all scenarios under each of them in the same worlds. Intervals hold the middle 90% of draws; what a scenario says itself is not drawn.
drawn-method-structures = Beside the model as declared, { $draws } of these draws were tried with each of these structures: { $structures }. They are rivals and never averaged.
