### 单位自己的数据文件：有何不当，作了哪些判断，哪些像是文件造成的假象。

## 各列，以及几乎可以肯定是文件造成的假象

data-column-approved = 批复预算
data-column-adjusted = 调整后预算
data-column-executed = 执行数
data-column-self-score = 自评得分
data-column-external-score = 外部评价得分
data-note-total = “{ $unit }”应为合计行：其{ $amounts }在每一年都等于其他单位之和。请将其剔除，否则会被当作一个（而且是最大的）单位。
data-note-subtotal = “{ $unit }”应为小计行：其金额等于从“{ $first }”到“{ $last }”连续 { $number } 个单位之和。请将其剔除，否则这些单位会被重复计算。
data-note-named-total = “{ $unit }”的名称像合计行，但金额并不等于其他单位之和。如果它不是单位，请将其剔除。
data-note-step = 自 { $year } 年起，{ $units } 个单位中绝大多数的{ $amounts }同时{ $direction ->
    [up] 增至
   *[down] 降至
}上年的约{ $direction ->
    [up] { $factor } 倍
   *[down] 1/{ $factor }
}：金额单位是否变了？
data-note-score-step = 从 { $year } 年起，{ $units } 个单位中大多数的{ $scores }比上一年大或小约 100 倍：是否由分数改成了比例，或由比例改成了分数？
data-note-thousands = { $amounts }中带点的 { $three } 个数，点后都恰好是三位，另有 { $none } 个数不带点：如果 1.009 表示一千零九，请在 [panel] 中写 thousands = "."、decimal = ","。
data-note-renamed = 有 { $number } 个单位在 { $year } 年以几乎相同的名称重新出现：{ $names }。如果是同一单位，请统一名称，否则无法衡量持续性。
data-note-akin = 有 { $number } 个单位消失，而 { $year } 年出现了用词部分相同、金额相近的单位：{ $names }。如果是同一单位，请在 [panel] 中写 renames。
data-note-twins = 同一年度中有 { $number } 对名称只是写法不同：{ $names }。是否为同一单位？
data-note-shares = { $scores }的 { $number } 个值都落在量程最低的百分之一：如果它们是 0 到 1 的比例，请在 [panel] 中写 score_range = [0, 1]。
data-note-mixed = { $amounts }在每一个单位、每一年都约为批复预算的 { $ratio } 倍：两者的金额单位是否一致？
data-note-mixed-units = 有 { $number } 个单位的{ $amounts }在每一年都不到批复预算的百分之一，或超过其一百倍：{ $names }。它们的金额单位是否不同？
data-note-levels = 有 { $number } 个单位的{ $amounts }在每一年都{ $way ->
    [above] 超过其他所有单位的一百倍
   *[below] 不到其他所有单位的百分之一
}，换一种金额单位则与其他单位相近：{ $names }。如果金额单位确实不同，请改用其他单位所用的金额单位。
data-note-left-out = 批复预算的 { $all } 次变动中，有 { $number } 次超过 { $factor } 倍，已作为合并、拆分或撤销剔除。
data-note-once = { $all } 个单位中有 { $number } 个只出现在一年：{ $names }。它们不能说明变化。
data-note-gaps = { $all } 个单位中有 { $number } 个在首末年度之间有缺失：{ $names }。
data-note-years = 财政年度写作 { $form }（第 { $line } 行）；跨年的财政年度以前一年计。
data-note-wide-digits = { $column } 列有 { $number } 个单元格使用全角数字，已按普通数字读取。
data-note-invisible = 有 { $number } 个名称含有不可见字符，已忽略：{ $names }。

## 文件是怎样读取的

