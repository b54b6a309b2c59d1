### 单一情景的仿真结果，逐环节说明。

run-value = 社会净价值（每部门每年，以平均预算为单位）为 { $value }；公共价值达到同样资金所能实现水平的 { $best }。
run-money = 全部部门合计，每年：社会净价值 { $value }；各部门挪用后留下的资金 { $gain }；行政成本 { $administration }。
run-waste = 各部门挪用预算的比例为 { $active }，因能力不足而浪费的比例为 { $passive }；十二月支出占全年的 { $december }。
run-scores = 以 100 分为满分，自评平均分为 { $self }，重点评价平均分为 { $external }，两者的相关系数为 { $agreement }；所用得分与真实绩效的秩相关系数为 { $validity }。
run-use = 因得分而在部门之间转移的资金占 { $moved }；部门对“结果会像公布的那样得到应用”的信任度（0 至 1）为 { $credibility }。
run-work = 既定工作占现有人员工作时间的 { $ratio }{ $load ->
    [over] ：人手不足，工作只能完成一部分，而且仓促。
    [about] ，与现有人员的全部时间无法区分。
   *[under] 。
}
run-estimate = { $value }（95% 置信区间 { $low } 至 { $high }）
run-estimate-drawn = { $value }（90% 的抽样：{ $low } 至 { $high }）
run-split = 单个模拟世界之间社会净价值的变动中，{ $part } 来自对参数的无知，其余来自运气。
run-change = 从第 1 年到第 { $last } 年，社会净价值的变化为
run-changes = { $told }。
run-one-seed = 只用了一个随机种子，无法判断偶然性的影响，因此没有区间。

## 研究的问题与数字的由来

run-title = 运行：{ $name }
run-lead = { $scenario }：在 { $seeds } 个模拟世界中仿真 { $years } 年{ $one ->
    [one] {""}
   *[many] {""}
}{ $year ->
    [one] {""}
   *[many] {""}
}。
run-lead-drawn = { $scenario }：在 { $draws } 组未知参数抽样下，每组 { $seeds } 个模拟世界，仿真 { $years } 年{ $one ->
    [one] {""}
   *[many] {""}
}{ $year ->
    [one] {""}
   *[many] {""}
}。

## 表格

run-table = { $scenario }：{ $seeds } 个随机种子，{ $years } 年{ $known ->
    [yes] ，{ $departments } 个部门
   *[no] {""}
}{ $one ->
    [one] {""}
   *[many] {""}
}{ $year ->
    [one] {""}
   *[many] {""}
}
run-table-drawn = { $scenario }：{ $draws } 组参数抽样，每组 { $seeds } 个随机种子，{ $years } 年{ $known ->
    [yes] ，{ $departments } 个部门
   *[no] {""}
}{ $one ->
    [one] {""}
   *[many] {""}
}{ $year ->
    [one] {""}
   *[many] {""}
}
run-table-all = { $scenario }：全部指标
run-table-all-drawn = { $scenario }：全部指标（{ $draws } 组参数抽样）
run-note = { $moved ->
    [yes] 变化：同一模拟世界中第 1 年至第 { $last } 年，附 95% 置信区间。优劣方向：从公众利益看指标以高为好还是以低为好。
   *[no] 优劣方向：从公众利益看指标以高为好还是以低为好。没有同时保留第一年和最后一年（--keep），因此不列随时间的变化。
}
run-note-drawn = 未知参数抽样的中位数，附中间 90%。{ $moved ->
    [yes] 变化：同一模拟世界中第 1 年至第 { $last } 年，以及从公众利益看改善或恶化的抽样比例。“改善”“恶化”：95% 的抽样如此；“除非……”：在另一种模型结构或福利立场下不那么可靠；“取决于参数”：已知有参数会使其反转；“不可知”：没有这样的参数。优劣方向：从公众利益看指标以高为好还是以低为好。
   *[no] 优劣方向：从公众利益看指标以高为好还是以低为好。没有同时保留第一年和最后一年（--keep），因此不列随时间的变化。
}
run-table-structures = 在哪些世界中成立：社会净价值及其变化
run-what-net-social-value = 公共价值减去全部成本
run-what-value-to-first-best = 占可能实现水平的比例
run-what-performance = 部门取得的成效
run-what-active-waste = 被挪用的资金
run-what-passive-waste = 因能力不足而浪费的资金
run-what-score-inflation = 自评高出重点评价的分数
run-what-validity = 得分能否区分好坏
run-what-money-moved = 易手的预算
run-what-december-share = 年底突击花钱
run-what-credibility = 对结果会得到应用的信任
run-what-workload-ratio = 所需工作量与人员时间之比
run-what-administrative-cost = 人员、系统、费用与审计

## 提问

run-help = 用多个随机种子仿真一个情景，并显示关键指标；`budgetsim outcomes` 说明每个指标的含义。
run-ask-scenario = 参考情景的名称，或情景文件、研究文件的路径。
