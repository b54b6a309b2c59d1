# 报告：一项或多项研究一页，发现在前。

## 页面

report-skip = 跳到报告正文
report-dark = 深色
report-light = 浅色
report-kicker = 预算绩效管理仿真
report-contents = 目录
report-section-findings = 主要发现
report-section-figures = 图
report-section-numbers = 数据
report-section-method = 方法
report-section-provenance = 来源与可复现信息
report-section-standing = 模型的地位
report-cite = 引用格式：{ $citation }
report-scrolls = 左右滑动可查看全部。
report-footer = 由 budgetsim { $version } 生成。本页自成一体，不从别处加载任何内容。
report-title-simulate = 仿真：{ $name }
report-title-of = { $title }（{ $directory }）
report-title-several = { $number } 项研究的报告

## 数字与短语

report-range = { $low } 至 { $high }
report-between = 、
report-setting = { $name } = { $value }
report-on = 开
report-off = 关
report-better-up = 越高越好
report-better-down = 越低越好
report-better-neither = –
report-known = { $scenario }：{ $verdict }
report-intervals = 区间的含义：对未知参数抽取 { $draws } 组，每组先对各随机种子（{ $seeds } 个）取均值，区间为中间 90% 的抽样。它反映对参数的无知，其中偶然很少；模型本身可能是另一种结构这一点不在区间之内，而是按结构逐一列出。
report-verdict-better = 改善
report-verdict-worse = 恶化
report-verdict-better-in = 改善（{ $share } 的种子如此）
report-verdict-worse-in = 恶化（{ $share } 的种子如此）
report-verdict-disputed = 取决于计权
report-verdict-unclear = 不明确
report-verdict-same = 无变化
report-verdict-more = 增加
report-verdict-less = 减少
report-verdict-single = 仅一个种子
report-verdict-better-unless = 改善，除非……
report-verdict-worse-unless = 恶化，除非……
report-verdict-better-unless-in = 改善（{ $share } 的抽样如此），除非……
report-verdict-worse-unless-in = 恶化（{ $share } 的抽样如此），除非……
report-verdict-better-draws = 改善（{ $share } 的抽样如此）
report-verdict-worse-draws = 恶化（{ $share } 的抽样如此）
report-verdict-more-unless = 增加，除非……
report-verdict-less-unless = 减少，除非……
report-verdict-depends = 取决于参数
report-verdict-depends-in = 取决于参数：{ $share } 的抽样改善
report-verdict-unknown = 不可知
report-verdict-unknown-in = 不可知：{ $share } 的抽样改善
report-verdict-mixed = 不一致
report-verdict-mixed-in = 不一致：{ $share } 的抽样改善
report-shortened = 此处列出 { $all } 行中的前 { $shown } 行，其余见结果文件。
report-fold-rows = { $title }（{ $rows } 行）
report-fold-parameters = 解析后情景的全部参数
report-fold-files = { $number } 个文件及其 SHA-256 校验值
report-fold-study = { $file }：解析后的完整设定
report-figure-kept = 命令绘制的图“{ $kind }”，内容见图注。

## 表头

report-head-outcome = 指标
report-head-mean = 均值
report-head-interval = 95% 置信区间
report-head-unit = 单位
report-head-verdict = 对公众而言
report-head-what = 项目
report-head-value = 内容
report-head-values = 取值
report-head-version = 版本
report-head-file = 文件
report-head-sha256 = SHA-256 校验值
report-head-parameter = 参数
report-head-key = 键名
report-head-factor = 因素
report-head-scenario = 情景
report-head-year = 起始年度
report-head-share = 部门占比
report-head-assignment = 分派方式
report-head-levers = 政策工具

## 运行与比较

report-one-seed = 只用了一个随机种子，无法判断偶然性的影响，因此没有区间。
report-note-stacked = 上为均值，下为 95% 置信区间。
report-band = 幅度 { $low } 至 { $high }
report-method-model = 财政局与各部门年复一年地经历绩效目标管理、绩效运行监控、绩效评价和结果应用；每个部门根据自己的判断和所面对的激励作出对自己最有利的选择。
report-method-means = 指标取每次运行 { $years } 年中{ $one ->
    [one] 最后一年的数值
   *[many] 最后 { $last } 年的均值
}；区间为以随机种子为推断单位的 95% t 置信区间，不超出指标本身的取值范围（比例在 0 与 1 之间）。
report-method-seeds = 共 { $number } 个随机种子（{ $seeds }），每个种子对应一个模拟世界，有其自己的部门、冲击和运气。

