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

verify-finding-bandiera_2009 = 估计的浪费中 83% 属于被动浪费
verify-finding-bandiera_2021_delay = 监督者惯于把审批拖到财政年度末的地方，效应更强：价格降得更多
verify-finding-bandiera_2021_pay = 绩效工资的作用不明显，只有监督者不拖延审批的地方例外
verify-finding-bandiera_2021_prices = 仅凭自主权，价格就下降 9%
verify-finding-bandiera_2021_quality = 质量并未降低
verify-finding-banerjee_2008_early = 最初几个月的缺勤率约为 40%，而非 70%
verify-finding-banerjee_2008_late = 十八个月之后该项目完全失效：地方主管部门让护士申报越来越多的豁免日
verify-finding-banerjee_2020_employment = 就业与工资未受损失
verify-finding-banerjee_2020_expenditure = 支出减少 24%
verify-finding-china_2013_december = 全年支出的 17.9% 发生在 12 月（各月均等则为 8.3%）
verify-finding-china_reform_efficiency = 效率提高
verify-finding-china_reform_gradual = 效应逐步显现：越往后越大
verify-finding-china_reform_spending = 支出减少
verify-finding-china_reform_transparency = 公开透明有助于改革见效
verify-finding-dal_bo_2021 = 农户得到走访的可能性提高 6%
verify-finding-dhaliwal_hanna_2017 = 医务人员出勤率提高 15%；对缺勤的处罚几乎没有执行
verify-finding-duflo_2013_pollution = 受处理的工厂减少了排放
verify-finding-duflo_2013_reports = 审计人员谎报工厂达标的可能性下降约 80%
verify-finding-duflo_2018_citations = 工厂被检查和被认定违规的可能性都翻了一番
verify-finding-duflo_2018_emissions = 平均排放没有显著下降
verify-finding-duflo_2018_penalties = 工厂受处罚的可能性没有提高
verify-finding-duflo_hanna_ryan_2012 = 缺勤率为 21%，而非 42%
verify-finding-eichenauer_2020_quality = 行政质量高的地方，这一效应较小
verify-finding-eichenauer_2020_rush = 财政年度末引起支出激增
verify-finding-gerrish_2016_average = 平均而言有较小的正效应
verify-finding-gerrish_2016_practice = 配合良好做法时，效应大得多
verify-finding-greenstone_2022_lasting = 上升是持久的
verify-finding-greenstone_2022_level = 上报的污染浓度立即高出 35%
verify-finding-liang_2023_contracts = 合同数量增加 25.8%
verify-finding-liang_2023_quality = 年末签订的合同更多是低质量的
verify-finding-liang_2023_spending = 最后一个月的支出翻了一番
verify-finding-liebman_mahoney_2017_month = 全年支出的 16.5% 发生在最后一个月
verify-finding-liebman_mahoney_2017_rollover = 年末支出只有小幅上升，甚至没有上升
verify-finding-liebman_mahoney_2017_week = 为平均每周支出的 4.9 倍
verify-finding-mexico_budget_median = 预算每年增长 3%
verify-finding-mexico_budget_sd = 批复预算逐年变动约四分之一
verify-finding-mexico_budget_small = 44% 的预算变动不超过 5%
verify-finding-mexico_budget_swing = 预算在次年略有回摆
verify-finding-mexico_coverage_2013 = 28% 的项目有外部评价得分
verify-finding-mexico_coverage_2014 = 24% 的项目有外部评价得分
verify-finding-mexico_coverage_2015 = 30% 的项目有外部评价得分
verify-finding-mexico_coverage_2016 = 35% 的项目有外部评价得分
verify-finding-mexico_executed_10 = 10% 的项目执行数不超过批复预算的 0.54 倍
verify-finding-mexico_executed_25 = 25% 的项目执行数不超过批复预算的 0.8 倍
verify-finding-mexico_executed_50 = 50% 的项目执行数不超过批复预算的 0.98 倍
verify-finding-mexico_executed_75 = 75% 的项目执行数不超过批复预算的 1.09 倍
verify-finding-mexico_executed_90 = 90% 的项目执行数不超过批复预算的 1.61 倍
verify-finding-mexico_external_2013 = 外部评价平均得分 3.61
verify-finding-mexico_external_2014 = 外部评价平均得分 3.59
verify-finding-mexico_external_2015 = 外部评价平均得分 3.41
verify-finding-mexico_external_2016 = 外部评价平均得分 3.08
verify-finding-mexico_external_drift = 外部评价得分逐年下降
verify-finding-mexico_external_one_year = 外部评价得分能够延续到次年
verify-finding-mexico_external_three_years = 三年之后，外部评价得分仍有部分延续
verify-finding-mexico_external_two_years = 两年之后，外部评价得分仍有部分延续
verify-finding-mexico_full_execution = 99% 的项目把调整后预算全部执行完毕
verify-finding-mexico_ministries_iqr = 其中半数的变动要小得多
verify-finding-mexico_ministries_sd = 各部委预算逐年变动约七分之一
verify-finding-mexico_ministries_small = 49% 的变动不超过 5%
verify-finding-mexico_ministries_swing = 各部委预算在次年回摆
verify-finding-mexico_overall_one_year = 综合得分有部分延续
verify-finding-mexico_score_slope = 得分几乎不影响资金
verify-finding-mexico_self_2013 = 自评平均得分 3.23
verify-finding-mexico_self_2014 = 自评平均得分 2.95
verify-finding-mexico_self_2015 = 自评平均得分 3.46
verify-finding-mexico_self_2016 = 自评平均得分 3.61
verify-finding-mexico_self_drift = 自评得分逐年上升
verify-finding-mexico_self_external = 对同一项目、同一年度，自评得分几乎不能反映外部评价的结果（894 对）
verify-finding-mexico_self_one_year = 自评得分几乎不能延续到次年
verify-finding-mexico_self_three_years = 相隔三年的自评得分略有一致
verify-finding-mexico_self_two_years = 两年之后，自评得分已毫无延续
verify-finding-mexico_size_sd = 规模的一个标准差相当于八倍之差
verify-finding-mexico_top_2013 = 15% 的自评得分在 4.5 分以上
verify-finding-mexico_top_2014 = 18% 的自评得分在 4.5 分以上
verify-finding-mexico_top_2015 = 35% 的自评得分在 4.5 分以上
verify-finding-mexico_top_2016 = 31% 的自评得分在 4.5 分以上
verify-finding-michigan_budget_sd = 学区支出逐年变动 6%
verify-finding-michigan_score_one_year = 扣除年度效应后，相隔 1 年的及格率相关系数为 0.63
verify-finding-michigan_score_slope = 及格率不影响次年支出：及格率每高 10 个点，支出变动 −0.008%
verify-finding-michigan_score_three_years = 扣除年度效应后，相隔 3 年的及格率相关系数为 0.55
verify-finding-michigan_score_two_years = 扣除年度效应后，相隔 2 年的及格率相关系数为 0.6
verify-finding-moynihan_lavertu_2012_learning = 起作用的是领导力与学习机制
verify-finding-moynihan_lavertu_2012_routines = 参与例行程序的直接作用很小
verify-finding-muralidharan_2016_access = 受益人领取款项未受不利影响
verify-finding-muralidharan_2016_leakage = 就业项目的资金流失减少约 41%
verify-finding-muralidharan_2021 = 没有领到款项的农户减少 7.8%
verify-finding-olken_2007 = 必定受审计时，去向不明的支出下降 8 个百分点
verify-finding-part_2006_2012 = 为正，但较小乃至不显著；两篇摘要都没有给出大小
verify-finding-rasul_rogger_2018_autonomy = 自主权每提高一个标准差，项目完成率高 18%
verify-finding-rasul_rogger_2018_incentives = 激励与监控每提高一个标准差，项目完成率低 14%
verify-finding-rasul_rogger_williams_2021_autonomy = 完成情况随自主权与裁量权而提高（偏相关）
verify-finding-rasul_rogger_williams_2021_clarity = 任务事先越明确，这种关联就越不为负
verify-finding-rasul_rogger_williams_2021_incentives = 完成情况随激励与监控而降低（偏相关）
verify-finding-sweden_budget_sd = 市镇支出逐年变动 6.5%
verify-finding-zamboni_litschig_2018 = 受审计资金中涉及腐败的比例下降约 10 个百分点
verify-finding-zamboni_litschig_2018_services = 没有证据表明审计风险提高影响了医疗服务质量