data-warning = { $file }：{ $text }
data-note-line = { $text }（[panel] 中写 { $line }）
data-note-rows = { $text }（共 { $number } 行：{ $rows }）
data-note-encoding = 文件不是 UTF-8，{ $program ->
    [excel-china] 已按中国版 Excel 所用的 GB 18030 读取
   *[other] 已按 { $encoding } 读取
}；如果名称显示有误，请另存为 UTF-8。
data-note-undecoded = 有 { $number } 个字符在 { $encoding } 中没有意义，已显示为 �：如果是其他编码，请在 [panel] 中注明。
data-note-delimiter = 各列用{ $marks ->
    [semicolons] 分号
    [tabs] 制表符
   *[other] 竖线
}分隔。
data-note-sheet = 读取的是工作簿中的工作表“{ $sheet }”；另有 { $number } 个：{ $others }。
data-note-above = 表头在第 { $line } 行；其上各行已略过。
data-note-header-rows = 表头共 { $number } 行，已合并读取。
data-note-header-again = 表头又出现了 { $number } 次，这些行已略过。
data-note-numbered = 给各列编号的一行（栏次）已略过。
data-note-alone = 有 { $number } 行只有一个单元格有内容，已略过：{ $rows }。
data-note-subtotal-row = 有 { $number } 行是其他各行的小计或合计，已略过：{ $rows }。
data-note-part-row = 有 { $number } 行是上一行的“其中”项，金额已包含在上一行，已略过：{ $rows }。
data-note-dashes = { $column }有 { $number } 个单元格为横线或表示空缺的文字（{ $cells }），作为未观察到处理。
data-note-total-between = 有 { $number } 行没有年度的合计，已略过：{ $rows }。
data-note-below = 表格下方有 { $number } 行已略过：{ $rows }。
data-note-filled-down = “{ $heading }”列的 { $number } 个空单元格按上方的内容填补。
data-note-columns = 各列按标题识别：{ $columns }。
data-note-blocks = { $number } 张单年度的表（{ $years }）标题相同，已合并读取。
data-note-columns-left = 未读取的列：{ $columns }。
data-note-one-year = 没有年度列：所有行都视为 { $year } 年，依据是{ $where ->
    [above] 表格上方的文字
    [sheet] 工作表名
    [heading] 列标题
   *[name] 文件名
}。
data-note-wide = 年度排成了各列（{ $first } 至 { $last }），已转成行；其内容为 { $roles }。
data-note-wide-passed = 有 { $number } 列带有年度但未说明内容，已略过：{ $headings }。
data-note-mark = { $columns } 中，{ $name ->
    [comma] 逗号
    [point] 点
    [blank] 空格
   *[apostrophe] 撇号
}是{ $kind ->
    [decimal] 小数点
   *[thousands] 千位分隔符
}。
data-all-amounts = 全部金额
data-note-unit = 金额已按单位换算（{ $units }）。
data-note-left-out-units = 按要求剔除了 { $number } 行：{ $names }。
data-note-summed = 有 { $number } 行属于相同的单位和年度，金额已相加；得分取以批复预算加权的平均值。
data-note-revenue = { $heading } 列区分收入（{ $names }）和支出，两者会被加在一起；如只要支出，请在 [panel] 中写 { $line }。
data-note-renamed-to = 有 { $number } 个单位改用了另一名称：{ $names }。同一单位同一年度的各行已相加。
data-note-negative = { $amounts }中有 { $number } 个负数。{ $way ->
    [keep] 已按原样保留。
    [leave-out] 已剔除。
   *[other] 请在 [panel] 中说明如何处理：negative = "keep"（退款计入）或 "leave_out"（剔除）。
}
data-note-outside = 有 { $number } 个{ $scores }超出量程，已{ $way ->
    [clip] 截到边界
   *[other] 剔除
}。
data-note-signs-passed = { $column }有 { $number } 个单元格在数字旁带有符号，已略过：{ $signs }。
data-note-signs-percent = { $column }有 { $number } 个单元格带有百分号，数字按百分数读取。
data-note-signs-units = { $column }有 { $number } 个单元格注明了金额单位，已换算：{ $signs }。

## 对各列的说明有何不当

data-fault-no-column-name = { $kind }，不是列名
data-fault-column-taken = 这一列已另有用途
data-fault-score-range = 必须是可能的最低分与最高分
    .remedy = 请写 { $name } = [1, 5]
data-fault-top-score = 必须是量程内的自评得分，从 { $low } 到 { $high }
data-fault-same-sign = 千位分隔符与小数点不能是同一符号
    .remedy = 请写 decimal = "{ $other }"
data-fault-not-texts = { $kind }，不是文本列表
    .remedy = 请写 { $example }

## 读取方式写在哪里

data-said-panel = 在 [panel] 中
data-said-set = 在 --set 中
data-said-columns = 在 --columns 中

## 单元格有何不当

data-fault-no-number = 应为数字，却是文字
data-fault-brackets = 金额写在括号内
    .remedy = 括号表示负数：请{ $said }写 negative = "keep"（保留）或 "leave_out"（剔除）
data-fault-minus-behind = 金额的负号写在后面
    .remedy = 数字后的负号表示负数：请{ $said }写 negative = "keep"（保留）或 "leave_out"（剔除）
data-fault-year-span = 跨年的财政年度必须止于下一年
    .remedy = 例如写 2016/17
