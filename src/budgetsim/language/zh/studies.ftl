### 研究的提问、目录、工作进程和分块有何错误。

## 值

study-whole = 必须是 { $lower } 至 { $upper } 的整数
study-above-zero = 必须是大于 0 的数
study-number = 必须是 { $lower } 至 { $upper } 的数
study-no-truth = 应为 true 或 false，现为：{ $kind }
study-one-of = 必须是其中之一：{ $options }
study-names-nothing = 没有写出任何名称
study-there-are = 可选的有：{ $names }
study-none-such = 没有这一项
study-missing = 缺少
    .remedy = 请给出 { $value }
study-not-texts = 应为文本的列表，现为：{ $kind }
    .remedy = 请写 { $key } = ["…", "…"]
study-leave-out = 请删去
study-misplaced = 目录中已有自己的运行，不能与此同用
study-years-twice = 已要求 { $years } 年，不再起作用
    .remedy = 请删去其中之一
study-seeds-beyond = 重复 { $replications } 次时，随机种子会超出最大值 { $most }
    .remedy = 请从较小的种子开始
study-no-outcome = 没有这项指标
study-no-outcomes = 没有指标
study-outcomes-listed = 用 `budgetsim outcomes` 可列出所有指标
study-outcome-twice = 同一指标出现两次
    .remedy = 请只写一次
study-or = { "，或" }

## 情景

study-one-scenario = 本研究只用一个情景
    .remedy = 请为每个情景各写一个研究文件
study-too-few = 至少需要 { $least ->
    [1] 一个
    [2] 两个
   *[other] { $least } 个
}情景；现只给出：{ $given }
    .none = 无
    .remedy = 请写 scenarios = ["…", "…"]
study-same-name = 有两个情景都叫 { $name }
    .remedy = 要比较同一情景的不同变化，请将其一另存为别的名称：budgetsim scenarios new { $name }_2 --from { $name }
study-rename = 请在其中一个文件中另写一个 name = …
study-several-same = 有几个情景都叫 { $name }；请让各情景的名称互不相同
study-empty = 一项研究至少需要一个情景
study-no-scenario-of = 没有名为 { $name } 的情景；现有：{ $names }
study-unpaired = { $first } 与 { $second } 没有共同的随机种子，无法配对

## 研究文件

study-quote = 请加引号
study-table = 请让 [{ $key }] 独占一行
study-not-settings = 应为由各项设定组成的表，现为：{ $kind }
study-varied-twice = 被变动两次
    .remedy = 请只写一次：或作政策工具，或作不确定参数，或放入开关
study-moved-too = { $name } 同时被 { $other } 变动
study-moved-by = 同时被 { $first } 和 { $second } 变动
study-fixed-and-varied = 在此固定，又作为因素变动
study-name-scenario = 请写一个情景；有多个时请写 scenarios = [...]
study-write-scenario = 请写 scenario = "…"
study-not-path = 必须是名称或路径
study-not-paths = 必须是名称或路径的列表
study-paths-start = 路径从本文件所在的文件夹 { $folder } 算起
study-keys-allowed = 可用的有：{ $keys }
study-file-alone = { $file } 描述的是一整项研究；请单独给出
study-design-of-method = 各点的位置由方法决定

## 因素

study-spec = 起点:终点:个数（若干水平）、起点:终点（从中抽取的区间）或列表 a,b,c；不写则取其研究区间
study-no-factors = 没有因素
    .remedy = 请写出若干个，例如 staff=1:10,result_use
study-no-values-after = = 之后没有值
study-write-key = 请写 KEY=VALUES；值可以写成：{ $spec }
study-switch-empty = 这个开关没有设定任何参数
study-lines = 请写若干行“参数 = 值”
study-switch-name = 开关的名称{ $problem }
study-switch-taken = 开关的名称不得与参数、指标或表中的列同名
    .remedy = 可改称 { $name }
study-no-all = 此处不能写 { $all }
    .remedy = 请单独变动这项政策工具，或用 [set] 固定