## 模型与结论不符或无法表达的原因

verify-lacking-payment = 模型中的资金由部门支出，没有机制绕过部门把钱直接付给受益人
verify-lacking-delay = 监督者拖延的时间没有差别；审批的代价就是它本身的代价
verify-lacking-quality = 所采购的东西除价格外没有质量之分
verify-lacking-years = 以后各年与第一年相比，是两个效应之差；另一种读法给出第四年的结果
verify-lacking-week = 模型的最小时间单位是月
verify-lacking-penalties = 查出问题后的处理在模型中是一项政策工具，而不是可以计数的事件
verify-lacking-contracts = 模型中只有资金，没有合同
verify-lacking-leadership = 模型中没有由管理者决定是否查看得分：结果应用的力度是一项政策工具，领导力则未予刻画
verify-lacking-overall = 模型中有所应用的得分，没有综合得分
verify-lacking-envelope = 资金总额增长多少由外部给定
verify-lacking-size = 部门规模的差异是对该区的设定
verify-lacking-coverage = 评价多少项目在模型中是一项政策工具
verify-lacking-scales = 各地评分尺度不同，因此不比较得分的高低
verify-lacking-advance = 模型中的预算按进度预先拨付，没有凭实际支出核拨资金的机制，因而支出不可能在结果不变的情况下减少
verify-lacking-spending = 一个区有多少资金由外部给定，而且几乎全部用完
verify-lacking-time = 这是同一效应在不同时间的比较，计分表中没有这种比较
verify-lacking-drift = 该区的评分尺度默认不变：墨西哥的尺度如何变动，只属于墨西哥
verify-lacking-adjust = 该区的预算默认不在年内调整：墨西哥调整多少，只属于墨西哥
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
verify-field-unused = ；另有 { $number } 项登记为用于设定参数，但在本版本中没有采用{ $one ->
    [one] {""}
   *[many] {""}
}
verify-field-lacking = ；另有 { $number } 项已发表结论无法在模型中表达{ $one ->
    [one] {""}
   *[many] {""}
}
verify-field-agrees = { $parts }与已发表结果相符{ $lacking }。
verify-field-nothing = 没有可以比较的结果{ $lacking }。
verify-why-bandiera_2009 = 与意大利的任何情况都没有匹配：在中国一个区的现状中，主动浪费与被动浪费几乎一样多
verify-why-china_reform_transparency = 公开得分既提高了得分的分量，也同样助长了造假；在评价很少的地方，公开并不增加改革的收益
verify-why-greenstone_2022_level = 默认情况下，虚报的成本不会随指标沿用的年数而下降
verify-why-liebman_mahoney_2017_month = 模型的年末支出是按中国的数据设定的，而美国联邦合同支出在年内的分布更为均匀
verify-why-mexico_budget_sd = 部门比项目大，而且模型中没有合并、拆分或撤销
verify-why-mexico_ministries_swing = 预算的变动默认是持久的，只由惯性缓慢抵消；而部委的大型项目往往在两年之内上马又结束
verify-why-michigan_score_slope = 在模型的区里，得分会影响一点资金；而密歇根学区可以支出多少由公式决定，与得分无关
verify-why-zamboni_litschig_2018 = 风险提高五分之一，腐败就下降五分之二，而基数是假定的；按风险成比例的威慑与别处必定受审计的实验相符，却无法同时得出这一结果
verify-why-mexico_budget_small = 预算变动的不均匀程度是按部委设定的，而部委中变动不超过 5% 的更多
verify-why-mexico_self_one_year = 多数自评分接近满分，与中国的情况相同；上年运气好的部门次年又会少虚报：两者都掩盖了持久的部分
verify-why-rasul_rogger_williams_2021_autonomy = discretion 为 0 时，请示审批没有代价；取符合旁遮普实验的数值时，完成情况随自主权提高
verify-why-rasul_rogger_williams_2021_incentives = 该研究是横截面；若按其方式比较、受监控的正是最受诱惑的部门，则监控越多，完成情况越差
verify-why-unexplained = 尚无解释
verify-title-bandiera_2009 = 意大利采购中的浪费类型
verify-title-bandiera_2021 = 巴基斯坦采购人员的自主权与薪酬
verify-title-banerjee_2008_early = 受监督的护士，最初几个月
verify-title-banerjee_2008_late = 受监督的护士，豁免十八个月之后
verify-title-banerjee_2020 = 比哈尔邦以工代赈项目的电子资金流
verify-title-china_2013 = 2013 年中国的十二月
verify-title-china_reform = 中国县级与省级引入预算绩效管理
verify-title-dal_bo_2021 = 巴拉圭显示外勤人员所在位置的电话
verify-title-dhaliwal_hanna_2017 = 印度卫生中心只有指纹打卡而无执行
verify-title-duflo_2013 = 印度工厂的审计师独立付酬
verify-title-duflo_2018 = 印度工厂的检查次数加倍
verify-title-duflo_hanna_ryan_2012 = 印度学校的相机与按出勤付酬
verify-title-eichenauer_2020 = 援助方的年末
verify-title-gerrish_2016 = 绩效管理的平均效应，49 项研究
verify-title-greenstone_2022 = 中国的空气自动监测站
verify-title-liang_2023 = 中国对结转结余资金的限制
verify-title-liebman_mahoney_2017 = 美国联邦政府的年末
verify-title-mexico_2013_2016 = 墨西哥联邦项目，2013 至 2016 年
verify-title-mexico_ministries_2013_2016 = 墨西哥各部，2013 至 2016 年
verify-title-michigan_1992_1998 = 密歇根州学区，1992 至 1998 年
verify-title-moynihan_lavertu_2012 = 美国的例行程序与绩效信息的使用
verify-title-muralidharan_2016 = 安得拉邦的支付卡
verify-title-muralidharan_2021 = 特伦甘纳邦致受益人的电话回访
verify-title-olken_2007 = 印度尼西亚村庄道路的审计
verify-title-part_2006_2012 = 美国联邦项目的评级与预算
verify-title-rasul_rogger_2018 = 尼日利亚官员的管理
verify-title-rasul_rogger_williams_2021 = 加纳官员的管理
verify-title-sweden_1979_1987 = 瑞典市镇，1979 至 1987 年
verify-title-zamboni_litschig_2018 = 巴西市镇的审计风险
verify-reading-no-discretion = 在没有自由裁量的情况下：放弃检查的代价
verify-reading-first-year = 仅第一年
verify-reading-hidden = 转而对检查隐瞒的部分，占预算的比例
verify-reading-performance = 真实绩效（考试成绩提高 0.17 个标准差）
verify-reading-thorough-usual = 彻底的强度与通常的强度相比，通常的做法
verify-reading-thorough-good = 彻底的强度与通常的强度相比：良好做法带来的增益
verify-reading-fourth-year = 第四年
verify-reading-claims = 虚报随指标使用年数变得更容易（gaming_learning 为 0.5）
verify-reading-level = 可以保留资金的机构的水平（各月均匀时为 0.083）
verify-reading-half-calls = 一次电话抵得上半次检查
verify-reading-third-year = 电话回访的第三年
verify-reading-points = 以百分点计（发表值：8）
verify-reading-passive = 被动浪费也算作缺失的资金
verify-reading-tenth-year = 必审的第十年
verify-reading-incentives-cross = 激励与监督，按其横截面来看：受诱惑最大的受到监督
verify-reading-incentives-discretion = 激励与监督，自由裁量取旁遮普的估计值
verify-reading-incentives-both = 激励与监督，含自由裁量，按横截面来看
verify-reading-autonomy = 自主权，自由裁量取旁遮普的估计值
verify-reading-more-monitoring = 仅加强监督
verify-reading-clear-tasks = 任务明确，自由裁量取旁遮普的估计值
verify-loo = 在不使用其自身研究的情况下，对检查、审计与后果的 { $findings } 项效应的预测平均误差为 { $mae }（取其余研究的均值为 { $mae_naive }，假定“毫无变化”为 { $mae_nothing }）；预测分布的得分为 { $crps }（后两者为 { $crps_naive } 和 { $crps_nothing }，越小越好），90% 区间中有 { $coverage } 包含发表值，新地点自身的偏差为 { $sigma }。
verify-stale = 逐一剔除研究的拟合是在情况不同时做出的：{ $changed }。重新拟合：python scripts/leave_one_out.py
verify-stale-findings = 已发表结论
verify-stale-contexts = 实验情境
verify-stale-the-model = 模型
verify-stale-no-fits = 尚无拟合

