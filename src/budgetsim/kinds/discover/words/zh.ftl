### 情景发现（政策在何种条件下失灵）：结论与图中文字。

## 何谓失灵

discover-failing-quantile = { $of ->
    [change] { $outcome }相对{ $base }的变化
   *[level] { $outcome }
}属于{ $end ->
    [low] 最低
   *[high] 最高
}的 { $share }
discover-failing-level = { $outcome }{ $end ->
    [low] 低于
   *[high] 高于
} { $bound }
discover-bound-money = { $bound } { $unit }（全部部门合计）
discover-failing-worse = { $outcome }{ $end ->
    [low] 低于
   *[high] 高于
}{ $base }下的水平
discover-failing-change = { $outcome }相对{ $base }的变化{ $end ->
    [low] 小于
   *[high] 大于
} { $bound }

## 条件

discover-scenario = 情景
discover-delivered = 实际达到的{ $lever }
discover-or = 或
discover-range = { $low } 至 { $high }
discover-limit-other = { $factor }不是{ $levels }
discover-limit-levels = { $factor }为{ $levels }
discover-limit-equal = { $factor }等于 { $value }
discover-limit-between = { $factor }介于 { $low } 与 { $high } 之间
discover-limit-least = { $factor }不低于 { $low }
discover-limit-above = { $factor }高于 { $low }
discover-limit-most = { $factor }不超过 { $high }

## 结论

discover-number = { $number } 种
discover-none = 在 { $states } 种状态中，没有一种出现“{ $failing }”（此类状态所占比例的 95% 置信区间为 0 至 { $high }）。
discover-none-policy = { $policy }在 { $states } 种状态中均未失灵（失灵状态所占比例的 95% 置信区间为 0 至 { $high }），即没有一种出现“{ $failing }”。
discover-every = 在全部 { $states } 种状态中（此类状态所占比例的 95% 置信区间为 { $low } 至 100%），{ $failing }。
discover-every-policy = { $policy }在全部 { $states } 种状态中均失灵（失灵状态所占比例的 95% 置信区间为 { $low } 至 100%）；失灵即{ $failing }。
discover-part = 在 { $states } 种状态中，出现“{ $failing }”的有 { $part }（95% 置信区间 { $low } 至 { $high }）。
discover-part-policy = { $policy }在 { $states } 种状态中失灵的有 { $part }（95% 置信区间 { $low } 至 { $high }）；失灵即{ $failing }。
discover-weakest = 最差的是{ $of ->
    [change] { $outcome }的变化
   *[level] { $outcome }
}{ $end ->
    [low] 不高于
   *[high] 不低于
} { $value } 的那 { $share } 的状态。
discover-weakest-policy = { $policy }表现最差的，是{ $of ->
    [change] { $outcome }的变化
   *[level] { $outcome }
}{ $end ->
    [low] 不高于
   *[high] 不低于
} { $value } 的那 { $share } 的状态。
discover-more-states = 若有 { $least } 种或更多状态（--samples），还可指出政策在何处表现最差。
discover-too-few = { $lack ->
    [failures] 失灵
   *[successes] 未失灵
}的状态太少，不足以归纳规则；具体是哪些状态，见 states.csv。
discover-no-rule = 没有规则明显优于全部状态的总体比例。即使{ $among ->
    [failures] 失灵与否
   *[worst] 是否属于此类
}取决于这些不确定因素，现有的状态数也不足以显示其关系。
discover-over-draws = 以上比例针对另外 { $beneath } 个未知参数的 { $draws } 组抽样，而不只针对设定的参数值。
discover-structures-rule = { $holds ->
    [every] 在所尝试的其他各种模型结构下，{ $among ->
        [failures] 失灵同样集中于
       *[worst] 此类状态同样集中于
    }这一条件：{ $those }。
    [some] 在下列模型结构下，{ $among ->
        [failures] 失灵
       *[worst] 此类状态
    }同样集中于这一条件：{ $those }。
   *[none] 在所尝试的其他模型结构下，{ $among ->
        [failures] 失灵
       *[worst] 此类状态
    }均未明显集中于这一条件。
}
discover-structures-rest = 在下列结构下并不明显：{ $those }。
discover-structures-not = { $structure }（条件内 { $inside }，条件外 { $outside }）
discover-structures-shares = 同样的状态，在基准模型中有 { $declared } { $among ->
    [failures] 失灵
   *[worst] 差到这种程度
}，在其他结构中则由 { $least }（若{ $lowest }）至 { $most }（若{ $highest }）不等。
discover-unclear = 有 { $share } 的状态，现有随机种子不足以判断是否{ $among ->
    [failures] 失灵
   *[worst] 属于此类
}；增加重复次数（--replications）可以判断。
discover-rule = { $among ->
    [failures] 失灵
   *[worst] 此类状态
}{ $word ->
    [mostly] 多见于
   *[clearly] 最集中于
}以下情形：{ $limits }。这一条件覆盖其中的 { $coverage }（95% 置信区间 { $least } 至 { $most }），条件之内有 { $density } 的状态{ $among ->
    [failures] 失灵
   *[worst] 属于此类
}（{ $low } 至 { $high }），而全部状态中为 { $rate }；均以未参与寻找规则的状态计。
discover-further = 再加上另外 { $number } 条规则，{ $one ->
    [one] 共覆盖
   *[many] 合计覆盖
}{ $among ->
    [failures] 失灵状态的
   *[worst] 此类状态的
} { $coverage }（95% 置信区间 { $least } 至 { $most }）；所覆盖的状态中有 { $density } { $among ->
    [failures] 失灵
   *[worst] 属于此类
}（{ $low } 至 { $high }），而全部状态中为 { $rate }。

