### 情景、设定和文件有何错误、应如何改正，以及哪些写法的作用小于表面所见。

## 错误的列示

fault-comma = { "、" }
fault-colon = { "：" }
fault-semicolon = { "；" }
fault-count = 共 { $number } 处错误：
fault-more = ……另有 { $number } 处
fault-bracketed = { $text }（{ $more }）
fault-other-cell = { $message }（另有 1 个这样的单元格，行号 { $lines }）
fault-other-cells = { $message }（另有 { $number } 个这样的单元格，行号 { $lines }）
fault-lines-more = { $lines } 等
fault-wrong-column = 这一列选对了吗？其中有 { $values } 等
fault-change = 变动 { $number }
fault-column = 列
fault-scenario = 情景

## 值的种类

fault-digits = 约 { $digits } 位的整数
fault-kind-flag = true 或 false
fault-kind-whole = 整数
fault-kind-number = 数
fault-kind-text = 文本
fault-kind-table = 表
fault-kind-list = 列表
fault-kind-nothing = 空值
fault-kind-other = { $type } 类型的值
fault-not-text = 应为文本，现为：{ $kind }
fault-not-number = 应为数，现为：{ $kind }
fault-not-table = 应为表，现为：{ $kind }
fault-not-list = 应为列表，现为：{ $kind }
    .remedy = 请用双方括号写 [[change]]
fault-not-changes = 应为变动的列表，现为：{ $kind }
    .remedy = 请给出 Change(year, levers) 的列表
fault-not-dictionary = 应为字典，现为：{ $kind }
    .remedy = 请给出 to_dict() 的返回值

## 值与允许的范围

fault-allowed = { $problem }；允许的值：{ $allowed }
fault-allowed-text = 不超过 { $most } 个字符的文本
fault-allowed-whole = { $lower } 至 { $upper } 的整数（{ $unit }）
fault-allowed-number = { $lower } 至 { $upper } 的数（{ $unit }）
fault-not-choice = 不是可选的值
fault-wrong-text = 太长，或不是有效的文本
fault-value-missing = 此处必须给出值
fault-value-extra = 没有这个键
fault-value-too-few = 至少需要 { $least } 项
fault-value-above = 必须大于 { $bound }
fault-value-at-least = 必须不小于 { $bound }
fault-value-below = 必须小于 { $bound }
fault-value-at-most = 必须不大于 { $bound }
fault-value-pattern = 不符合 { $pattern } 的形式
fault-value-choice = 必须是以下之一：{ $choices }
fault-value-wanted = 必须是{ $kind }
fault-value-other = 不是此处应有的值（{ $type }）
fault-too-small = 太小
fault-too-large = 太大
fault-not-whole = 不是整数
fault-nan = 不是数
fault-first-year = 第 1 年是首个记录年度
fault-default = 默认值为 { $value }
fault-bare = 请写 { $value }，不加引号
fault-write = 请写 { $text }
fault-percent = 若指 { $value }%，请写 { $better }

## 相互矛盾的值

fault-values = 现值为 { $values }；{ $demand }
fault-values-sum = 现值为 { $values }（合计 { $sum }）；{ $demand }
fault-rule-archetypes = 各类型部门的占比合计不得超过 1（其余为应对型）
    .remedy = 请调低其中之一
fault-rule-decisions = 各决策方式的占比合计不得超过 1（其余为理性型）
    .remedy = 请调低其中之一
fault-rule-diversion = 公开挪用与隐匿挪用的上限合计不得超过 1
    .remedy = 请调低其中之一
fault-rule-weights = 自评得分各项权重合计必须为 1
    .remedy = 请同时设定几项权重
fault-rule-grades = 等级的起点须依次升高：中、良、优
    .remedy = 请理顺三个起点的次序
fault-rule-detection = 下限不得高于上限
    .remedy = 请调低下限或调高上限
fault-rule-waste = 被动浪费的下限不得高于初始值
    .remedy = 请调低前者或调高后者
fault-rule-learning = 自身经历与同行经历的权重合计不得超过 1
    .remedy = 请调低其中之一

## 名称

fault-renamed = { $former } 现已改名为 { $name }；旧名称只在本版本中仍可使用
fault-renamed-twice = { $former } 是旧名称，{ $name } 也已给出
    .remedy = 请删去 { $former }
