### 模型验证：实地实验的结论与图中文字。

## 解析解与模拟结果

verify-along-T1 = 得分的方差 σ²
verify-along-T2 = 努力成本的交叉项 K₁₂
verify-along-T3 = 重点评价得分的方差 σ₂²
verify-along-T4 = 处罚 F
verify-along-T5 = 棘轮速度 λ
verify-along-T6 = 自身成本计入价格的比例 s
verify-along-T7 = 承受共同冲击的部门数 N
verify-along-T8 = 竞争者数量 n
verify-along-T9 = 偏好产出而非松弛的程度 γ
verify-along-T10 = 高效类型的概率 ν
verify-along-T11 = 每单位申报的奖励 β
verify-along-T12 = 委托人的记忆（期）
verify-memory-all = 全部
verify-spread = 环境波动 σ = { $spread }%
verify-value = 数值
verify-curves-caption = 理论的解析解（线）与模拟结果（点），共 { $limits } 个极限情形、{ $points } 个点，{ $one ->
    [one] 沿一个参数展开
   *[many] 各沿一个参数展开
}，其余参数取第一个算例的值{ $furthest }{ $others }。
verify-curves-furthest = ；偏离最大的是 { $limit } 的{ $quantity }，偏差为其变动幅度的 { $share }
verify-curves-others = ；T12 的线取自他人的程序实现，运行 20,000 次

## 实地实验的结论

verify-finding-bandiera_2009-passive_part_of_waste-level = 估计的浪费中 83% 属于被动浪费
verify-finding-banerjee_2020-expenditure = 支出减少 24%，而就业与工资未受影响
verify-finding-china_2013-december_share-level = 全年支出的 17.9% 发生在 12 月（各月均等则为 8.3%）
verify-finding-duflo_hanna_ryan_2012-active_waste-relative = 缺勤率由 42% 降至 21%，即下降 21 个百分点、减少一半
verify-finding-gerrish_2016-performance-relative = 平均而言有较小的正效应
verify-finding-gerrish_2016-performance-interaction = 配合良好做法时，效应大得多
verify-finding-liang_2023-december_spending-relative = 最后一个月的支出翻了一番
verify-finding-liang_2023-number-of-contracts-in-the-last-month = 合同数量增加 25.8%，其中质量较低者更多
verify-finding-liebman_mahoney_2017-december_share-difference = 资金可以留用时，年末支出只有小幅上升，甚至没有上升
verify-finding-liebman_mahoney_2017-december_share-level = 全年支出的 16.5% 发生在最后一个月
verify-finding-liebman_mahoney_2017-spending-of-the-last-week = 为平均每周支出的 4.9 倍
verify-finding-mexico_2013_2016-self_external_correlation-moment = 对同一项目、同一年份，自评得分几乎不能反映外部评价的结果
verify-finding-mexico_2013_2016-external_year_correlation-moment = 外部评价得分能够延续到次年
verify-finding-mexico_2013_2016-self_year_correlation-moment = 自评得分几乎不能延续到次年
verify-finding-mexico_2013_2016-result_elasticity-level = 得分几乎不影响资金：综合得分（五分制）每提高一分，预算对数的变化
verify-finding-mexico_2013_2016-self_two_year_correlation-moment = 两年之后，自评得分已毫无延续
verify-finding-mexico_2013_2016-external_two_year_correlation-moment = 两年之后，外部评价得分仍有部分延续
verify-finding-mexico_2013_2016-self_drift-moment = 自评得分逐年上升
verify-finding-mexico_2013_2016-external_drift-moment = 外部评价得分逐年下降
verify-finding-mexico_2013_2016-budget_change_sd-moment = 批复预算逐年变动约四分之一
verify-finding-mexico_2013_2016-small_change_share-moment = 但其中 44% 的变动不超过 5%
verify-finding-mexico_2013_2016-budget_change_persistence-moment = 预算在次年略有回摆
verify-finding-mexico_2013_2016-full_execution_share-moment = 99% 的项目把调整后预算全部执行完毕
verify-finding-mexico_2013_2016-self_three_year_correlation-moment = 相隔三年的自评得分略有一致
verify-finding-mexico_2013_2016-external_three_year_correlation-moment = 三年之后，外部评价得分仍有部分延续
verify-finding-mexico_ministries_2013_2016-budget_change_sd-moment = 各部委预算逐年变动约七分之一
verify-finding-mexico_ministries_2013_2016-budget_change_iqr-moment = 其中半数的变动要小得多
verify-finding-mexico_ministries_2013_2016-small_change_share-moment = 49% 的变动不超过 5%
verify-finding-mexico_ministries_2013_2016-budget_change_persistence-moment = 各部委预算在次年回摆
verify-finding-moynihan_lavertu_2012-use-of-performance-information = 参与例行程序的直接作用很小，起作用的是领导力与学习机制
verify-finding-muralidharan_2021-active_waste-relative = 没有领到款项的农户减少 7.8%
verify-finding-olken_2007-active_waste-difference = 去向不明的支出下降 8 个百分点
verify-finding-part_2006_2012-result_elasticity-level = 为正，但较小乃至不显著
verify-finding-rasul_rogger_2018-performance-relative = 激励与监控每提高一个标准差，项目完成率低 14%
verify-finding-rasul_rogger_2018-performance-under-autonomy = 自主权每提高一个标准差，项目完成率高 18%

