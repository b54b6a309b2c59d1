### 面板数据提示：文件中几乎可以肯定的数据问题，以及单元格的读取方式。

panel-column-approved = 批复预算
panel-column-adjusted = 调整后预算
panel-column-executed = 执行数
panel-column-self-score = 自评得分
panel-column-external-score = 外部评价得分
panel-note-total = “{ $unit }”应为合计行：其{ $amounts }在每一年都等于其他单位之和。请删去这些行，否则会被当作一个（而且是最大的）单位。
panel-note-subtotal = “{ $unit }”应为小计行：其金额等于从“{ $first }”到“{ $last }”连续 { $number } 个单位之和。请删去这些行，否则这些单位会被重复计算。
panel-note-named-total = “{ $unit }”的名称像合计行，但金额并不等于其他单位之和。如果它不是单位，请删去这些行。
panel-note-step = 自 { $year } 年起，{ $units } 个单位中绝大多数的{ $amounts }同时{ $direction ->
    [up] 增至
   *[down] 降至
}上年的约{ $direction ->
    [up] { $factor } 倍
   *[down] 1/{ $factor }
}：金额单位是否变了？
panel-note-score-step = 从 { $year } 年起，{ $units } 个单位中大多数的{ $scores }比上一年大或小约 100 倍：是否由分数改成了比例，或由比例改成了分数？
panel-note-thousands = { $amounts }中带点的 { $three } 个数，点后都恰好是三位，另有 { $none } 个数不带点：如果 1.009 表示一千零九，请在 [panel] 中写 thousands = "."、decimal = ","。
panel-note-renamed = 有 { $number } 个单位在 { $year } 年以几乎相同的名称重新出现：{ $names }。如果是同一单位，请统一名称，否则无法衡量持续性。
panel-note-twins = 同一年份中有 { $number } 对名称只是写法不同：{ $names }。是否为同一单位？
panel-note-shares = { $scores }的 { $number } 个值都落在量程最低的百分之一：如果它们是 0 到 1 的比例，请在 [panel] 中写 score_range = [0, 1]。
panel-note-mixed = { $amounts }在每一个单位、每一年都约为批复预算的 { $ratio } 倍：两者的金额单位是否一致？
panel-note-mixed-units = 有 { $number } 个单位的{ $amounts }在每一年都不到批复预算的百分之一，或超过其一百倍：{ $names }。它们的金额单位是否不同？
panel-note-left-out = 批复预算的 { $all } 次变动中，有 { $number } 次超过 { $factor } 倍，已作为合并、拆分或撤销剔除。
panel-note-once = { $all } 个单位中有 { $number } 个只出现在一年：{ $names }。它们不能说明变化。
panel-note-gaps = { $all } 个单位中有 { $number } 个在首末年份之间有缺失：{ $names }。
panel-note-years = 财政年度写作 { $form }（第 { $line } 行）；跨年的财政年度以前一年计。
panel-note-wide = { $column } 列有 { $number } 个单元格使用全角数字，已按普通数字读取。
panel-note-invisible = 有 { $number } 个名称含有不可见字符，已忽略：{ $names }。
