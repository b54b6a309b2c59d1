### 参数扫描：结论与图中文字。

sweep-best = { $outcome }{ $way ->
    [up] 最优
    [down] 最低
   *[neither] 最高
}值为 { $value }{ $sure }，出现在{ $at }处。
sweep-best-named = { $outcome }{ $way ->
    [up] 最优
    [down] 最低
   *[neither] 最高
}值为 { $value }{ $sure }，出现在样本点 { $name }（{ $at }）。
sweep-interval = （95% 区间为 { $low } 至 { $high }）
sweep-one-seed = （只有一个随机种子，没有区间）
sweep-at = { $factor } = { $value }
sweep-apart = 按随机种子配对比较，其余各点均明显较差；次优者落后 { $gap }。
sweep-flat = 按随机种子配对比较，其余 { $others } 个点{ $one ->
    [one] 无法与之区分
   *[many] 均无法与之区分
}：尚不能说哪个点最优。
sweep-ends = 更优的取值可能在已试范围之外：{ $factors }{ $one ->
    [one] 已在所试取值的一端
   *[many] 均已在所试取值的一端
}。
sweep-alike = 按随机种子配对比较，其余 { $others } 个点中有 { $near } 个{ $one ->
    [one] 与之无法区分
   *[many] 与之无法区分
}。
sweep-best-levers = 按 { $states } 种不确定状态平均，{ $outcome }{ $way ->
    [up] 最优
    [down] 最低
   *[neither] 最高
}值为 { $value }，出现在{ $at }处；该组合在 { $won } 的状态中居首位。
sweep-explained = 各点之间的差异中，各因素单独解释的部分为：{ $shares }。
sweep-share = { $factor } { $share }

## 图

sweep-axis = { $name }（{ $unit }）
sweep-range = 随{ $factor }变动 { $range }
sweep-over-seeds = 在各随机种子之内，针对水平之间的差异
sweep-over-states = 针对抽取的各种状态，已扣除其他抽取因素的影响
sweep-over-runs = 针对各次运行
sweep-with-intervals = 附 95% 区间（{ $over }）
sweep-without-intervals = 无区间
sweep-levels-caption = 各因素各水平上的结果，为处于该水平的各点及各随机种子的均值，{ $sure }；{ $outcome }的变动幅度：{ $ranges }。
sweep-some-factors = 图中为 { $factors } 个因素中对{ $outcome }影响最大者。
sweep-map-caption = { $title }随{ $across }与{ $up }的变化，为各随机种子的均值，每个点一格；在{ $across } = { $x }、{ $up } = { $y } 处（星号）{ $way ->
    [down] 最低
   *[up] 最高
}，为 { $best }。