fault-went = 这个参数已随模型的旧版本取消
fault-instead-credibility-floor = 删去即可：部门是否相信结果应用，只取决于实际兑现的程度，与查出问题后的处理无关
fault-instead-perceived-risk-initial = 改用 delivery_initial，即预期会落实的检查和审计占所公布的比例（原来的 -1 相当于现在的 1）
fault-instead-self-bias-persistence = 改用 indicator_renewal，取 1 减去原来的持续性：更换指标时误差随之更新
fault-unknown-parameter = 没有这个参数
fault-unknown-lever = 没有这项政策工具
fault-unknown-key = 没有这个键
fault-mean = 是否想写 { $name }？
fault-group = 这是一组参数；请逐个写出组内的参数，例如 { $example }
fault-names-listed = 用 `budgetsim parameters` 可列出所有参数
fault-levers-listed = 用 `budgetsim parameters` 可列出所有政策工具
fault-in-table = 请写在表 [{ $group }] 中
fault-top-level = 可用的有：{ $keys }，以及表 { $tables }
fault-bare-lever = 政策工具只写名称本身，例如 staff = 5
fault-fixed = { $parameter } 在整个运行期间固定不变；只有政策工具可以变动

## 情景文件中的键

fault-length = 须有 1 至 { $most } 个字符
fault-longest = 最多 { $most } 个字符
fault-signs = 不得含有斜杠或控制字符，也不得以点开头
fault-unicode = 不是有效的 Unicode 文本
fault-name-remedy = 删去即以文件名为名
fault-description-remedy = 请写一段加引号的文本
fault-extends-remedy = 请写一个参考情景的名称或一个路径，并加引号
fault-flag = 必须是 true 或 false
fault-replace-changes-remedy = 写 replace_changes = true 即不再沿用所继承情景的变动
fault-table-remedy = 请让 [{ $group }] 独占一行，各个值写在其下
fault-set-too = { $name } 也有设定
fault-one-out = 两者请删去其一

## 随时间的变动

fault-no-lever = 只有政策工具随时间变动，{ $all } 用在这里没有意义
fault-change-remedy = 请写 [[change]]，并在其下写 year = …
fault-year-missing = 缺少年度
    .remedy = 请写 year = 1 或更晚；第 1 年是首个记录年度
fault-nothing-moves = 没有变动任何政策工具
    .remedy = 请写一项政策工具，例如 staff = 5
fault-whole-district = 这项政策工具属于全区，不能只为部分部门变动
    .remedy = 请在不含 share 和 assignment 的块中变动它；可以分部门变动的有：{ $levers }
fault-late = 第 { $year } 年晚于最后一年；protocol.years 为 { $years }
    .remedy = 请提前这次变动，或延长模拟年数
    .together = 请同时设定 changes 或 protocol.years
fault-years-varied = 年数也在变动
fault-reform-later = { $scenario } 的改革始于第 { $year } 年
    .remedy = 年数不得少于此数
fault-no-lever-moves = 没有变动可在该年调整的政策工具
    .remedy = 不确定因素从一开始就生效
fault-after-last = 最后一个记录年度是第 { $year } 年，届时不会有任何变动
    .remedy = 请取更早的年度
fault-never = { $scenario } 的改革从第 { $year } 年才开始，不会发生
    .remedy = 请取 { $year } 年或更多

## 不起作用或只影响部分年度的写法

note-all-years = 所有年度
note-year = 第 { $year } 年
note-years = 第 { $first } 至 { $last } 年
note-itself = 情景自身
note-change-here = 本文件中的变动
note-change-of = { $file } 中的变动
note-limited = { $key } = { $value } 只影响{ $years }；从第 { $until } 年起，{ $whose }将其设为 { $to }
note-partly = { $key } = { $value } 在第 { $year } 年之前影响所有部门，到那时{ $whose }把部分部门设为 { $to }
note-cut-short = 请在那里也变动它，或写 replace_changes = true
fault-idle = 不会影响任何记录年度：{ $whose }在第 1 年将其设为 { $to }
    .remedy = 要在所有年度设定，请写 "{ $lever }" = { $value }；或在那一年的 [[change]] 中变动它
fault-again = 变动 { $number } 在同一年又为所有部门重新设定了它
    .remedy = 两者请删去其一，或移到另一年