## 结论所述的量

verify-quantity-passive-part-of-waste = 浪费中的被动部分
verify-quantity-effect-of-autonomy-on-prices = 自主权对价格的影响
verify-quantity-prices-paid = 采购价格
verify-quantity-quality-of-purchases = 采购质量
verify-quantity-absence = 缺勤率
verify-quantity-employment-and-wages = 就业与工资
verify-quantity-expenditure = 支出
verify-quantity-December-s-share-of-spending = 12 月支出占比
verify-quantity-efficiency-of-expenditure = 支出效率
verify-quantity-effect-on-efficiency = 对效率的影响
verify-quantity-public-expenditure = 公共支出
verify-quantity-visits-to-farmers = 对农户的走访
verify-quantity-emissions = 排放
verify-quantity-false-reports-of-compliance = 谎报达标
verify-quantity-citations = 违规认定
verify-quantity-penalties = 处罚
verify-quantity-year-end-effect = 年末效应
verify-quantity-disbursements = 拨付
verify-quantity-performance = 绩效
verify-quantity-effect-of-performance-management = 绩效管理的效应
verify-quantity-reported-pollution-later-against-just-after-automation = 自动监测一段时间后与刚启用时相比的上报污染
verify-quantity-reported-pollution = 上报的污染
verify-quantity-number-of-contracts-in-the-last-month = 最后一个月的合同数
verify-quantity-quality-of-contracts = 合同质量
verify-quantity-spending-of-the-last-month = 最后一个月的支出
verify-quantity-last-month-s-share-of-spending = 最后一个月的支出占比
verify-quantity-year-end-spending = 年末支出
verify-quantity-spending-of-the-last-week = 最后一周的支出
verify-quantity-median-change-of-budgets = 预算变动的中位数
verify-quantity-standard-deviation-of-changes-of-budgets = 预算变动的标准差
verify-quantity-share-of-changes-within-5 = 变动不超过 5% 的比例
verify-quantity-correlation-of-successive-changes-of-budgets = 相邻两年预算变动的相关
verify-quantity-coverage-of-external-evaluation = 外部评价覆盖率
verify-quantity-executed-over-approved-budget-quantile = 执行数与批复预算之比的分位数
verify-quantity-mean-external-score = 外部评价平均得分
verify-quantity-drift-of-external-scores = 外部评价得分的趋势
verify-quantity-correlation-of-external-scores-at-1-year = 相隔 1 年的外部评价得分相关
verify-quantity-correlation-of-external-scores-at-3-years = 相隔 3 年的外部评价得分相关
verify-quantity-correlation-of-external-scores-at-2-years = 相隔 2 年的外部评价得分相关
verify-quantity-share-of-programmes-with-full-execution = 全部执行完毕的项目比例
verify-quantity-interquartile-range-of-changes-of-budgets = 预算变动的四分位距
verify-quantity-correlation-of-overall-scores-at-1-year = 相隔 1 年的综合得分相关
verify-quantity-change-of-the-log-budget-per-point-of-the-overall-score = 综合得分每分对应的预算对数变动
verify-quantity-mean-self-score = 自评平均得分
verify-quantity-drift-of-self-scores = 自评得分的趋势
verify-quantity-correlation-of-self-score-and-external-score = 自评与外部评价得分的相关
verify-quantity-correlation-of-self-scores-at-1-year = 相隔 1 年的自评得分相关
verify-quantity-correlation-of-self-scores-at-3-years = 相隔 3 年的自评得分相关
verify-quantity-correlation-of-self-scores-at-2-years = 相隔 2 年的自评得分相关
verify-quantity-standard-deviation-of-log-size = 规模对数的标准差
verify-quantity-share-of-self-scores-of-4-5-or-more = 自评 4.5 分以上的比例
verify-quantity-standard-deviation-of-changes-of-spending = 支出变动的标准差
verify-quantity-correlation-of-pass-rates-at-1-year = 相隔 1 年的及格率相关
verify-quantity-change-of-log-spending-per-point-of-the-pass-rate = 及格率每分对应的支出对数变动
verify-quantity-correlation-of-pass-rates-at-3-years = 相隔 3 年的及格率相关
verify-quantity-correlation-of-pass-rates-at-2-years = 相隔 2 年的及格率相关
verify-quantity-use-of-performance-information = 绩效信息的使用
verify-quantity-access = 款项的领取
verify-quantity-leakage = 资金流失
verify-quantity-non-delivery = 未送达
verify-quantity-missing-expenditure = 去向不明的支出
verify-quantity-change-of-the-budget-with-the-rating = 预算随评级的变动
verify-quantity-completion-of-projects = 项目完成率
verify-quantity-completion-of-tasks = 任务完成率
verify-quantity-association-of-incentives-and-monitoring-with-completion = 激励与监控同完成情况的关联
verify-quantity-resources-involved-in-corruption = 涉及腐败的资金
verify-quantity-quality-of-health-care = 医疗服务质量

