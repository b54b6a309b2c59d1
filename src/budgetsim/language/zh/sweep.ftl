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
sweep-apart = 按随机种子配对比较，其余各点均与之有明确差别。
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
