# Words of the domain that are no parameters and no outcomes; those are declared in English where they are used.

## Documents and doings

word-year = year { $year }
word-list = { ", " }
word-last = { " and " }
word-clause = { "; " }
word-sentence = { " " }

## Archetypes of departments (Wilson 1989)

archetype-production = production
    .meaning = outputs and outcomes visible, such as building roads
archetype-procedural = procedural
    .meaning = outputs visible, outcomes not, such as inspection
archetype-craft = craft
    .meaning = outcomes visible, outputs not, such as enforcement
archetype-coping = coping
    .meaning = neither visible, such as culture or police

## Choices

choice-1 = next year (preliminary scores)
choice-2 = the year after next (final scores)
choice-incremental = last year's base
    .meaning = last year's budget goes on; scores move nothing
choice-linear = linear
    .meaning = as budget rule: discretionary money rises in proportion to the score; as score form: no caps, as in theory
choice-grades = by grade
    .meaning = excellent and good keep their money, fair is cut, poor is cancelled; what is freed goes to the best
choice-tournament = tournament
    .meaning = departments contest one pool of money and praise
choice-posterior = by believed ability
    .meaning = money goes where the bureau, from all signals, believes that it yields most
choice-top_down = set by the bureau
    .meaning = the bureau sets objectives alone
choice-self_reported = as reported
    .meaning = what a department proposes is its objective
choice-negotiated = negotiated
    .meaning = departments propose, the bureau reviews and raises
choice-truth_inducing = rewarding truth
    .meaning = a bonus rises with the reported objective, pays less for excess and takes more for a shortfall
choice-points = points
    .meaning = the 100 points of practice, with their caps
choice-precaution = precaution
    .meaning = departments hold back a reserve against late demand, and rush the better ones of late projects
choice-procrastination = procrastination
    .meaning = a fixed part is put off whatever follows, and the better ones of late projects are rushed
choice-patience = patience
    .meaning = a fixed part is put off, and a fixed part of it waits where money may be kept