## 图

discover-holds = 未失灵
discover-fails = 失灵
discover-others = 其他状态
discover-worst = 最差的状态
discover-first-rule = 第一条规则
discover-change-of = { $outcome }的变化
discover-tried = 试验范围
discover-each-range = 各因素的试验范围，由最低值至最高值
discover-rule-fails = 规则 { $number }：{ $share } { $among ->
    [failures] 失灵
   *[worst] 属于最差
}
discover-without = { $limit }（去掉此条件：{ $share }）

## 命令

discover-help = 找出政策在何种条件下失灵，以规则表述，并在未参与寻找规则的状态上检验。每种世界状态都在有、无该政策的情形下以相同的随机种子模拟。
discover-title = { $name }在何种条件下失灵
discover-ask-scenario = 基准情景、研究文件，或已完成的扫描或情景发现的目录（对其中的运行另行提问）。
discover-ask-policy = 可能失灵的政策。
discover-ask-against = 用以比较的基准情景，可代替写在最前面的名称。
discover-ask-fails = 何谓失灵：OUTCOME<NUMBER 或 OUTCOME>NUMBER 指相对基准的变化（如 -500万元，为全部部门合计），level:OUTCOME<NUMBER 指水平，另有 OUTCOME:worse、OUTCOME:quantile:0.1。
discover-ask-uncertain = 两种情景中都无人决定或知晓的因素：KEY=LOW:HIGH、KEY=A,B,C，或仅 KEY（多个以逗号分隔）；可重复。默认：一组行为与能力参数。
discover-ask-delivered = 政策所改变的工具实际达到的程度；仅写 KEY 时，由基准的取值至所公布的取值；可重复。
discover-ask-parameters = point：未指明的参数取设定值；posterior：每种状态对其他所有未知参数取一组抽样；或自己的抽样文件（CSV 或 Parquet）。默认：posterior；使用 --behaviour 时为 point。
discover-ask-draws = 各状态依次取用的抽样组数。默认：与状态数相同，或现有的全部（512）。
discover-ask-samples = 抽取的世界状态数（拉丁超立方抽样）。
discover-ask-design-seed = 抽取状态并将其分为两半所用的随机种子。
discover-ask-replications = 每种状态的随机种子数，各状态与两种情景相同。
discover-ask-name = 研究的名称，目录也以此命名；默认取政策的名称。

## 所问与方法

