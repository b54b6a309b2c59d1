### 以自己的货币表示的结果。

money-none = 未声明货币
money-fault-unit = 必须是货币单位：不含数字的短文本
    .remedy = 例如 { $examples }
money-fault-budgets = 没有说明第一年全部预算合计多少
    .remedy = 请写 budgets = 合计数（以上面的单位计），用小数点，不用千分位分隔符
money-fault-scale = 部门文件中的预算以{ $unit }为单位
    .remedy = 请写这个单位（带货币）；之后可用 --money 以其他单位显示结果
money-fault-twice = 各部门自己的预算已经说明
    .remedy = 请删去：单位即这些预算的单位
money-fault-none = 无法用货币表示结果：{ $scenarios }没有声明货币
    .remedy = 请在情景文件中写表 [money]（unit；若没有各部门自己的预算，还要写 budgets），或去掉 --money
money-fault-differ = 各情景声明的货币不同：{ $scenarios }
    .remedy = 请让它们扩展同一个带有 [money] 表的情景，或去掉 --money
money-fault-currency = 结果以{ $own }计，这是另一种货币：没有汇率
    .remedy = 同一货币的单位，例如 { $examples }；或用“{ $model }”表示模型自身的单位
money-note-differ = 各情景声明的货币不同（{ $scenarios }），因此结果只以平均预算表示。

money-amount = { $value } { $unit }
money-estimate = { $value } { $unit }（95% 置信区间 { $low } 至 { $high }）
money-estimate-drawn = { $value } { $unit }（90% 的抽样：{ $low } 至 { $high }）
money-difference = 全部部门合计为每年 { $change }。
money-table = 全部部门合计，{ $unit }/年
money-note = 每部门的数值乘以部门数，以情景所声明的货币表示：第一年预算合计 { $budgets } { $unit }。
money-beside = { $amount }（{ $own }）
money-axis = 全部部门，{ $unit }
money-levers = 全部部门合计，每年{ $outcome }的变化：{ $levers }。
money-lever = { $lever } { $change }
money-note-draws = 取未知参数各次抽样的中位数，并附中间 90%。
money-note-seeds = 附随机种子的 95% 置信区间。
money-note-account = 社会净价值由其余各行构成，每行按其权重计入。

money-table-departments = 各部门，{ $unit }/年
money-note-departments = 最后 { $last } 年的均值，附随机种子的 95% 置信区间（± 为其一半）。收回：未支出而交回国库的资金。各部门相加即为末行。
money-all-departments = 合计
money-head-department = 部门
money-head-budget = 预算
money-head-spent = 支出
money-head-diverted = 挪用
money-head-passive = 因能力不足而浪费
money-head-rush-loss = 因突击花钱而浪费
money-head-lapsed = 收回