fault-steady-too = 文件中还设定了 { $lever }
fault-steady-and-moved = 既在所有年度设定，又由变动改变
fault-overruled = 不会影响任何记录年度：情景 { $scenario } 自身在第 1 年将其设为 { $to }
    .remedy = { $lever } 可在所有年度设定它
note-overruled = { $scenario }：{ $limited }；{ $lever } 可在所有年度设定它
note-already = { $scenario }：{ $key } = { $value } 本来就是它的值
note-already-until = { $scenario }：{ $key } = { $value } 在第 { $until } 年之前本来就是它的值，到那时情景将其设为 { $to }；{ $lever } 可在所有年度设定它
note-late = { $scenario }：只模拟 { $years } 年，第 { $late } 年的变动不会发生
note-nobody = { $count } 个部门中没有一个适用这次变动
    .remedy = 请扩大适用范围，或删去这次变动
note-nobody-of = 没有类型为 { $archetype } 的部门适用这次变动
note-or = { " 或 " }
note-and = { "、" }
note-above = { $key } 大于 0
note-drawn = 部门随机生成
note-own-departments = 自有部门名册
note-matters = 起作用的条件是：{ $demand }；而 { $scenario } 的情况是：{ $has }
note-idle = { $key } 不起任何作用：{ $reason }

## 文件

fault-missing-file = 没有这个文件
fault-path-here = 请检查路径；路径从工作目录算起
fault-path-there = 请检查路径；路径从写有它的文件所在目录算起
fault-unreadable = 无法读取该文件（{ $reason }）
    .remedy = 请检查路径和权限
fault-reason-missing = 没有这个文件或目录
fault-reason-denied = 没有权限
fault-reason-long = 文件名过长
fault-reason-links = 符号链接层数过多
fault-reason-folder = 路径中有一段不是目录
fault-reason-device = 设备读写错误
fault-reason-null = 路径中含有空字符
fault-reason-directory = 是目录
fault-reason-exists = 文件已存在
fault-reason-space = 磁盘空间不足
fault-reason-frozen = 文件系统只读
fault-reason-quota = 超出磁盘配额
fault-reason-large = 文件过大
fault-directory = 这是一个目录
    .remedy = 请写出其中一个文件
fault-irregular = 这不是普通文件
    .remedy = 请写出磁盘上的一个文件
fault-workbook = 该文件是工作簿或压缩包，不是文本
    .remedy = 请另存为文本（在 Excel 中选 CSV UTF-8）
fault-large-file = 该文件大于 { $size } MB，没有读取
    .remedy = 请检查是否选对了文件
fault-utf8 = 该文件不是 UTF-8 文本
    .remedy = 请另存为 UTF-8 纯文本
fault-not-as-named = 该文件已损坏，或与其文件名所示的类型不符
    .remedy = 请用生成它的程序打开，并重新保存
fault-binary = 该文件是二进制文件
    .remedy = 请另存为 UTF-8 纯文本
fault-empty = 该文件是空的
    .remedy = 请写入内容；情景文件至少要有 extends = "wangcheng_2022"
fault-deep = 嵌套超过 { $levels } 层
    .remedy = 情景由表构成，表中只有单个的值
fault-ending = 不是情景文件
    .remedy = 文件名须以 .toml 结尾

## TOML 语法

fault-toml = 不是有效的 TOML：{ $reason }，出错的行为 `{ $line }`
fault-toml-statement = 语句无效
fault-toml-end = 语句之后应当换行或结束
fault-toml-found = 出现无效字符 { $what }
fault-toml-illegal = 不允许的字符 { $what }
fault-toml-twice = { $what } 不能声明两次
fault-toml-overwrite = 不能覆盖已有的值
fault-toml-table = 表的声明应以 ']' 结尾
fault-toml-array = 表数组的声明应以 ']]' 结尾
fault-toml-immutable = { $what } 已经写定，不能再改
fault-toml-redefine = { $what } 不能重新定义
fault-toml-equals = 键之后应为 '='
fault-toml-key = 键的首个字符无效
fault-toml-list = 列表没有闭合
fault-toml-inline = 行内表没有闭合
fault-toml-duplicate = 行内表中的键 { $what } 重复
fault-toml-escape = 文本中的 '\' 没有转义
fault-toml-hex = 十六进制值无效
fault-toml-scalar = 转义的字符不是 Unicode 标量值
fault-toml-string = 文本的引号没有闭合
fault-toml-date = 日期或时间无效
fault-toml-value = 值无效
fault-toml-digits = 数的位数过多
fault-toml-expected = 此处应为 { $what }
fault-slip-line = 请写“名称 = 值”，或写一个表，例如 [policy]
fault-slip-flag = true 和 false 须小写：{ $better }
fault-slip-comma = 小数点须写成点号：{ $better }
fault-slip-percent = 比例须写成 0 至 1 之间的数：{ $better }
fault-slip-before = 小数点之前须有数字：{ $better }
fault-slip-after = 小数点之后须有数字：{ $better }
fault-slip-text = 文本须加引号：{ $better }
fault-slip-other = 数不加引号，文本加引号，每个名称只写一次

