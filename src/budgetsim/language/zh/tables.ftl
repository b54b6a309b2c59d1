### 表格用语。

table-yes = 是
table-no = 否
table-on = 开
table-off = 关
table-interval = { $low } 至 { $high }
table-verdict-better = 改善
table-verdict-worse = 恶化
table-verdict-better-in = 改善 { $share }
table-verdict-worse-in = 恶化 { $share }
table-verdict-disputed = 取决于计权
table-verdict-unclear = 不明确
table-verdict-same = 无变化
table-verdict-more = 增加
table-verdict-less = 减少
table-verdict-single = （仅一个种子）
table-lever = 政策工具
table-uncertainty = 不确定因素
table-factors = 变动的因素
head-factor = 因素
head-group = 组
head-key = 键
head-role = 类别
head-values = 取值
head-unit = 单位
head-outcome = 指标
head-mean = 均值
head-change = 变化
head-better = 优劣方向
head-what = 含义
head-base = 基准

## 笔记本中的表格

table-same-as = 与 { $name } 相同
table-declared-defaults = 声明的默认值
table-from-year = { $name }（第 { $year } 年起）
table-levers-from-year = 第 { $year } 年起：{ $levers }
table-seeds-and-years = { $seeds } 个随机种子；最后 { $last } 年的均值，95% 区间按随机种子计算
table-no-year-closed = 尚无结账的年份
table-head-parameter = 参数
table-head-here = 本情景
table-head-declared-source = 来源
table-head-about = 含义
table-head-value = 数值
table-about-net-social-value = 公共价值减去全部成本
table-about-value-to-first-best = 占可能达到的价值的比例
table-about-performance = 部门达成的绩效
table-about-active-waste = 被挪用的资金
table-about-passive-waste = 因能力不足而损失的资金
table-about-score-inflation = 自评得分高出外部评价的部分
table-about-validity = 得分能否反映优劣？
table-about-money-moved = 在部门间转移的预算
table-about-december-share = 年底突击花钱
table-about-credibility = 对结果会得到应用的信念
table-about-workload-ratio = 工作量与人员时间之比
table-about-administrative-cost = 人员、系统、评价费用与审计
