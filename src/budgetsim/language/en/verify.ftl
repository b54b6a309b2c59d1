### What is said about verification: findings of field experiments, and words of figures.

## Closed forms and simulation

verify-along-T1 = variance of the score σ²
verify-along-T2 = cross term of the cost of effort K₁₂
verify-along-T3 = variance of the key score σ₂²
verify-along-T4 = sanction F
verify-along-T5 = speed of the ratchet λ
verify-along-T6 = part of own cost in the price s
verify-along-T7 = departments that share the shock N
verify-along-T8 = rivals n
verify-along-T9 = taste for output against slack γ
verify-along-T10 = chance of the efficient type ν
verify-along-T11 = bonus per unit of the report β
verify-along-T12 = memory of the principal (periods)
verify-memory-all = all
verify-spread = σ = { $spread }%
verify-value = Value
verify-curves-caption = Closed forms of the theory (lines) and what simulation finds (points), { $one ->
    [one] { $limits } limit
   *[many] { $limits } limits, each
} along one parameter, the others as in the first worked case, { $points } points in all{ $furthest }{ $others }.
verify-curves-furthest = ; the furthest from its line is { $quantity } of { $limit }, by { $share } of what the line spans
verify-curves-others = ; the lines of T12 are an implementation by others, 20,000 runs