## 参考情景与继承

fault-none = 一个也没有找到
fault-reference = 没有这个名称的参考情景
fault-references = 参考情景有：{ $names }；若是文件，请给出以 .toml 结尾的路径
fault-reference-names = 参考情景有：{ $names }
fault-extends = { " 继承 " }
fault-circle = 情景相互继承，形成循环：{ $names }
    .remedy = 请去掉循环中的一个 `extends`
fault-beside = 若指旁边的文件，请写 "{ $name }.toml"；没有这个名称的参考情景
fault-own-count = 情景自带 { $count } 个部门
    .remedy = 请删去 departments，或设 departments_file = "" 以随机生成部门

## 设定与程序中给出的值

fault-given-twice = 给出了两次
    .remedy = 请只给出一次
fault-plain-text = 请给出一段普通文本
fault-setting = 须写成“键=值”
    .remedy = 中间不留空格，例如 staff=5
fault-set-twice = 设定了两次
    .remedy = 请只设定一次
fault-set-changes = changes 不能这样设定
    .remedy = 请写在情景文件中
fault-all-years = { "（所有年度）" }

## 自有部门名册

fault-cells = 有 { $cells } 个单元格，而表头有 { $columns } 个
fault-quoted-commas = 名称中若有逗号，须加引号
fault-quoted-semicolons = 名称中若有分号，须加引号
fault-quoted-tabs = 名称中若有制表符，须加引号
fault-quoted-bars = 名称中含竖线时须加引号
fault-lists = [roster] 须有列表 { $keys }，每个部门各占一个元素
fault-must-list = 必须是列表
fault-uneven = 各列表的长度不同
fault-csv = 不是有效的 CSV：{ $reason }
    .remedy = 请检查这一行的引号
fault-csv-end = 数据意外结束
fault-csv-quote = '"' 之后应为 '{ $what }'
fault-csv-field = 单元格长度超过上限（{ $what }）
fault-csv-line = 未加引号的单元格中有换行符
fault-header = 第一行必须是 { $columns }；或在 departments_file 旁用表 [panel] 指明各列
fault-column-unknown = 没有这样的列
fault-column-missing = 缺少这一列
fault-column-twice = 这一列出现了两次
fault-not-one-of = 须为以下之一：{ $options }
fault-no-departments = 没有任何部门
    .remedy = 请每行写一个部门
fault-many-departments = 部门超过 { $most } 个
    .remedy = 请合并最小的部门
fault-department-name = 须为 1 至 { $most } 个可显示的字符
    .remedy = 请为每个部门写上名称
fault-name-used = 这个名称前面已经用过
    .remedy = 每个部门须有自己的名称
fault-name-used-line = 这个名称在第 { $line } 行已经用过
fault-amount = 须为大于 0、不超过 { $most } 的数
    .point = 单位不限，用小数点，不加千位分隔符
    .comma = 单位不限，用小数逗号或小数点，不加千位分隔符

## 运行

fault-no-scenario = 没有给出情景
fault-same-name = 有几个情景同名：{ $names }；请为每个情景取不同的名称，例如 scenario.replace(name={ $example })
fault-run-years = years={ $years }：须为从 1 起的整数
fault-seeds-none = seeds={ $seeds }：至少要有一个随机种子，可写种子的数目或列表
fault-seeds-wrong = 随机种子须为 0 至 { $most } 的整数；现为 { $seed }
fault-seeds-twice = 随机种子不得重复：重复的种子会把同一次模拟计算两遍
fault-decision-type = { $origin } 返回了 { $type }；它必须返回含有 { $actions } 的 Decision
fault-decision-value = { $action }：部门 { $department } 的值为 { $value }；允许 { $low } 至 { $high }
fault-decision = { $origin } 返回的决定不可接受：{ $faults }
fault-policy-rule = policy_rule 返回了 { $type }；它必须返回由政策工具组成的 dict，例如 { $example }，或空的 dict
fault-no-year = 还没有结束任何一年

