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

## How it was made

drawn-method = Parameters are drawn: { $draws } draws of { $parameters } parameters that nobody knows exactly (from { $source }), all scenarios under each of them in the same worlds. Intervals hold the middle 90% of draws; what a scenario says itself is not drawn.
drawn-method-structures = Beside the model as declared, { $draws } of these draws were tried with each of these structures: { $structures }. They are rivals and never averaged.