## 来源

report-prov-command = 命令
report-prov-name = 名称
report-prov-identity = 标识（决定数字的一切内容的 SHA-256）
report-prov-seeds = 随机种子
report-prov-runs = 运行次数
report-prov-parts = 结果分块
report-prov-started = 最近一次运行的开始时间
report-prov-model = 模型
report-prov-other-model = 数字由模型的另一版本算得，与生成本页的版本不同。
report-science =
    这些数字由模型第 { $version } 版算得，本页由第 { $now } 版生成。{ $first ->
        [first] 第 1 版的社会净价值把被挪用的和收回的资金都算作损失，公共资金按面值计，奖金、造假和部门迎检的工时都不计，因此不能与新结果相比。
       *[other] 不能与本版的结果相比。
    }
report-table-went = 模型中已取消的参数
report-head-instead = 现在的做法
report-prov-first-point = 下列为设计中的第一个试验点，其余各点只在变动的因素上不同。
report-prov-scenario = { $scenario }：{ $about }
report-table-identity = 研究概况
report-table-versions = 软件版本与机器
report-table-changes = 逐年变动的政策工具
report-table-parameters = 解析后情景的参数
report-table-files = 文件及其 SHA-256 校验值

## 各类研究共用

report-head-lever = 政策工具
report-head-difference = 差值
report-head-p = p 值（校正后）
report-head-mix = 组合
report-head-interval90 = 90% 置信区间
report-head-predicted = 预测值
report-head-holds = 成立
report-head-finding = 已发表的结论

## 效应

## 敏感性分析

## 校准


## 不能写成报告的情形

-report-again = 请再次执行生成它的命令，并使用同样的 --out
report-fault-twice = { $directory } 给出了两次；请只写一次
report-fault-several = { $of } 个目录中有 { $number } 个不能写成报告：
report-fault-command = { $directory } 中是 { $command } 研究；可以写成报告的有 { $known }
report-fault-busy = { $directory }：另一个进程正在写入这项研究，请等它完成
report-fault-manifest = { $file } 缺失或损坏；{ -report-again }，它会重新写出
report-fault-mixed = { $directory }：manifest.json 与 study.toml 属于不同的研究（{ $first } 与 { $second }），其中之一被修改过或从别处复制而来；{ -report-again }
report-fault-parts = { $file } 没有列出所有部分；{ -report-again }，它会重新写出
report-fault-changed = { $file }{ $more ->
    [0] {""}
   *[other] {" "}及另外 { $more } 个文件
}与写出时不同（其 SHA-256 与 manifest.json 不符）；{ -report-again }，损坏的部分会重新生成
report-fault-records = manifest.json 被修改过，其中关于各部分的记录无法读取；{ -report-again }
report-fault-no-directory = 没有目录 { $directory }；结果在 results/ 之下，或在 --out 所指定的位置
report-fault-page = { $file } 是报告或页面；请给出结果目录，例如 { $directory }
report-fault-file = { $file } 是文件；请给出结果目录，例如 { $directory }
report-fault-empty = { $directory } 是空的；请先运行，例如：budgetsim run wangcheng_2022
report-fault-unfinished = { $directory } 尚未完成：{ $parts } 个部分中已有 { $done } 个；{ -report-again }，即可从中断处继续
report-fault-unfinished-rounds = { $directory } 尚未完成（缺少 { $file } 或若干轮次）；{ -report-again }，即可继续
report-fault-unreadable = { $directory }：{ $files } 无法读取，因此不知道是什么研究；请恢复该文件，或在新目录中重新运行
report-fault-none = { $directory } 中没有 budgetsim 的结果：没有 { $files } 中的任何一个
report-fault-alone = { $file } 无法读取（{ $reason }）；请用 --out { $directory } 重新验证
report-fault-edited = { $file } 与 `budgetsim { $command }` 所写的不同（{ $reason }）；{ -report-again }
report-fault-crate-inside = --crate { $crate }：必须与 { $directory } 中的结果分开存放
report-fault-crate-file = --crate { $crate } 是文件；请给出文件夹
report-fault-crate-full = --crate { $crate } 不是空的，也没有 budgetsim 的研究对象；请另选文件夹