discover-lead = { $policy }：在 { $states } 种世界状态下的表现，状态由 { $one ->
    [one] 一个
   *[many] { $factors } 个
}无人知晓或无人决定的因素抽样而得{ $against ->
    [yes] ，并与同样状态下的{ $base }比较
   *[no] {""}
}。
discover-method = 共 { $states } 种状态{ $design ->
    [latin] （拉丁超立方抽样）
   *[other] {""}
}，{ $seeds } { $one ->
    [one] 个随机种子
   *[many] 个随机种子
}，总计运行 { $runs } 次。
discover-means = 指标取每次运行 { $years } 年中{ $one ->
    [one] 最后一年的数值
   *[many] 最后 { $last } 年的均值
}；每种状态的区间为对随机种子的 95% t 置信区间。
discover-judged = 分类树在 { $found } 种状态上寻找条件，规则的各项数字在其余 { $held } 种状态上计数。
discover-named = { $factor }（{ $share }）
discover-other-halves = 在另外 { $halves } 种对半划分中，第一个条件所限定的因素及其出现的比例为：{ $often }{ $accident ->
    [yes] ；很少被其他划分提到的条件只是这一半状态的偶然
   *[no] {""}
}。
discover-one-seed = 只有一个随机种子，无法判断哪些结论出于偶然；请增加重复次数（--replications）。
discover-draws = 在各因素之下，未知参数经过抽样：每种状态取 { $draws } 组抽样（来源：{ $source }）之一{ $has ->
    [yes] ；其中 { $searched } 个因素直接取抽样之值，彼此的搭配与抽样一致
   *[no] {""}
}。情景自己说明的参数不抽样。
discover-effect = 取用同一组抽样的状态彼此相似：它们留在同一半，在区间中每 { $effect } 个算作一个（设计效应，Kish 1965）。
discover-structures-method = 前 { $states } 种状态还分别在下列结构下模拟：{ $structures }。它们是相互竞争的解释，从不取平均；条件均在基准模型中找到，并以未参与寻找的状态计数。
discover-no-probabilities = { $drawn ->
    [yes] 比例针对抽样；有取值范围的因素则针对所试取值，范围的各部分同等计数，因此它们并非概率。
   *[no] 比例是所试取值中的比例，取值范围的各部分同等计数；它们并非概率。
}

## 表

discover-table-rules = 规则
discover-table-worst = 规则；失灵指属于最差的 { $share }
discover-note-rules = 以未参与寻找规则的状态计数。“去掉后失灵率”指去掉这一条件后，条件之内失灵的比例。
discover-table-structures = 在哪些模型结构中成立
discover-note-structures = 同样的状态在基准模型及其他模型结构下的结果，附 95% 置信区间{ $rules ->
    [some] ；规则内外的比例以未参与寻找规则的状态计数。“集中”指条件之内的失灵多于偶然所致（Fisher 精确检验，5%）
   *[none] {""}
}。各种结构是相互竞争的解释，从不取平均。
discover-head-fail = 失灵率
discover-head-inside = 规则 { $rule } 内失灵率
discover-head-outside = 规则外
discover-head-gathers = 集中
discover-head-rule = 规则
discover-head-where = 条件
discover-head-without = 去掉后失灵率
discover-head-support = 占全部状态
discover-head-coverage = 覆盖失灵的比例
discover-head-density = 条件内的失灵率
discover-head-states = 状态数
discover-head-lift = 提升度
discover-head-p = p 值（校正后）
discover-head-meaning = 含义
discover-means-scenario = 状态所出自的情景
discover-means-switch = 开启：{ $settings }
discover-means-delivered = 政策实际达到的程度：{ $meaning }
discover-means-levels = { $meaning }（取值之一：{ $levels }）
discover-means-range = { $meaning }（{ $low } 至 { $high }{ $has ->
    [yes] {" "}{ $unit }
   *[no] {""}
}）

## 设定有误

discover-fault-no-condition = 不是有效的条件
    .remedy = 请写作 OUTCOME<NUMBER、OUTCOME>NUMBER（可带货币单位，如万元，为全部部门合计）、OUTCOME:worse 或 OUTCOME:quantile:0.1（最差的十分之一状态）；前面加 level: 表示政策下的水平，而不是其变化
discover-fault-when = { $outcome } 何时算失败？{ $grammar }
discover-fault-one-condition = 一次只能给出一个条件
discover-fault-after-worse = worse 后面不能再有内容
discover-fault-worse-level = 水平本身无所谓变差；worse 说的是变化
    .remedy = 请写作 { $outcome }:worse 或 level:{ $outcome }<NUMBER
discover-fault-neither = { $outcome } 增加本身无所谓好坏
    .remedy = 请写作 { $outcome }<NUMBER 或 { $outcome }>NUMBER
discover-fault-no-outcome = 没有给出指标
discover-fault-outcome = 没有这一指标：{ $outcome }
    .remedy = `budgetsim outcomes` 列出全部指标
discover-fault-no-money = { $outcome } 不是货币，界限不能带货币单位
    .remedy = 请只写数字，按该指标的单位
discover-fault-money-of-runs = 以货币表示的界限需要情景的货币，已完成的运行没有
    .remedy = 请不带单位，按每部门平均预算书写