## 所问的内容

verify-help = 验证模型：以模拟重新得到理论极限，并在模型内部重复已发表的实地实验。如有极限不成立，或模型据以校准的效应未能重现，退出码为 1。
verify-ask-names = 要验证的对象，如 T1 T3 或 T1,olken_2007；默认全部。
verify-ask-theory = 有解析解的理论极限，T1 至 T12。
verify-ask-evidence = 已发表的实地实验。
verify-ask-settings = 为极限的参数另取一值；可重复。docs/theory.md 列出全部参数。
verify-ask-replications = 实地实验的随机种子数；默认取各设计自身的数目，面板矩不会少于该数目。
verify-fault-settings = 用于理论极限的参数，而此处没有验证任何极限
verify-fault-empty = { $file } 是空的；请用 --out { $directory } 重新验证
verify-fault-earlier = { $file } 由较早版本写成，只有实地实验；请用 --out { $directory } 重新验证
verify-missed-targets = { $one ->
    [one] { $targets } 未能重现，而模型有一个参数由它设定。
   *[many] { $targets } 均未能重现，而模型有参数由它们设定。
}
verify-title = 模型验证：{ $name }
verify-lead = { $kind ->
    [theory] 以模拟检验 { $limits } 项有解析解的理论极限。
    [field] 在模型内部重复 { $lines } 项已发表的实地实验结果。
   *[both] 以模拟检验 { $limits } 项有解析解的理论极限，并在模型内部重复 { $lines } 项已发表的实地实验结果。
}
verify-field-missed = 不相符：{ $lines }。
verify-field-at-the-line = 差距恰在规则允许的边缘，换用其他随机种子可能改变判断：{ $lines }。
verify-role-calibration = 校准
verify-role-prediction = 预测
verify-role-unused = 未采用
verify-direction-up = 提高
verify-direction-down = 降低
verify-direction-none = 没有变化
verify-earlier = 该计分表中的实地实验由较早版本写成，此处不再叙述；重新验证即可得到。
verify-table-theory = 理论极限
verify-table-further = 理论极限的补充检验
verify-table-evidence = 已发表的实地实验
verify-table-missed = 不相符之处及原因
verify-table-sources = 文献来源
verify-method-theory = 逐一关闭机制，直到存在解析解，再将模拟结果与之比较。
verify-method-field = 在模型内部重复每项实验，各有与其对照组匹配的环境：对同样多的单位施加干预，在配对的世界中估计同样的对比。共同参数的估计不使用所预测的那项研究；各地在此之外的差异计入每个区间。