study-no-text = 文本无法变动
    .remedy = 请改为变动情景
study-no-lever = 不是政策工具：无人决定它
    .remedy = 请归入不确定参数
study-range-order = 区间的起点必须小于终点
study-range-key = 没有 { $key } 这个键
study-range-ends = 区间需要 lower 和 upper
study-no-range = 不是区间
study-count = 水平的个数必须是 2 至 { $most } 的整数
study-too-close = { $low } 与 { $high } 太接近，分不出 { $count } 个水平
study-not-whole = { $low } 至 { $high } 的 { $count } 个水平不全是整数
    .remedy = 可得整数的个数：{ $counts }
study-level-twice = 同一水平出现两次
study-no-levels = 没有水平
study-comma = 逗号之前或之后缺少一个值
study-no-such-values = 应为若干个值，现为：{ $kind }

## 点与设计

study-point = 点 { $name }（{ $values }）
    .remedy = 请改用别的值或别的基准情景
study-no-values = 这个因素没有值
study-each-point = 请为每个点各给一个值
study-no-base = 没有名为 { $name } 的情景
    .remedy = 请给出各点所依据的情景
study-uneven = 各因素的值的个数不同：{ $counts }
study-names-count = 有 { $names } 个名称，却有 { $points } 个点
study-all-or-none = 请全部命名，或都不命名
study-overruled = 情景 { $scenario } 在第 { $year } 年变动了它：此后再变动它不起作用
    .later = 请写 from_year = { $year } 或更晚
    .always = 用 { $lever } 在所有年度变动它
    .unchanged = 从没有这次变动的情景开始
study-crossed-many = { $outer } x { $inner } 个点超过了 { $most }；请减少其一
study-zip-uneven = zip 设计要求各因素的水平个数相同；现为：{ $counts }
study-design-many = { $design } 设计有 { $levels } 个水平，点数超过 { $most }
    .remedy = 请减少水平，或抽取若干点：design = "sobol" 并写明 samples
study-samples-idle = { $design } 设计的点来自各水平
    .remedy = 请删去 samples
study-samples-missing = { $design } 设计需要样本数
    .remedy = 请给出 --samples 256，或在研究文件中写 samples = 256
study-samples-many = { $samples } 超过了 { $most }
    .remedy = 请减少
study-samples-power = { $samples } 不是 2 的幂，而只有 2 的幂才能使 Sobol 点均衡
    .remedy = 请取 { $below } 或 { $above }
study-needs-levels = { $design } 设计需要水平，而 { $factor } 是区间
    .remedy = 请写 { $example } 以取五个水平，或选用从区间抽取的设计（{ $designs }）
study-two-values = 部分析因设计中每个因素有两个值，而 { $factor } 有 { $number } 个
    .remedy = 请写出其中两个

## 用户自己的代码

study-code-form = { $code } 没有指明代码：请写 module:name 或 file.py:name
study-code-import = { $code }：无法导入 { $place }：{ $error }
study-code-lacks = { $code }：{ $place } 中没有 { $name }
study-code-kind = { $code } 的类型是 { $type }，无法调用
study-code-file = { $code }：没有文件 { $file }（从 { $folder } 查找）
study-code-raised = { $code }：导入时出错：{ $error }
study-code-failed = 试运行 { $code } 时引发 { $error }；请修正后重新执行同一命令
study-code-no-module = 没有这个名称的模块
study-code-other-module = 另有同名的模块
study-code-install = { $why }；请安装与研究发起处相同的软件包 { $package }
study-code-no-python = { $file } 不是 Python 文件
study-code-role = { $role } 的代码：只能替换 { $roles }

## 目录

