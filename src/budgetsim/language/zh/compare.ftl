### 情景比较的发现。

compare-raises = { $scenario }使社会净价值{ $most ->
    [most] 提高最多：
   *[some] 提高：
}每部门每年 { $change }（95% 区间 { $low } 至 { $high }），相当于{ $base }的 { $part }。
compare-lowers = { $scenario }使社会净价值每部门每年降低 { $change }（95% 区间 { $low } 至 { $high }），相当于{ $base }的 { $part }。
compare-unclear = { $scenario }与{ $base }的社会净价值没有明显差别：差值为 { $change }（95% 区间 { $low } 至 { $high }）。
compare-disputed = { $scenario }是否优于{ $base }，取决于转移如何计权、公共资金成本取多少：社会净价值之差为 { $change }（95% 区间 { $low } 至 { $high }）；转移权重取 0 至 1、公共资金成本取 1 至 1.3 时，差值为 { $band_low } 至 { $band_high }。
compare-band = 转移权重取 0 至 1、公共资金成本取 1 至 1.3 时，变化为 { $low } 至 { $high }。
compare-alone = { $scenario }的差值为 { $change }（95% 区间 { $low } 至 { $high }）：单独看是明确的，但对所比较的 { $number } 个情景作多重比较校正（Bonferroni）后不再明确。
compare-same = { $scenario }的社会净价值与{ $base }相同。
compare-single = 在这一个模拟世界中，{ $scenario }使社会净价值每部门每年变化 { $change }，相当于{ $base }的 { $part }。
compare-one-seed = 只用了一个随机种子，无法判断偶然性的影响，因此没有区间。
compare-none = 没有情景使社会净价值明显高于{ $base }。
compare-all-lower = 与{ $base }相比，所有情景的社会净价值都较低。
compare-alike = 与其无法区分的情景：{ $others }。
compare-side-effect = 最大的副作用：{ $outcome }由 { $before } { $way ->
    [rises] 升至
   *[falls] 降至
} { $after }。
compare-no-side-effect = 除成本外，没有指标因此明显变差。