## 表格

verify-table-lacking = 模型无法表达的结论及原因
verify-table-readings = 同样的实验换一种读法（仅供参考，不作判断；± 为对随机种子而言）
verify-note-theory = 确定性最优值与解析解的偏差容许为其尺度的百万分之一，模拟均值容许三个蒙特卡洛标准误。补充检验：得分在各随机种子之间的变动与解析解一致，且改变努力不会使模拟收益增加。
verify-note-evidence = 方括号为 90% 预测区间，表示在同一地点再做一项研究时其数值所在的范围。每项预测都不使用其自身的研究：当地参数只与对照组匹配，各地共同的参数取自其余研究。两个数值之差在 1.96 个误差之内（实地误差、随机误差与新地点的差异）即为相符；只有方向时，取可能性较大的一方；发表值的 ± 为其标准误。各项结论均在运行之前登记。类别“校准”：参数由它设定（“未采用”：为此登记，而本版本没有参数由它设定）。预测不相符，本身也是一项结果；校准目标不相符时退出码为 1。
verify-head-limit = 极限
verify-head-at = 参数
verify-head-quantity = 量
verify-head-expected = 理论值
verify-head-simulated = 模拟值
verify-head-tolerance = 容许误差
verify-head-holds = 成立
verify-head-finding = 结论
verify-head-compared = 比较的内容
verify-head-published = 发表值
verify-head-predicted = 预测值
verify-head-role = 类别
verify-head-agree = 相符
verify-head-why = 原因
verify-head-findings = 涉及的结论
verify-head-context = 实地实验
verify-head-reading = 另一种读法
verify-head-measured = 度量
verify-head-found = 已发表的结论
verify-head-source = 文献来源
verify-yes = 是
verify-no = 否
verify-points = { " 个百分点" }
verify-one-draw = { $number }（一次抽取）
verify-compared-difference = { $quantity }，效应
verify-compared-relative = { $quantity }，相对效应
verify-compared-cross-section = { $quantity }，与其他部门相比
verify-compared-interaction = { $quantity }，效应的增量
verify-as-difference = 差值
verify-as-relative = 相对变化
verify-as-interaction = 交互作用
verify-as-cross-section = 横截面
verify-as-level = 水平
verify-as-treated-level = 干预组水平
verify-as-moment = 矩