data-fault-no-year = 年度必须是整数
    .remedy = 或写成财政年度：{ $forms }
data-remedy-missing = 如果它表示没有观测值，请{ $said }写 missing = ["", "{ $cell }"]
data-remedy-point = 含有小数点，但{ $said }写了 decimal = ","；请统一文件中数字的写法
data-remedy-comma = 如果逗号是小数点，请{ $said }写 decimal = ","
data-remedy-thousands = 请{ $said }写 thousands = "{ $mark }"
data-remedy-thousands-or-comma = 请{ $said }写 thousands = "{ $mark }"（如果逗号是小数点，则写 decimal = ","）
data-remedy-sign = 如果 { $sign } 是数字旁的符号，请{ $said }写 signs = ["{ $sign }"]
data-fault-no-name = 单位没有名称
    .remedy = 如果空单元格表示与上方相同，请{ $said }写 fill_down = ["unit"]
data-fault-control-character = 名称含有控制字符
    .remedy = 请删去
data-fault-negative = 金额为负
    .remedy = 请{ $said }写 negative = "keep"（退款计入）或 negative = "leave_out"（剔除）
data-fault-large-amount = 不得超过 { $most }
    .remedy = 请改用较大的货币单位
data-fault-outside = 超出得分范围 { $low } 至 { $high }
    .remedy = 请更正，或放宽 { $range }，或{ $said }写 outside = "clip"（截到边界）或 "leave_out"（剔除）

## 文件有何不当

data-fault-rows = 超过 { $most } 行
    .remedy = 请把单位合并汇总
data-fault-encoding = 文件不是 { $encoding } 编码的文本
    .remedy = 请{ $said }注明编码：encoding = "gb18030"（中国的 Excel）、"cp1252"（西欧的 Excel）或 "utf-16"，或另存为 UTF-8
data-fault-empty = 文件是空的
    .remedy = 第一行必须是列名
data-fault-delimiter = 各列之间不是用{ $expected }分隔
    .remedy = 似乎是用{ $there }分隔：请{ $said }写 delimiter = "{ $mark }"
data-marks-tabs = 制表符
data-marks-semicolons = 分号
data-marks-bars = 竖线
data-marks-commas = 逗号
data-fault-column-twice = 这一列出现了两次
    .remedy = 请将其中一列改名
data-fault-no-column = 缺少列（用作 { $role }）
data-remedy-near-column = 是否为 { $near }？请{ $said }写 { $role } = "{ $near }"；文件中的列：{ $columns }
data-remedy-name-year = 请{ $said }写 year = "…"；如果所有行属于同一年，则写 year = 2023；文件中的列：{ $columns }
data-remedy-name-column = 请{ $said }写 { $role } = "…"；文件中的列：{ $columns }
data-fault-no-values = 未能按标题识别出金额列或得分列
    .remedy = 请{ $said }指明其一：approved = "…"（或 adjusted、executed、self_score、external_score）；文件中的列：{ $columns }
data-fault-few-cells = 只有 { $cells } 个单元格，而表头至少有 { $columns } 个
    .remedy = 每一行的每一列都必须有单元格
data-fault-many-cells = 有 { $cells } 个单元格，而表头有 { $columns } 个
    .remedy = 请给含有分隔符的单元格加上引号，或去掉千位分隔符
data-fault-unit-twice = 该单位 { $year } 年的数据已在第 { $line } 行给出
    .remedy = 每个单位每年只保留一行；如需把金额相加，请{ $said }写 repeated = "sum"
data-fault-units-twice = 该单位同一年的数据已经给出
    .remedy = 每个单位每年只保留一行；如需把金额相加，请{ $said }写 repeated = "sum"
data-fault-powers = 各行金额所乘的十的幂不同：{ $there }
    .remedy = 请只保留其中一种：{ $said }写 only."{ $column }" = ["{ $first }"]
data-fault-no-rows = 表头以下没有数据行
    .remedy = 请为每个单位的每一年写一行
data-fault-long-span = 年度从 { $first } 到 { $last }，超过 { $most } 年
    .remedy = 是否有年度写错？
data-fault-one-unit = 只有一个单位：无从说明单位之间的差异
    .remedy = 请给出多个单位的面板
data-fault-no-scores = 得分全部缺失
data-fault-no-amounts = 金额全部缺失
data-remedy-unobserved = 如果没有观测，请删去 { $role } 这一行
data-fault-year-forms = 年度的写法不一：有 { $one }（第 { $line } 行），也有 { $other }
    .remedy = 请统一写法
