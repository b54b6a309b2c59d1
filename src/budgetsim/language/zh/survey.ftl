### 预算绩效管理调查问卷。

survey-title = 预算绩效管理调查问卷
survey-sheet = 问卷
survey-instruction = 请按本部门目前的实际情况（而不是应有的情况）作答：{ $answers }。
survey-department = 所在部门
survey-head-code = 编号
survey-head-statement = 陈述
survey-head-answer = 回答（1–5）
survey-answer-1 = 非常不同意
survey-answer-2 = 不同意
survey-answer-3 = 一般
survey-answer-4 = 同意
survey-answer-5 = 非常同意

## 量表

survey-scale-objectives = 目标管理
survey-scale-monitoring = 运行监控
survey-scale-evaluation = 绩效评价
survey-scale-use = 结果应用
survey-scale-culture = 绩效理念
survey-scale-rules = 制度约束
survey-scale-professionals = 专业人员
survey-scale-technology = 信息技术
survey-scale-superior = 上级约束

## 陈述

survey-item-o1 = 财政部门在批复之前会对我们的绩效目标作实质性审核。
survey-item-o2 = 笼统或过低的绩效目标会被退回修改。
survey-item-o3 = 无论怎么填写，我们的绩效目标都能通过审核。
survey-item-m1 = 年度执行中，会有人到现场检查我们的支出和进度。
survey-item-m2 = 资金一旦偏离用途，财政部门很快就会发现。
survey-item-m3 = 从年初到年末，没有人过问我们的项目进展。
survey-item-e1 = 我们自评报告的内容会由外部人员核实。
survey-item-e2 = 我们的项目随时可能被抽中进行外部评价。
survey-item-e3 = 自评得多少分就是多少分，没有人复核。
survey-item-u1 = 评价得分会影响我们以后年度的预算。
survey-item-u2 = 绩效差的部门会被削减资金或岗位。
survey-item-u3 = 评价结果归档之后就没有下文了。
survey-item-c1 = 在我们部门，办事成效比把钱花完更受重视。
survey-item-c2 = 即使没有考核，同事们也在意工作成效。
survey-item-r1 = 检查发现问题之后如何处理有明确制度，并且得到执行。
survey-item-r2 = 绩效不佳时，责任人会被问责。
survey-item-p1 = 负责绩效管理的人员业务过硬。
survey-item-p2 = 需要时，我们能得到指标设计和评价方面的专业指导。
survey-item-t1 = 绩效目标、支付和结果可以在同一信息系统中跟踪。
survey-item-t2 = 评价所需的数据现成可用，不必另行收集。
survey-item-s1 = 上级不论工作实际情况，都要求我们按进度花钱。
survey-item-s2 = 支出进度要求使我们难以把钱花好。

## 错误

survey-fault-none = 没有对问卷中任何一条陈述的回答
    .remedy = 请用陈述的编号（O1、O2……）或原文作列标题，见 budgetsim survey write
survey-fault-answer = 不是量表中的回答
    .remedy = 可用的回答：{ $known }

## 结果

survey-table-scales = 各部门的回答：1（非常不同意）至 5（非常同意）
survey-table-reliability = 各量表内陈述的一致程度
survey-table-mapped = 回答对情景意味着什么
survey-mapped-description = { $base }，并按 { $number } 个部门或答卷人的回答设定
survey-figure-axis = 平均回答：1（非常不同意）至 5（非常同意），附 95% 置信区间
survey-figure-surveyed = 调查
survey-figure-simulated = 模型中的部门
survey-figure-caption = 各部门在 { $scales } 个量表上的平均回答。
survey-figure-alt = 带区间的点图，每个量表一行