## 模型与结论不符或无法表达的原因

verify-why-bandiera_2009-passive_part_of_waste-level = 默认参数以审计实验为准：被动浪费约占资金的一成，若它占全部浪费的 83%，可供侵占的资金便只剩 2%，审计不可能再使之减少 8 个百分点
verify-why-banerjee_2020-expenditure = 模型中的预算按进度预先拨付，没有凭实际支出核拨资金的机制，因而支出不可能在结果不变的情况下减少
verify-why-liebman_mahoney_2017-december_share-level = 模型的年末支出是按中国的数据校准的，而美国联邦合同支出在年内的分布略为均匀
verify-why-liebman_mahoney_2017-spending-of-the-last-week = 模型的最小时间单位是月
verify-why-mexico_2013_2016-self_drift-moment = 政策不变时，模型中没有任何因素使自评得分上升：多数部门从一开始就已得分居顶
verify-why-mexico_2013_2016-external_drift-moment = 模型中评价者的尺度始终如一；而在墨西哥，评价的严格程度或所选项目发生了变化
verify-why-mexico_2013_2016-budget_change_sd-moment = 部门比项目大，而且模型中没有合并、拆分或撤销
verify-why-mexico_2013_2016-full_execution_share-moment = 在模型的调整后预算中，部门留存或被收回的资金都算作未执行；墨西哥的调整后预算很可能是按实际执行数核定的
verify-why-mexico_2013_2016-self_three_year_correlation-moment = 模型中的误差每年按相同比例消退，三年后已无残留；而在墨西哥会略有回升，也许是因为指标随每轮规划而更换
verify-why-mexico_2013_2016-external_three_year_correlation-moment = 模型中的真实绩效始终保持，重点评价得分也随之保持；而在墨西哥，连真实绩效也会消退
verify-why-mexico_ministries_2013_2016-budget_change_persistence-moment = 模型中的变动是持久的，只由惯性缓慢抵消；而部委的大型项目往往在两年之内上马又结束
verify-why-moynihan_lavertu_2012-use-of-performance-information = 模型中没有由管理者决定是否查看得分：结果应用的力度是一项政策工具，领导力则未予刻画
verify-why-muralidharan_2021-active_waste-relative = 一次电话回访在模型中计为一次完整的检查，具有财政局查出问题的能力，作用偏大；若计为半次检查，效应恰好在公布值的两倍以内
verify-why-rasul_rogger_2018-performance-relative = 在模型中，检查所节省的和奖励所增加的超过了繁文缛节的代价；实地研究把损失归因于任务多重与激励错位，而在这样的力度下，二者在模型中的代价很小
verify-why-rasul_rogger_2018-performance-under-autonomy = 没有哪项政策工具可以调节部门在工作方式上的自主程度
verify-checked = { $number } 个量{ $one ->
    [one] {""}
   *[many] {""}
}
verify-checked-further = { $checked }及 { $number } 项附加检验{ $one ->
    [one] {""}
   *[many] {""}
}
verify-theory-holds = { $one ->
    [one] 该极限情形成立
   *[many] { $number } 个极限情形全部成立
}：{ $checked }。
verify-theory-fails = { $limits } { $one ->
    [one] 不成立
   *[many] 均不成立
}：{ $checked }中有 { $wrong } 项不符。
verify-field-calibration = { $number } 个校准目标中的 { $agreed } 个{ $one ->
    [one] {""}
   *[many] {""}
}
verify-field-prediction = { $number } 个预测中的 { $agreed } 个{ $one ->
    [one] {""}
   *[many] {""}
}
verify-field-lacking = ；另有 { $number } 项已发表结论无法在模型中表达{ $one ->
    [one] {""}
   *[many] {""}
}
verify-field-agrees = { $parts }与已发表结果相符{ $lacking }。
verify-field-nothing = 没有可以比较的结果{ $lacking }。
verify-reason = { $line }：{ $why }。
verify-why-unexplained = 尚无解释

## 模型无法表达的量

verify-quantity-expenditure = 支出
verify-quantity-number-of-contracts-in-the-last-month = 最后一个月的合同数
verify-quantity-spending-of-the-last-week = 最后一周的支出
verify-quantity-use-of-performance-information = 绩效信息的使用
verify-quantity-performance-under-autonomy = 自主权下的绩效