## 表块与键有何不当

verify-remedy-text = 请写 { $name } = "…"
verify-fault-empty-text = 内容为空
verify-fault-missing-one-of = 缺失；必须是下列之一：{ $options }
verify-fault-some-of = 只能取自下列各项：{ $options }
verify-fault-missing-whole = 缺失；必须是 { $lower } 至 { $upper } 的整数
verify-fault-not-date = { $kind }，不是日期
verify-remedy-date = 请写 { $name } = 2026-01-31，不加引号
verify-fault-interval-order = 下限大于上限
verify-fault-no-interval = 不是区间
verify-remedy-interval = 请写 { $name } = [下限, 上限]；没有发表区间时写 { $name } = "none"
verify-fault-measured = 必须是 1 至 { $years } 之间的两个年度，首年不晚于末年
verify-remedy-measured = 要计入所有年度，请写 measured = [1, { $years }]
verify-remedy-settings = 请写 { $name } = { "{" } 名称 = 取值 { "}" }
verify-remedy-table = 请单独一行写 [{ $name }]，各键写在其下
verify-remedy-list = 请写 { $name } = ["{ $example }"]
verify-fault-not-blocks = { $kind }，不是表块
    .remedy = 请单独一行写 [[{ $name }]]

## 已发表的结果有何不当

