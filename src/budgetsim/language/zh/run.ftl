### 单一情景的仿真结果，逐环节说明。

run-value = 社会净价值（每部门每年，以平均预算为单位）为 { $value }；公共价值达到同样资金所能实现水平的 { $best }。
run-waste = 各部门挪用预算的比例为 { $active }，因能力不足而浪费的比例为 { $passive }；12 月支出占全年的 { $december }。
run-scores = 自评平均分为 { $self }，重点评价平均分为 { $external }，两者的相关系数为 { $agreement }；所用得分与真实绩效的秩相关系数为 { $validity }。
run-use = 因得分而在部门之间转移的资金占 { $moved }；部门对“结果会像宣布的那样得到应用”的信任度（0 至 1）为 { $credibility }。
run-work = 既定工作需要现有人员 { $ratio } 的工作时间{ $load ->
    [over] ：人手不足，工作只能完成一部分，而且仓促。
    [about] ，与现有人员的全部时间无法区分。
   *[under] 。
}
run-estimate = { $value }（95% 区间 { $low } 至 { $high }）
run-one-seed = 只用了一个随机种子，无法判断偶然性的影响，因此没有区间。