study-no-directory = 没有目录 { $directory }
study-no-directory-but = { $directory } 不是目录
study-no-results = 没有目录 { $directory }；结果在 results/ 之下，或在 --out 所指之处
study-no-study = { $directory } 中没有可读取的结果：study.toml 和 manifest.json 缺失或损坏；`budgetsim results` 可列出已有的结果
study-above = { $directory } 中是若干结果目录，本身不是结果；请给出所需的目录：{ $some }
study-campaign = { $directory } 中是一系列研究，分别位于 { $rounds }；请给出其中之一
study-unfinished = { $directory } 尚未完成；请再次运行同一命令以完成，或用 allow_partial=True 读取已有部分
study-unfinished-parts = { $directory } 尚未完成：共 { $planned } 块，已有 { $there } 块；请再次运行同一命令以完成，或用 allow_partial=True 读取已有部分
study-factors-lost = { $directory }：无法从其设定中读出因素；请再次给出当初生成本研究的命令
study-no-panel = { $directory }：没有保存部门面板
study-design-unreadable = 无法读取 { $file }（{ $error }）；再次给出当初生成本研究的命令即可恢复
study-other-parameters = 本研究由 budgetsim 的另一版本生成，其参数不同：{ $names }；指标可以读取，情景不能
study-settings-plain = 研究的设定必须是 JSON 能容纳的普通值：{ $error }
study-locked = { $directory }：另一进程正在写入本研究；请等它结束，或改用别的目录（--out）
study-cannot-lock = { $directory }：无法锁定目录：{ $error }
study-out-file = { $directory } 是文件而不是目录；请用 --out 另选一处
study-another = { $directory } 中是另一项研究 { $study }（{ $identity }，不同之处：{ $differences }），而不是 { $asked }；请用 --out 另选目录，或删除此目录
study-other-model = { $directory } 由模型的另一版本生成，本版本无法接续其运行。请用 --out 另选目录重新运行；已有的结果仍可读取、生成报告和绘图
study-unknown-study = { $directory }：无法读取 { $files }，不知其中是哪项研究；请用 --out 另选目录，或删除此目录
study-no-scenario-runs = { $directory } 中没有各情景的运行
study-code-decided = 这些运行使用了他人的代码作决策，不会再次运行该代码
study-runs-other-model = 这些运行由另一版本的模型产生
study-not-empty = { $directory } 不是空目录，其中也没有研究；请用 --out 另选目录
study-part-command = 命令
study-part-name = 名称
study-part-years = 年数
study-part-departments = 部门面板
study-part-seeds = 随机种子
study-part-code = 代码
study-part-settings = 设定
study-part-common-seeds = 共同随机种子
study-part-scenario-count = 情景数目
study-part-scenarios = 情景
study-part-model = 模型源代码
study-disk = { $directory }：无法{ $doing }：{ $reason }（{ $place }）
    .full = 已完成的部分均已保存：请腾出空间后再次运行同一命令
study-doing-write = 写入 { $file }
study-doing-study = 写入研究
study-doing-use = 使用该目录
study-doing-read = 读取该目录
study-doing-round = 新建一轮
study-doing-answer = 写入结论
study-doing-evaluations = 保存各次评估
study-doing-report = 写入报告
study-doing-crate = 写入打包文件
study-doing-replace = 让扩充后的研究取代原处
study-doing-restore = 恢复研究
study-removing-locked = { $directory }：另一进程正在写入本研究，故予保留
study-removing = 无法删除 { $directory }：{ $reason }
study-unreadable = 无法读取 { $file }（{ $error }）；{ $again }

## 结论与表

study-answer-again = 请再次给出当初生成本研究的命令：已有的运行会保留，只重做结论
study-answer-missing = { $directory }：其结论 { $file } 不存在；{ $again }
study-no-answer = { $file } 中没有分析的结论；{ $again }
study-answer-unknown = { $directory } 由{ $command }生成，其结论无法读取
    .command = 未知的命令
study-answer-edited = { $file } 与 `budgetsim { $command }` 所写的不符（{ $place }：{ $reason }，另有 { $more } 处）；请用同一个 --out 再次给出当初的命令：已有的运行会保留，只重做结论
study-no-argument = { $kind }() 没有名为 { $name } 的参数；{ $hint }
study-no-table = 没有名为 { $name } 的表；{ $hint }
study-no-kind = 没有名为 { $name } 的研究类型；现有：{ $kinds }

## 增加随机种子