data-fault-amounts-in = 金额单位不一：有 { $one }（第 { $line } 行），也有 { $other }
    .remedy = 请统一单位
data-fault-scores-in = 得分单位不一：有 { $one }（第 { $line } 行），也有 { $other }
    .remedy = 请统一单位

## 哪些内容无法读取

data-fault-html = 无论扩展名是什么，这个文件其实是网页
    .remedy = 请用电子表格打开，另存为工作簿（.xlsx）或 CSV
data-fault-toml = TOML 文件描述情景、研究或校准目标，其中没有表格
    .remedy = 请写表格文件本身（CSV、工作簿、Stata、Parquet）；校准时，目标文件写在选项之后：--target { $file }
data-fault-extra = 读取工作簿需要附加组件 { $extra }
    .remedy = 请运行 pip install "budgetsim[{ $extra }]"，或把工作表另存为 CSV
data-fault-workbook = 无法读取这个工作簿：{ $reason }
    .remedy = 请用电子表格打开后重新保存，不要加密码
data-fault-sheet = 没有这个工作表
    .remedy = 工作簿中有：{ $sheets }
data-fault-stata = 无法读取这个 Stata 文件：{ $reason }
    .remedy = 请用 Stata 8 至 19 重新保存
data-fault-parquet = 无法读取这个 Parquet 文件：{ $reason }
    .remedy = 请重新写出，或另存为 CSV
data-fault-header-row = 指定为表头的行是空行
    .remedy = 请从 1 数起，空行也计入
data-fault-wide-twice = { $other } 已是同一年的 { $role }
    .remedy = 请将其中一列改名或删去
data-fault-only = { $kind }，不是“列 = 所需内容”的表
    .remedy = 请写 only."类型" = ["支出"]
data-fault-only-column = 没有这一列
    .remedy = 文件中的列：{ $columns }
data-fault-only-none = 这一列没有这样的内容
    .remedy = 其中有：{ $there }
data-fault-rename = 改名需要原名和新名
    .remedy = 请在表头以下每行写两列：原名、新名
data-fault-renames = { $kind }，既不是“原名 = 新名”的表，也不是文件路径
    .remedy = 请写 renames = "renames.csv"，或在 [panel.renames] 中逐行写 "原名" = "新名"
data-fault-renames-file = 改名文件有误：{ $text }
data-fault-unit = 不是金额单位
    .remedy = 请写数字或 { $units } 之类的单位；只适用于某列或自某年起时写 money_unit.executed = "千元"、money_unit.2018 = "万元"
data-remedy-date = 这是日期；列选对了吗？
data-remedy-one-year = 只有 { $year } 是年度：面板需要一列年度，或以年度为各列

## From a panel to a district

data-fault-no-budgets = 没有批复金额，而地区须以此起步
    .remedy = 请{ $said }指明该列：approved = "…"
data-fault-year-beyond = 面板中没有这一年，面板为 { $first } 至 { $last } 年
    .remedy = 请用 --year 指定其他年度
data-fault-no-departments = 这一年没有任何单位的批复金额大于 0
    .remedy = 请用 --year 指定其他年度
data-fault-no-size = 没有大于 0 的规模：{ $names }
    .remedy = 请补齐这些单元格，或去掉 --size
data-note-year-guessed = 地区以面板最后一年（{ $year } 年）的预算起步（可用 --year 指定其他年度）。
data-note-not-there = 以下单位在 { $year } 年没有大于 0 的批复金额，已剔除：{ $names }。
data-note-size-guessed = 没有说明各部门的规模：取{ $years ->
    [1] 该年预算
   *[other] { " " }{ $years } 年的平均预算
}（可用 --size 指定列）。
data-note-archetype-guessed = 按名称，以下部门视为{ $archetype ->
    [production] 生产型：产出和成效都看得见
    [procedural] 程序型：做了什么看得见，效果如何很难看见
    [craft] 工艺型：效果看得见，工作过程很难看见
   *[coping] 应对型：工作过程和效果都不易看见
}：{ $names }（可用 --archetype 指定列）。
data-note-archetype-unknown = 以下部门的名称中没有可识别的类型词，视为程序型：{ $names }。请先核对这些部门。
data-note-no-money = 没有说明金额的单位，因此结果只以平均预算表示（可用 --money 指明单位）。
data-note-money-asked = 文件没有说明金额的单位；按要求视为 { $unit }。
data-remedy-kinds = 请写其中之一（包内任一语言均可），或去掉 --archetype，按名称推测
data-remedy-columns = 文件中有：{ $columns }
