### 寻优：结论与图中文字。

## 结论

optimise-best = 最优组合：{ $values }。
optimise-knee = 前沿的拐点：{ $values }。拐点是前沿上离各端点所在平面最远的组合（{ $objectives }均按其在前沿上的范围折算）：越过它，一项目标再好一点，其他目标便要付出很大代价。
optimise-policy = 就政策而言，{ $mix ->
    [knee] 拐点
   *[best] 最优组合
}意味着：{ $moves }。
optimise-moved = { $lever }（{ $was } → { $now }）
optimise-move-much-more = 大幅调高{ $levers }
optimise-move-more = 调高{ $levers }
optimise-move-other = 改选{ $levers }
optimise-move-less = 调低{ $levers }
optimise-move-much-less = 大幅调低{ $levers }
optimise-move-kept = { $levers }大致不变
optimise-purpose = 社会净价值（已计入努力、风险、造假和公共资金的成本）由 { $before } 变为{ $mix ->
    [knee] 拐点
   *[best] 最优组合
}处的 { $after }。
optimise-band = 转移权重取 0 至 1、公共资金成本取 1 至 1.3 时，{ $mix ->
    [knee] 拐点
   *[best] 最优组合
}与现状的社会净价值之差为 { $low } 至 { $high }{ $turns ->
    [yes] ：是否更优取决于此
   *[no] { "" }
}。
optimise-side-effect = 最大的副作用：{ $outcome }由 { $before } { $way ->
    [up] 升至
   *[down] 降至
} { $after }。
optimise-no-side-effect = 除成本外，没有指标因此明显恶化。
optimise-method = 各组合自第 { $year } 年起实施；指标为全部 { $years } 年中最后 { $last } 年的均值，{ $how }（搜索用 { $seeds } 个随机种子，各表用 { $fresh } 个新随机种子{ $states }），± 后为种子间 95% 区间的半宽。拐点和各最优组合按搜索所见选出；此处以及图表中的数值均来自新的世界，在那里其他组合可能更优。
optimise-states = ，每个种子均经历{ $uncertain }的 { $states } 种状态，各表所用状态为重新抽取
optimise-ends = { $mix ->
    [knee] 拐点
   *[best] 最优组合
}落在{ $ends }：此处起决定作用的是取值范围，而不是权衡。
optimise-at-upper = { $levers }的上限
optimise-at-lower = { $levers }的下限
optimise-inside = { $mix ->
    [knee] 拐点
   *[best] 最优组合
}位于所有政策工具取值范围之内。
optimise-unsought-range = { $objective }（搜索的全部组合中为 { $low } 至 { $high }）
optimise-unsought = { $objectives }对这些政策工具几乎没有反应：扣除偶然因素，各组合之间的差异不到现状的 { $share }，因此{ $one ->
    [one] 只作报告
   *[many] 均只作报告
}，不作为寻优目标（--material）。
optimise-against = { $outcome } { $value }（现状 { $before }{ $difference }）
optimise-same = ，在每个世界中都相同
optimise-difference = ，相差 { $value }，95% 区间 { $low } 至 { $high }{ $sure ->
    [yes] {""}
   *[no] ，可能只是偶然
}
optimise-trust = { $lost ->
    [all] 因看起来好而被选中的组合，在挑选它们的世界中显得过好。
    [some] 在新的世界中，前沿保持了搜索时的优势，只有{ $objectives }损失了一部分。
   *[none] 在新的世界中，前沿保持了搜索时的优势。
}相对现状的平均优势（正值为优）：{ $promises }。
optimise-unbeaten = { $mixes } 种组合中，有 { $kept } 种在新的世界中仍不劣于任何其他组合。
optimise-promise = { $objective }在搜索中为 { $promised }，在新种子上为 { $kept }{ $lost }
optimise-lost = （损失 { $share }）
optimise-held = { $state ->
    [all] 前沿的 { $all } 种组合在新的世界中全部不超预算，且整个 95% 区间都在预算之内。
   *[some] 前沿的 { $all } 种组合中，有 { $holding } 种在新的世界中不超预算，其中 { $surely } 种的整个 95% 区间都在预算之内；超出预算的已剔除。
}
optimise-held-unsurely = { $mix ->
    [knee] 拐点
   *[best] 最优组合
}只是平均而言不超预算，其区间上端已越过预算。
optimise-set-aside = 另有 { $over } 种搜索所得的组合在新的世界中超出预算，{ $one ->
    [one] 未予画出
   *[many] 均未画出
}。
optimise-undefined = 有 { $number } 种组合的某项目标没有定义，{ $one ->
    [one] 已予剔除
   *[many] 均已剔除
}。
optimise-one-generation = 只有一代，是抽样而不是搜索；请增加代数（--generations）。
optimise-convergence = { $mix ->
    [knee] 拐点
   *[best] 最优组合
}出现在全部 { $generations } 代中的第 { $generation } 代；最后四分之一的代数使前沿的超体积增加 { $gain }：{ $settled ->
    [yes] 搜索已收敛。
    [few] 代数太少，无从判断搜索是否已收敛。
   *[no] 搜索尚未收敛，以更大的 --generations 重新执行同一命令即可继续。
}

## 图

optimise-mixes = 各组合（搜索所用的世界）
optimise-best-mix = 最优组合
optimise-generation = 代数
optimise-hypervolume = 迄今前沿的超体积（搜索所用的世界）
optimise-seen = 图中数值均为搜索所见，对最优组合有所高估；各表所列为新的世界中的数值。