study-seeds-enough = { $directory } 已有 { $seeds } 个随机种子；请用 --replications 要求更多
study-seeds-gaps = { $directory }：其随机种子不连续，无法确定后续的种子
study-seeds-own = { $directory }：每个点各有自己的随机种子，增加后会全部变动；请重新运行
study-seeds-other-model = { $directory } 由模型的另一版本生成：新的随机种子与之不相容。其结果仍可读取、生成报告和绘图；若要更多种子，请重新运行
study-seeds-campaign = { $directory } 中各项研究前后相承：种子更多时后续可能不同，因而无法扩充；请用更大的 --replications 再次给出命令
study-seeds-unfinished = { $directory } 尚未完成；请再次给出其命令，将从中断处继续

## 模型科学内容的早期版本

study-science-1 = net_social_value 曾将挪用和失效收回的资金视为损失，不计公共资金的筹集成本，也未计入薪酬、博弈行为和部门自身的时间
study-science-later = { $directory } 由模型科学内容的第 { $version } 版生成，而本 budgetsim 只知第 { $current } 版：其数字可能另有含义
study-science-earlier = { $directory } 由模型科学内容的第 { $version } 版生成，本 budgetsim 为第 { $current } 版：在该版中，{ $meaning }
study-science-refused = { $note }；新的运行与之不相容。请用 --out 另选目录重新运行；已有的结果仍可单独读取、生成报告和绘图
study-science-group = 第 { $version } 版：{ $directories }
study-science-mixed = 这些结果由模型科学内容的不同版本生成（{ $versions }）：在早期版本中，{ $meaning }。请逐一生成报告，或重做早期的结果

## 工作进程

study-goes-on = 已完成的部分均已保存，再次运行同一命令即可继续
study-workers = workers={ $workers }：须为不小于 1 的整数
study-needs-dask = 使用调度器需要 Dask：pip install "budgetsim[cluster]"
study-no-scheduler = { $address } 处没有 Dask 调度器应答：{ $error }
study-no-address = { $address } 处没有 Dask 调度器应答：{ $error }；地址请写成：tcp://127.0.0.1:8786
study-no-workers = { $address } 处的 Dask 调度器没有工作进程，{ $seconds } 秒内也无进程加入：请启动若干个，例如用 { $command }；自动伸缩的集群至少要保留一个
study-lost-workers = { $address } 处的 Dask 调度器失去了工作进程，{ $seconds } 秒内也无进程加入：请启动若干个，例如用 { $command }；自动伸缩的集群至少要保留一个
study-workers-lack = { $address } 的 { $workers } 个工作进程中有 { $number } 个缺少 budgetsim { $version }：{ $worker }{ $what }；请为它们安装同一版本
study-has-version = 的版本为 { $version }
study-finds-none = 找不到它（{ $error }）
study-died-alone = 工作进程每次尝试都中止，最后单独运行时也是如此：{ $death }
study-died-holding = 集群中有 { $number } 个工作进程在执行它时中止
study-all-die = 工作进程连续 { $times } 次在完成一块之前中止；最后一次{ $last }。若内存不足，请减少工作进程
study-workers-broke = 工作进程出错：{ $error }
study-workers-ended = 正在结束工作进程
study-cluster-lost = 与集群的连接已断开
study-cluster-failed = 集群出错：{ $error }
study-not-started = 无法启动工作进程：{ $why }。脚本须将要运行的内容放在 `if __name__ == '__main__':` 之下；否则请减少工作进程
study-ended = 进程已结束
study-ended-itself = 进程以退出码 { $code } 自行结束
study-ended-by = 进程被 { $signal } 终止
study-ended-by-system = 进程被 { $signal } 终止，内存耗尽时系统会这样做
study-signal = 信号 { $number }

## 失败的分块

