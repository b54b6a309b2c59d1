### 实务表格：表头与栏目，以及填报须遵守的规则。

## 标题与栏目

form-title-objectives = 项目支出绩效目标申报表
form-title-project = 项目支出绩效自评表
form-title-department = 部门整体支出绩效自评表
form-sheet-objectives = 绩效目标申报表
form-sheet-project = 项目自评表
form-sheet-department = 部门整体自评表
form-money-unit = 金额单位：{ $unit }
form-project = 项目名称
form-department = { $form ->
    [department] 部门名称
   *[other] 主管部门
}
form-agency = 实施单位
form-year = 年度
form-money = { $form ->
    [department] 部门预算
   *[other] 项目资金
}
form-requested = 申请数
form-approved = 年初预算数
form-adjusted = 全年预算数
form-executed = 全年执行数
form-weight = 分值
form-rate = 执行率
form-score = 得分
form-execution = 预算执行
form-total = { $form ->
    [department] 年度预算总额
   *[other] 年度资金总额
}
form-appropriation = 其中：当年财政拨款
form-carried = 上年结转资金
form-other = 其他资金
form-basic = 基本支出
form-projects = 项目支出
form-aims = 年度总体目标
form-aim = 预期目标
form-outcome = 实际完成情况
form-group = 一级指标
form-kind = 二级指标
form-indicator = 三级指标
form-target = 年度指标值
form-actual = 实际完成值
form-reason = 偏差原因分析及改进措施
form-sum = 总分
form-outputs = 产出指标
form-benefits = 效益指标
form-satisfaction = 满意度指标
form-group-points = { $group }（{ $points } 分）
form-quantity = 数量指标
form-quality = 质量指标
form-timeliness = 时效指标
form-cost = 成本指标
form-economic = 经济效益指标
form-social = 社会效益指标
form-ecological = 生态效益指标
form-lasting = 可持续影响指标
form-served = 服务对象满意度指标
form-allowed = 请填 { $low } 至 { $high } 之间的数
form-allowed-score = 请填 0 至该指标分值之间的数

## 无法读取之处

form-place = { $sheet }!{ $cell }（{ $heading }）
form-fault-no-workbook = 该文件夹中没有工作簿（{ $endings }）
form-fault-heading = 表中没有这一栏目
    .remedy = 请按模板填写栏目名称（budgetsim forms write）
form-fault-group = 不是一级指标
    .remedy = 一级指标有：{ $groups }
form-remedy-number = 请只填数字，例如 1234.5
form-fault-none = 没有已填报的表格
    .remedy = 表格按标题识别：{ $titles }

## 规则

form-broken-empty = 此处未填
form-broken-unreached = 未填实际完成值，却得了 { $score } 分
    .remedy = 请填写实际完成值，或者记 0 分
form-broken-weights = { $group }的分值合计为 { $sum }，而不是 { $points }
    .remedy = 请调整这一组的分值
form-broken-group-missing = 没有{ $group }
    .remedy = 该组共 { $points } 分
form-broken-execution-weight = 预算执行的分值为 { $points } 分
form-broken-score = 得分须在 0 与该指标分值 { $weight } 之间
form-broken-executed = 执行数超过预算数 { $budget }，而表中没有预算调整
    .remedy = 请填写调整后的全年预算数，或更正执行数
form-broken-executed-adjusted = 执行数超过全年预算数 { $budget }
form-broken-execution-score = 执行率为 { $rate }%，最多得 { $most } 分
form-broken-parts = 下面各行合计为 { $sum }
form-broken-sum = 各单元格合计为 { $sum }
form-broken-dropped = 该指标列入了 { $file }，自评时却没有评价
form-broken-target-changed = 在 { $file } 中，指标值为 { $before }
    .remedy = 请对照原定指标值评价
form-broken-weight-changed = 在 { $file } 中，分值为 { $before }
form-broken-twice = { $file } 中已有同一部门、同一项目、同一年度的表
    .remedy = 请只保留一份

## 由模型中的部门填报的表格

form-example-department = 部门 { $number }
form-example-aim = 完成年度工作计划。
form-example-outcome = 据部门自报，完成了 { $share }。
form-example-outputs = 工作计划任务完成率
form-example-benefits = 工作计划目标实现率
form-example-satisfaction = 服务对象满意率
form-example-target = 全部
form-example-reason = 按部门自报