discover-fault-not-number = { $given } 不是数字
discover-fault-quantile = 分位数需要一个 0 到 1 之间的数字
    .remedy = quantile:0.1 表示最差的十分之一
discover-fault-scenario = --{ $flag } { $name }：{ $directory } 中没有这一情景；{ $hint }
    .remedy = { $many ->
        [yes] 其中的情景有：{ $scenarios }
       *[no] 其中只有一个情景
    }
discover-fault-same-scenario = --policy 与 --against 都是 { $policy }；请给出两个情景
discover-fault-no-change = --fails { $condition }：{ $directory } 没有将政策与基准相比，因而没有变化可言；{ $many ->
    [yes] 请用 --policy 和 --against 指定其中两个情景，或写作
   *[no] 请写作
} level:{ $outcome }<NUMBER
discover-fault-own-seeds = { $directory } 中每个设计点各用自己的随机种子，差异无法配对；请去掉 --own-seeds 重新扫描
discover-fault-unpaired = 两个情景不是在相同的状态下模拟的；请一并扫描
discover-fault-few-states = { $states } 个状态太少，无法归纳规则；至少需要 { $least } 个
discover-fault-always = 此处不能使用 { $all }
    .remedy = 实际落实的程度在其变动之处均适用
discover-fault-base-changes = { $base } 随时间改变它：此后它便不再有不确定性
    .remedy = 请改用没有这一变动的基准
discover-fault-policy-sets = { $policy } 已设定它，若再视为不确定，政策或不确定性便会失去作用
    .remedy = 若要考察落实不足的情形，请写 --delivered { $lever }
discover-fault-added = { $base } 随时间改变它；政策在此之上增加了多少无从分辨
    .remedy = 请改用没有这一变动的基准
discover-fault-not-moved = { $policy } 没有调整它
    .remedy = { $policy } { $any ->
        [some] 调整的是：{ $moved }
       *[none] 没有调整任何政策工具
    }；其他参数请用 --uncertain
discover-fault-steps = { $policy } 分几步调整它（{ $steps }）；一个取值不能代表各步
    .remedy = 请改用一步到位的情景
discover-fault-other-study = { $directory } 中不是 sweep 或 discover 的结果：其设计点另有用途，所占比例没有意义；请先对不确定的参数作扫描（budgetsim sweep --uncertain …）
discover-fault-one-base = 一次只能有一个基准
    .remedy = 请写 scenario = "…" 和 policy = "…"
discover-fault-no-values = “=”后面没有取值
discover-fault-own-runs = 不能与目录同时使用：目录中已有自己的运行
    .remedy = 请删去：只有 --fails 可以改变
discover-fault-both-scenarios = --policy 与 --against 须同时给出
    .remedy = 请指定扫描中要比较的两个情景
discover-fault-when-fails = 何时算失败？{ $directory } 没有将政策与基准相比，因此需要说明
    .remedy = 例如 "level:net_social_value<0.9"
discover-fault-two-bases = 基准给出了两次：{ $base } 和 --against { $against }
    .remedy = 只给出一次
discover-fault-nothing-uncertain = 没有不确定的参数
    .remedy = 请指定一些：KEY=LOW:HIGH
discover-fault-policy-is-base = 政策与基准都是 { $scenario }
    .remedy = 请用 --policy 或 --against 另指定一个
discover-fault-incomparable = { $base } 的 { $key } = { $own }，{ $policy } 的则为 { $other }：两者的重复模拟无法配对
    .remedy = 请为两者设定相同的值（--set { $group }.{ $key }={ $own }）
discover-fault-years = 政策工具在第 { $year } 年变动；年数不足
discover-fault-twice = 重复列出
    .remedy = 只列一次：用 --uncertain 或 --delivered
discover-fault-one-value = 只有一个取值，就没有不确定性
    .remedy = 请给出区间或多个取值
discover-state = 第 { $number } 个状态（{ $values }）；请改用其他区间
discover-fault-unknown-states = 不知道各状态；请给出含有 { $file } 的目录
discover-damaged-columns = 缺少列 { $columns }
discover-damaged-states = { $states } 个状态中只有 { $held } 个
discover-fault-damaged = { $directory }：{ $file } 无法读取（{ $why }）；文件已损坏或被改动：请用相同的 --out 重新执行原命令
discover-fault-no-limits = 没有找到规则，因此没有界限可画
discover-fault-no-rules = 失败（或成功）的状态太少，无法归纳规则，因此无图可画
discover-limits-between = { "，" }
discover-limits-last = { "，且" }