verify-fault-id = 文件名不能用作标识
    .remedy = 请用小写字母、数字与下划线，以字母开头
verify-fault-neither = 既没有数值，也没有方向
    .remedy = 请写 published = …，或 direction = "up"
verify-fault-two-signs = 所发表的数值已有正负号
    .remedy = 请删去 direction
verify-fault-sign-unit = unit = "sign" 与 direction 必须同时出现
verify-fault-raw = 没有由它换算的数值
    .remedy = 请同时给出 published
verify-fault-se = 标准误必须大于 0
    .remedy = 未知时请删去
verify-fault-se-of-sign = 只有方向的结果没有标准误
    .remedy = 请删去
verify-fault-no-se = 没有标准误
    .remedy = 请删去，或写 se = …
verify-fault-fact-twice = 说了两次
    .remedy = 只说一次：写在 [[control]] 中，或列入 unknown
verify-fault-fact-unsaid = 没有说明对照组的情况：{ $fact }
    .remedy = 请在 [[control]] 中给出，或列入 unknown
verify-fact-waste = 浪费或缺勤
verify-fact-passive-part = 浪费中属于能力不足的部分
verify-fact-monitoring = 年中检查
verify-fact-audits = 年后审计
verify-fact-staff = 检查人员
verify-fact-consequence = 查出问题的后果
verify-fault-value-or-words = 数值与文字只能且必须给出一种
    .remedy = 请写 value = … 或 words = "…"
verify-fault-unregistered = 这一结果尚未登记
    .remedy = 请在运行之前登记：python scripts/register.py
verify-fault-gone = 这一结果的文件 { $file } 已不存在
    .remedy = 已登记的结果必须保留
verify-fault-edited = 这一结果在 { $day } 登记之后被修改
    .remedy = 请撤销修改；只有 { $free } 可以改动，更正须另立一项结果
verify-fault-no-entry = 不是表
    .remedy = 请写 [{ $name }]，其下写 registered = … 与 sha256 = "…"
verify-fault-no-digest = 不是 SHA-256 摘要
    .remedy = 应为 64 位，由 0 至 f 组成
verify-fault-fits = 不是逐一剔除各研究的拟合结果（{ $error }）
    .remedy = 请重新生成：python scripts/leave_one_out.py

## 实验环境有何不当

verify-fault-no-context = 没有这个实验
verify-contexts-listed = 可用的实验：{ $names }；自己的文件请给出以 .toml 结尾的路径
verify-none-found = 未找到
verify-fault-no-finding = 没有要比较的结果
    .remedy = 请写 [[finding]]，并在其下写所发表的结果