study-worker-version = 该工作进程的 budgetsim 版本与规划本研究的进程不同
study-worker-code = { $error }（来自 { $host } 上的工作进程，启动于 { $folder }）
study-worker-code-travels = { $error }（来自 { $host } 上的工作进程，启动于 { $folder }；代码本身随分块发送，其导入的内容须在该处安装）
study-part-title = 第 { $number } 块，共 { $runs } 次运行：情景 { $first } 至 { $last }，随机种子数：{ $seeds }。
study-part-no-trace = 进程已消失，因而没有回溯信息。可能的原因：内存耗尽（请减少工作进程）、编译代码崩溃，或用户自己的代码结束了进程。
study-part-none-alone = 没有发现单独运行也会失败的运行：可能是内存不足，或一次运行的代码记住了其他运行。
study-part-runs = 单独运行也会失败的有：
study-part-more-runs = 可能还有更多：搜索到此为止
study-part-error = { $error }（{ $run }）
study-part-error-more = { $error }（{ $run }，以及其他）
study-run = 情景 { $scenario }，随机种子 { $seed }
study-parts-failed = { $study } 的 { $parts } 块中有 { $failed } 块失败；第一块：{ $error }（见 { $file }）；其余均已保存，再次运行同一命令会重试
study-part-rows = { $file } 有 { $rows } 行，而应有 { $expected } 行：它不属于本研究；再次运行同一命令即可重做
study-part-unreadable = 无法读取 { $file }（{ $error }）；再次运行同一命令即可重做这一块

study-parameters = 必须是 point、posterior，或抽样文件的路径
study-parameters-remedy = 写 point 表示只用设定的参数值，写 posterior 表示对未知参数抽样
study-draws-of-point = 不起作用：参数没有抽样
    .remedy = 去掉它，或加上 --parameters posterior
study-draws-few = 超过现有的组数：{ $draws } 组
    .remedy = 最多取这么多

## 保留的内容

study-keep-fault-nothing = 没有指明要保留什么
    .remedy = 请用逗号列出结果指标、years=last:3 或 means，以及 float32
study-keep-fault-word = 既不是结果指标，也不是 means、float32 或 years=…
    .remedy = `budgetsim outcomes` 列出全部结果指标
study-keep-fault-year = 不是年度
    .remedy = 请写 years=1,5,10、years=last:3 或 years=1,last:3
study-keep-fault-year-alone = 年度前缺少 years=
    .remedy = 请写 years={ $word }
study-keep-fault-twice = 出现了两次
    .remedy = 请只写一次
study-keep-fault-means-and-years = 已要求以均值代替各年，却又指明了年度
    .remedy = 请去掉其中一项
study-keep-fault-needed = 漏掉了本研究要报告的内容：{ $outcomes }
study-keep-fault-write = 请写 --keep { $keep }
study-keep-fault-every-outcome = 列出了全部结果指标：本来就会全部保留
study-keep-fault-every-year = 保留了全部 { $years } 年：本来就会保留
study-keep-fault-one-year = 单独一年的均值就是该年本身
study-keep-fault-beyond = 超出了每次运行所记录的 { $years } 年
study-keep-fault-window = { $many ->
    [one] 漏掉了第 { $years } 年，而本研究的数字是包含该年的均值
   *[many] 漏掉了第 { $years } 年，而本研究的数字是包含这些年度的均值
}
study-keep-fault-paths = sequencing 部分要报告每一年，而这样会漏掉一些年度
    .remedy = 请去掉 years 和 means，或列出不含它的部分：--parts { $parts }
study-keep-note-rounded = 各次运行的数字在存储时已舍入到约七位有效数字（--keep float32）。
study-part-keep = 保留的内容（--keep）
study-keep-lost = { $directory }：无法从其设置中读出保留了什么（{ $error }）；请重新执行生成该研究的命令
study-not-kept = { $directory } 中没有 { $outcomes }：只保留了 { $kept }。请在另一个目录（--out）中重新运行，并把它们写入 --keep
study-years-not-kept = { $directory }：从保留的内容（{ $keep }）无法得知 { $years } 年中第 { $first } 至 { $last } 年的均值。请在另一个目录（--out）中以其他 --keep 重新运行
study-trajectories-not-kept = 没有保留可以逐年绘制的年度（--keep）