## 不起作用的设定与因素

fault-inert = 不会起任何作用：{ $reasons }
    .remedy = 请删去它，或同时设定它所需的条件
fault-fixed-and-varied = 既固定又变化
    .remedy = 请删去 --set，或不让它变化（写明让哪些因素变化）
note-uneven = { $scenarios }：{ $key } = { $value } 影响所有年度，在其他情景中则不然

## 在 Python 中的模型与结果

fault-seed-and-rng = seed={ $seed } 与 rng={ $rng } 含义相同，请只给出其一
fault-mesa-seed = { $given }：须为 0 至 { $most } 的整数
    .drawn = 请事先为每次运行抽取一个，例如 { $example }
    .whole = 请给出 { $example }
    .several = 一个模型就是一次运行：请为每个随机种子各建一个，或调用 simulate(scenario, seeds)
fault-no-decision = { $origin } 为部门 { $department } 返回了 { $type }，而不是 Decision
fault-no-plan = 部门视图中没有计划好的决策
fault-no-panel = 没有保存部门面板：请调用 simulate(..., departments=True)
fault-one-run = 政策规则一次只看一次运行：请给出一个情景和一个随机种子
fault-no-department = { $scenario } 中没有部门 { $department }，或没有第 { $year } 年
fault-engine = { $where } = { $name }：没有这种计算引擎；可用的有 { $names }
fault-engine-missing = engine = compiled 需要 llvmlite，但尚未安装：请运行 pip install llvmlite，或改用 auto

## 参数抽样

fault-draws-empty = 没有任何抽样
    .remedy = 请在第一行写出各参数的名称，以下每行写一次抽样
fault-draws-cells = 每列各写一个单元格；值中若有逗号，须加引号
fault-draws-many = 抽样超过 { $most } 次
    .remedy = 请只保留几千次，并附上权重
fault-draws-parquet = 不是 Parquet 文件，或文件已损坏
    .remedy = 请重新写出，或另存为 CSV
fault-draws-no-parameter = 没有一列是参数
    .remedy = 请按 `budgetsim parameters` 列出的名称命名各列，例如 slack_taste 或 department.slack_taste
fault-draws-no-number = 不能抽样：只有 department、bureau 和 district 中的数才可以
    .remedy = 请删去这一列；政策工具和运行方式由人选定，写在情景中
fault-draws-missing = 这个单元格中没有数
    .remedy = 每次抽样都须给出每个参数的值，否则请删去这一列
fault-draws-weight = 权重必须是不小于 0 的数
    .remedy = 若各次抽样同等重要，请删去这一列
fault-draws-no-weight = 所有权重都是 0
    .remedy = 请让某次抽样的权重大于 0，或删去这一列
fault-draws-place = 位置必须是数
    .remedy = 若抽样的先后没有含义，请删去这一列

## 按 [panel] 表读取的部门文件

roster-fault-no-column = 没有这一列
    .remedy = 请在 [panel] 中指明：{ $role } = { $columns } 之一
roster-fault-not-found = 未能按标题识别出 { $role } 列
    .remedy = 请在 departments_file 旁的 [panel] 表中指明：{ $role } = { $columns } 之一
roster-fault-years = 同一部门有多行，每个年度一行
    .remedy = 请只保留一个年度：在 [panel] 表中写 only."{ $column }" = ["{ $year }"]；或由命令写出部门文件：budgetsim data district { $file } --out mine.toml
roster-fault-of-panels = 说明的是面板的年度、得分或金额怎样读取，与部门无关
    .remedy = 请删去；预算的单位写在 [money] 中
roster-fault-idle = 不起作用：本文件没有指明部门文件
    .remedy = 请在同一文件的 [district] 表中写 departments_file，或删去 [panel]
roster-note-sizes = 没有部门规模列：规模以预算代替（用 size = "…" 指明该列）。
roster-note-kinds = 没有部门类型列；按名称推测为：{ $kinds }（用 archetype = "…" 指明该列）。
roster-note-kinds-unknown = 以下部门的名称中没有可识别的类型词，视为程序型：{ $names }。
roster-note-totals = 合计行不是部门，已略过：{ $rows }。