verify-fault-one-scenario = 一个实验环境只有一个基准情景
    .remedy = 请写 scenario = "…"
verify-fault-no-registered = 没有登记过这一结果
verify-remedy-register = 已登记的结果见 experiments/findings；若在此处写出结果，请删去 id
verify-fault-allowance = 不得小于 0
    .remedy = 请写明两值最多可相差多少
verify-fault-unused = 预测本来就不设定参数
    .remedy = 请删去
verify-fault-given-up = 本来就没有参数由它设定
    .remedy = 请删去
verify-fault-nothing-to-read = 没有可以另作解读的结果
    .remedy = 请先写出一项可表达的结果
verify-fault-many-matched = 最多匹配 { $most } 个参数
    .remedy = 请去掉一个
verify-fault-registered-value = 登记的数值是 { $known }
    .remedy = { $finding } 是以该值登记的；只有新的结果才能更正
verify-fault-unsolvable = 不是可以求解其取值的参数
verify-remedy-parameters = 全部参数见 docs/parameters.md
verify-fault-no-baseline = 没有给出对照组的 { $what }
    .remedy = 请在 [baseline] 中写 { $what } = …
verify-fault-share = 必须大于 0 且不超过 1
verify-fault-no-treatment = 需要有处理措施
    .remedy = 请写 [known.treated]，并在其下写政策工具
verify-fault-early = 处理措施始于第 { $year } 年，晚于所测量的年度
    .remedy = 请从第 { $year } 年起测量，或提早开始
verify-fault-no-moderator = 需要有调节变量
    .remedy = 请写 [known.moderator]，并在其下写其设置
verify-fault-unmeasured = 不能按 { $kind } 方式测量
verify-outcomes-listed = 可用的指标：{ $names }
verify-fault-unmatched = { $context } 的对照组无法匹配：所发表的 { $outcome } 为 { $published }；{ $given }，{ $way ->
    [much] 偏高
   *[little] 偏低
} { $miss }
verify-matched-nearest = 最接近的取值（{ $values }）给出 { $reached }
verify-matched-end = { $name } = { $end }（其范围 { $low } 至 { $high } 中较接近的一端）给出 { $reached }
verify-remedy-widen = 请放宽某一参数的范围
verify-remedy-outside = { $name } 须约为 { $needed }，超出其范围
verify-remedy-no-value = { $name } 无论取何值都不能给出该值；请再匹配一个参数，或检查政策工具

## 极限及其参数有何不当

verify-fault-no-limit = 没有这个极限
verify-see-theory = 见 docs/theory.md
verify-limits-listed = 可用的极限：{ $names }
verify-fault-setting = 必须写成 键=值
    .remedy = 不要留空格，例如 --set r=2
verify-fault-set-twice = 设置了两次
    .remedy = 只设一次
verify-fault-no-parameter = { $limits } { $one ->
    [one] 没有这个参数
   *[many] 都没有这个参数
}
verify-belongs = 它属于 { $limits }
verify-parameters-of = 各极限的参数：{ $limits }
verify-remedy-set-too = 请一并设定 { $name }：{ $remedy }
verify-fault-no-noise = 与 sigma2_common 合计不得小于 { $least }
    .remedy = 没有噪声时，任何相对评价系数都一样好
verify-fault-unit-cost = 必须不小于 a/2 = { $half }，且小于 a = { $whole }
    .remedy = 小于 a/2 时，需求先于预算用尽；达到 a 时，拨款方什么也不要
verify-fault-no-difference = 必须大于 theta_low = { $low }
    .remedy = 没有差别就无从甄别
verify-fault-one-type = 必须大于 theta_high + nu/(1 − nu) (theta_high − theta_low) = { $least }
    .remedy = 否则低效类型的产量为零
verify-fault-no-stake = gain 与 sanction 都是 0
    .remedy = 此时无论被发现的概率多大，都不会有挪用
verify-fault-nearly-equal = 与 { $other } = { $value } 相差不到 { $least }
    .remedy = 请取相同的值，或拉开差距

## 需要多少

verify-takes-theory = verify 理论的 { $cases } 个算例{ $one ->
    [one] {""}
   *[many] {""}
}
verify-takes-field = verify 实地实验
verify-takes-both = verify 理论的 { $cases } 个算例{ $one ->
    [one] 与实地实验
   *[many] 与实地实验
}
