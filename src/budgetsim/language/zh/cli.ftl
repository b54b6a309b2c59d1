### 命令行：各命令的作用、各选项的含义、打印的内容与拒绝的理由。

## 各命令的作用

cli-help = 仿真预算绩效管理：财政局、各部门，以及双方各自了解的信息。
cli-start = 可先运行 budgetsim scenarios list，再运行 budgetsim run wangcheng_2022
cli-help-report = 把结果写成一个 HTML 文件：文字结论、图形、数字、方法与来源。
cli-more-report = 页面不从别处加载任何内容：可以发送、打印、从磁盘打开。中英文、明暗配色可在页面中切换。
cli-help-results = 列出结果、查看其由来、比较两份结果、增加随机种子、清理旧结果。
cli-help-results-list = 列出结果目录：命令、名称、日期、大小，以及是否完成。
cli-help-results-show = 显示一个结果目录的内容：由哪一行命令生成、进展如何、得出什么结论。
cli-help-results-diff = 说明两份结果有何不同：设置的差别与主要数字的差别。
cli-help-results-extend = 为已完成的结果增加随机种子：保留已有的运行，并重新执行生成它的命令。
cli-help-results-prune = 删除旧的或未完成的结果；不加 --yes 时只列出。
cli-help-results-export = 把结果中的表格写成其他软件可用的文件：工作簿、Stata、CSV、Parquet，附标签与变量说明。
cli-help-figures = 列出可绘制的图形，或重新绘制一个结果目录的图形：用于论文，或换一种语言、格式。
cli-help-explain = 讲述一个部门的一年：它知道什么、选择了什么及其原因、别人看到了什么、后果如何。
cli-more-explain = 数字与 `budgetsim run … --departments` 在同一随机种子下保存的面板数据一致。
cli-help-app = 打开教学实验室：探索政策、扮演财政局、学习课程、考察一个部门。
cli-more-app = 需要附加组件 `lab`，不需要网络。除非用 --host 另行指定，只有本机可以访问。按 Ctrl-C 关闭。
cli-help-parameters = 列出所有参数：符号、默认值、范围、单位、含义。
cli-help-outcomes = 列出所有指标：单位、优劣方向、定义。
cli-help-scenarios = 列出情景、查看一个情景、检查情景文件、新建情景。
cli-help-scenarios-list = 列出参考情景及其内容。
cli-help-scenarios-show = 显示一个情景：内容、与其基础情景的差别，以及何时发生变化。
cli-help-scenarios-check = 检查情景文件：一次报告所有错误，并提示只影响部分年度的变化。
cli-help-scenarios-new = 写出 NAME.toml 作为起点：可直接加载，并列出每项政策工具的含义和范围。
cli-help-data = 检查单位自己的数据文件，并写出整理后的数据及其整理规则。
cli-help-data-check = 检查一个文件：怎样读取、哪些无法读取、哪些几乎可以肯定是文件造成的假象。
cli-more-data-check = 不拒绝任何内容：有问题之处会注明所在行，以及 `[panel]` 中可以解决它的写法。
cli-help-data-tidy = 写出整理后的面板数据，并在其旁写出所用的规则（TOML）。
cli-more-data-tidy = 同一文件、同一规则，结果逐字节相同。
cli-help-forms = 写出实务表格（绩效目标申报表、自评表），并读取填报后的表格。
cli-help-forms-write = 写出一张空白表格（工作簿）：项目绩效目标申报表、项目自评表或部门整体支出自评表。
cli-more-forms-write = 栏目使用当前语言；分值与合计按财政部自评表设置（10、50、30、10）。
cli-help-forms-example = 按模型中一个区的各部门会怎样填报来写出自评表，每个部门一个工作簿。
cli-help-forms-read = 读取填报后的表格（单个文件或整个文件夹）：逐个单元格指出违反的规则，并汇成部门面板数据。
cli-more-forms-read = 表格按标题识别，单元格按栏目名称识别，不限语言；可以插入行。违反规则只作提示，不中断；无法读取的单元格则使面板无法写出。
cli-help-survey = 写出问卷、读取答卷、与模型对照，并据此生成情景。
cli-help-survey-write = 写出问卷：关于四个环节及其背后原因的陈述，按 1 至 5 作答。
cli-help-survey-example = 写出模型中一个区各部门人员在模拟结束时的回答。
cli-help-survey-read = 说明各量表的回答及其可靠程度，并与模型中部门的回答对照。
cli-help-survey-map = 说明回答对政策工具和部门特征意味着什么（附范围），并写出情景以及按范围抽取的研究文件。

## 各选项的含义

cli-ask-help = 显示本帮助并退出。
cli-ask-version = 打印版本号并退出。
cli-ask-install-completion = 为当前 shell 安装自动补全。
cli-ask-show-completion = 打印当前 shell 的自动补全脚本，以便复制或修改。
cli-ask-language = 帮助、消息、表格和图形的语言：{ $options }。默认：BUDGETSIM_LANGUAGE 所指定的语言，否则为 en。
cli-ask-scenario = 参考情景的名称，或 TOML 文件的路径。
cli-ask-name = 参考情景的名称，或 TOML 文件的路径。
cli-ask-file = TOML 文件的路径，或参考情景的名称。
cli-ask-directory = 结果目录。
cli-ask-first = 第一个结果目录。
cli-ask-second = 第二个结果目录。
cli-ask-root = 存放结果的目录。
cli-ask-parameters-markdown = 打印文档页面（英文）。
cli-ask-outcomes-markdown = 打印文档页面（英文）。
cli-ask-seed = 该次运行的随机种子。
cli-ask-scenarios-new-name = 新情景的名称；文件为 NAME.toml。
cli-ask-scenarios-new-base = 作为起点的情景，取其参数值。
cli-ask-scenarios-show-full = 改为以 TOML 打印所有参数。
cli-ask-parameters-group = 只列这一组：policy、department、bureau、district 或 protocol。
cli-ask-parameters-search = 只列名称、符号或含义中有这段文字的参数。
cli-ask-figures-results = 结果目录；不给出时列出图形目录。
cli-ask-figures-only = 只绘制这些图形。
cli-ask-figures-out = 图形的存放目录；默认：RESULTS 中的 figures，中文图形为 figures/zh。
cli-ask-report-results = 结果目录；多个目录合成一份报告。
cli-ask-report-out = 页面文件；默认：该目录中的 report.html，多个目录时为 ./report.html。旧文件会被替换。
cli-ask-report-crate = 另将结果和页面打包到此文件夹，作为研究对象（RO-Crate，Process Run Crate）。
cli-ask-report-show = 在浏览器中打开页面。
cli-ask-results-extend-replications = 结果最终应有的随机种子总数。
cli-ask-results-prune-older = 只限早于这么多天的结果。
cli-ask-results-prune-unfinished = 只限未完成的结果。
cli-ask-results-prune-yes = 确实删除；否则只列出。
cli-ask-results-export-formats = xlsx、dta、csv 或 parquet；可重复。默认：xlsx。
cli-ask-results-export-out = 文件存放之处；默认：结果目录下的 export。旧文件会被替换。
cli-ask-results-export-runs = 同时写出每次运行、每一年的指标，以及（若已保存）各部门的数据。
cli-ask-app-host = 127.0.0.1 只有本机可以访问，0.0.0.0 可供网络中的所有机器（如一个班级）访问。
cli-ask-app-port = 端口；0 表示任取一个空闲端口。
cli-ask-app-open-browser = 在默认浏览器中打开页面。
cli-ask-app-workers = 另有一个进程提供页面时，用于仿真的进程数；默认：其余每个处理器一个。
cli-ask-app-root-path = 代理服务器提供实验室的路径，例如 /lab；代理是否去掉该路径均可。
cli-ask-app-base-url = 浏览器访问的地址，例如 https://lab.example.org/lab：允许其主机名，设定根路径，并使 cookie 只经加密连接传送。
cli-ask-app-allow-host = 浏览器还可以使用的主机名；可重复。本机自己的名称总是允许的。
cli-ask-app-embed-in = 其页面可以用框架嵌入实验室的网站，例如 https://moodle.example.org；可重复。
cli-ask-app-lessons = 存放你自己的课程的文件夹，每课一个文件 NAME.toml；链接为 /lessons/ 加课程名。
cli-ask-app-sessions = 同时打开的页面数上限，每页约 3 MB。
cli-ask-app-sessions-by-address = 来自同一地址的页面数上限；在代理或路由器之后，所有人共用一个地址。
cli-ask-app-room = 用这个班级代码为全班开一间教室：学生用手机加入，教师在一个页面上引导。
cli-ask-app-room-store = 保存教室的文件夹；默认为程序存放用户数据之处。
cli-ask-app-sides = 双方对局的部门数：学生在同一个区里扮演各部门，财政局由学生、你或规则担任。
cli-ask-app-scenario = 不开教室时：你自己的情景，例如 budgetsim data district 写出的，“探索”和“透视”页面可以从它开始，并显示其部门名称和货币。与 --room 同用时：全班所管理的区，参考情景或自己的文件；其中以后的变化留给财政局决定。
cli-ask-app-idle-minutes = 页面断开后服务器保留它的分钟数；其内容仍留在浏览器中。

## 帮助的各个部分

cli-usage = 用法：
cli-usage-options = 选项
cli-usage-command = 命令 …
cli-required = { $text }必填。

## 命令行的错误

cli-try-help = 帮助：{ $line }
cli-no-such-command = { $name }：没有这个命令
cli-no-command = 没有给出命令
cli-no-such-flag = { $flag }：没有这个选项
cli-no-money = { $command } 的结果中没有金额；以货币表示结果的命令：{ $commands }
cli-missing = 缺少 { $what }
cli-takes-no-value = { $flag } 不带值
cli-needs-value = { $flag } 需要一个值
cli-too-many = 多余的内容：{ $words }
cli-twice = { $flag } 给了不同的值（{ $given }），只有最后一个会起作用；请只写一次
cli-no-such-language = { $where } { $code }：没有这种语言；可用的有 { $known }
cli-not-whole = { $value } 不是 { $lower } 至 { $upper } 之间的整数
cli-not-an-option = { $value } 不在可选范围内；{ $hint }
cli-options = 可选：{ $options }
cli-dpi-without-points = --dpi { $dpi } 不起作用：{ $formats } 图形不用像素点；请删去，或加上 --figure-format png
cli-format-without-figures = --figure-format { $formats } 不起作用：--no-figures 表示不绘图；请删去其中之一
cli-dpi-without-figures = --dpi { $dpi } 不起作用：--no-figures 表示不绘图；请删去其中之一
cli-workers-unused = --workers { $workers } 不起作用：任务由 --scheduler 的工作进程运行；请删去其中之一

## 命令中止的原因

cli-note = 提示：{ $text }
cli-no-memory = 内存不足：请减少 --replications、--years 或部门数
cli-internal = 内部错误，是 budgetsim 的缺陷，与输入无关（{ $error }）。设定 { $variable }=1 可查看出错的位置。
cli-interrupted = 已中断；完成的部分已保留：{ $how }
cli-same-command = 再次执行同一命令即可从中断处继续
cli-goes-on-in = 再次执行同一命令即可在 { $directory } 中继续
cli-json-and-markdown = --json 与 --markdown 只能选一个，两者都打印到标准输出
cli-interrupted-early = 尚未运行即已中断；再次执行同一命令将从头开始
cli-interrupted-unkept = 已中断，没有保留任何结果；再次执行同一命令将从头开始
cli-code-raised = { $name } 抛出 { $error }
cli-code-raised-in-line = { $name } 第 { $line } 行抛出 { $error }
cli-out-of-directory = --out 不能与结果目录同用：{ $directory } 中已有自己的运行，结果也存放在那里

## 结果、图形与报告

cli-results = 结果：{ $directory }（{ $files }）
cli-results-runs = 结果：{ $directory }（{ $files }；各次运行在 { $runs }/ 中）
cli-figure = 图形：{ $files }
cli-head-figure = 图形
cli-head-shows = 显示的内容
cli-head-drawn-from = 数据来源
cli-no-such-figure = 没有这个图形
cli-names-nothing = 没有给出任何图形
cli-figures-list = `budgetsim figures` 列出所有图形
cli-figure-needs = { $figure } 需要 { $source }
cli-figures-without-results = --only { $names }：没有给出结果目录
cli-figures-without-data = --only { $names }：{ $directory } 中没有所需的数据
cli-not-drawn = 未绘制：{ $names }；{ $reason }
cli-figures-not-written = 图形无法写入 { $folder }：{ $reason }
cli-report-of-nothing = --report：没有运行任何模拟，因而无可报告；请去掉
cli-report-nowhere = --report：没有目录就不保存任何结果；请写 --out DIR
cli-report = 报告：{ $page }（{ $size } MB；请在浏览器中打开）
cli-crate = 研究对象：{ $folder }（ro-crate-metadata.json）
cli-out-is-directory = --out { $out } 是目录；请给出文件名，例如 { $example }
cli-out-no-page = --out { $out }：页面的文件名须以 .html 结尾，例如 { $example }

## 研究的进展

cli-state-complete = 已完成
cli-state-running = 正在运行
cli-state-interrupted = 已中断
cli-state-failed = 已结束，但有部分失败
cli-state-stopped = 未完成即停止
cli-state-damaged = 已结束，但之后有部分损坏
cli-status-rounds = 轮次：{ $rounds }，运行 { $runs } 次。
cli-status-runs = 运行：{ $runs } 次中已完成 { $done } 次（{ $share }），{ $parts } 个部分中已完成 { $done_parts } 个。
cli-status-rate = 速度：每秒运行 { $rate } 次。
cli-status-rate-left = 速度：每秒运行 { $rate } 次，还需约 { $left }。
cli-status-damaged = 已损坏：{ $names }；研究继续时会重新生成。
cli-status-damaged-many = 已损坏：{ $names }，另有 { $more } 个；研究继续时会重新生成。
cli-status-failed = 失败：第 { $part } 部分：{ $error }（见 { $file }）
cli-status-go-on = 要继续：再次执行同一命令
cli-status-go-on-there = 要继续：{ $line }
cli-status-planned = { $directory }：另一个进程刚在此开始一项研究，正在规划；请稍后再查

## 情景

cli-head-scenario = 情景
cli-head-extends = 基础情景
cli-head-what = 内容
cli-head-parameter = 参数
cli-head-here = 此处
cli-head-year = 年度
cli-head-for = 对象
cli-head-lever = 政策工具
cli-head-before = 之前
cli-head-then = 之后
cli-no-description = （没有说明）
cli-defaults = 默认值
cli-all-as-in = 所有参数都与“{ $base }”相同。
cli-changes = 逐年的变化
cli-for-all = 全部
cli-for-random = { $share } 的部门，随机抽取
cli-for-risk = { $share } 的部门，即最容易违规的部门
cli-for-archetype = { $share } 的{ $archetype }部门
cli-money = 货币：第一年预算合计 { $budgets } { $unit }。
cli-roster = 部门：用户自定的 { $number } 个，第一个是 { $first }。
cli-scenario-size = { $years } 年，{ $departments } 个部门。--full 打印所有参数。
cli-valid = { $file } 有效：情景 { $scenario }，与“{ $base }”不同的参数有 { $parameters } 个，逐年的变化有 { $changes } 处，共 { $years } 年，{ $departments } 个部门。
cli-idle-change = 第 { $year } 年的变化并非全部起作用：{ $lever } = { $value } 与原值相同
cli-wrong-name = 名称 { $name } { $problem }
cli-reference-name = '{ $name }' 是参考情景的名称；请另选一个，例如 'my_{ $name }'
cli-exists = { $path } 已经存在，未作改动；请另选名称，或先将其删除
cli-no-name = --out：没有文件名；请写出文件名，例如 mine.toml
cli-ending = --out { $path }：写出的文件以 { $ending } 结尾；请写 --out { $meant }
cli-no-folder = { $path }：没有目录 { $folder }；请先建立该目录，或另选目录
cli-written = 已写出 { $path }。请编辑，然后运行：budgetsim scenarios check { $path }
cli-no-department = { $scenario } 的部门编号为 0 至 { $last }
cli-or-roster = 也可用名册中的名称，例如 { $example }

## 新的情景文件

cli-template-lead = budgetsim 的情景文件。这里没有写出的参数取其基础情景的值；没有基础情景时取默认值。要改变某一行，请删去行首的 #。
cli-template-check = 检查：
cli-template-run = 运行：
cli-template-description = 这里有何不同，为什么。
cli-template-changes = 政策工具可以在以后的年度改变，针对全部或部分部门。这样的块可以重复；它取代基础情景同一年的块。
cli-template-group = `budgetsim parameters --group { $group }` 列出其参数
cli-template-from-first = 从第 { $year } 年起 { $scenario } 设为 { $value }：请在下面的 [[change]] 中改变，或在所有年度改为：
cli-template-moved = 从第 { $year } 年起 { $scenario } 设为 { $value }：请在下面的 [[change]] 中改变，或用 { $lever } 在所有年度改变
cli-template-as-in = 与 { $scenario } 相同
cli-template-year = 第一个记录年度为 1
cli-template-share = 随机抽取一半的部门：处理组与对照组

## 参数与指标

cli-head-name = 名称
cli-head-symbol = 符号
cli-head-default = 默认值
cli-head-range = 范围
cli-head-in-studies = 研究中的范围
cli-head-unit = 单位
cli-head-meaning = 含义
cli-head-source = 来源
cli-head-basis = 依据
cli-head-reason = 范围的理由
cli-head-better = 优劣方向
cli-head-definition = 定义
cli-direction-up = 以高为好
cli-direction-down = 以低为好
cli-direction-neither = –
cli-any = 任意
cli-range = { $low } 至 { $high }
cli-meaning-symbol = { $meaning }（{ $symbol }）
cli-group-policy = 财政局及上级财政的政策工具；[[change]] 可以逐年改变它们
cli-group-department = 部门的特征
cli-group-bureau = 财政局的能力及其公式
cli-group-district = 部门的数目与类型
cli-group-protocol = 情景如何运行
cli-parameters-note = 用 --set group.name=value 或在情景文件中设定。`--markdown` 另列出来源。
cli-no-parameter = 没有哪个参数的名称、符号或含义中有 { $text }；`budgetsim parameters` 列出所有参数
cli-page-generated = 本页由 `{ $command }` 生成，请勿编辑。
cli-page-parameters = 参数
    .lead = 模型的所有参数，与代码中的声明一致。上下限包含在内。“研究中的范围”是扫描和敏感性分析在没有给出范围时所用的范围。范围若有理由，列在最后；没有理由的为默认值的一半至一倍半，只表示不知道。“依据”说明默认值从何而来：由数据测得、引自文献，或假定。金额以第一年的平均预算为单位。
cli-page-outcomes = 指标
    .lead = 一年的所有指标，与代码中的声明一致。比例为 0 至 1，得分为 0 至 100；除非定义另有说明，各部门的均值不加权。

## 教学实验室

cli-app-open = 教学实验室已打开：{ $address }
cli-app-public = 网络中的所有人都可以访问，无需密码。
cli-app-names = 可用本机的 IP 地址和 { $names } 访问；--allow-host 可增加主机名。
cli-app-hub = 在 JupyterHub 中：--base-url https://HUB{ $path }，其中 HUB 换成 JupyterHub 的主机名。
cli-app-close = 按 Ctrl-C 关闭。
cli-app-prefix = 代理服务器在 { $path } 之下提供本实验室。如果页面空白，请用 --root-path { $path } 启动
cli-app-without-workers = --workers 0 在提供页面的进程中仿真
cli-completion-installed = 已为 { $shell } 安装自动补全：{ $path }；在新的终端中生效。

## 单位自己的数据文件

cli-ask-data-check-file = 任意编码的文本（CSV）、工作簿、Stata 或 Parquet 文件。
cli-ask-data-tidy-file = 任意编码的文本（CSV）、工作簿、Stata 或 Parquet 文件。
cli-ask-data-check-recipe = TOML 文件，其 `[panel]` 表说明怎样读取；未指明的列按标题识别。
cli-ask-data-tidy-recipe = TOML 文件，其 `[panel]` 表说明怎样读取；未指明的列按标题识别。
cli-ask-data-check-lines = `[panel]` 中的一行（可重复）；优先于规则文件。
cli-ask-data-tidy-lines = `[panel]` 中的一行（可重复）；优先于规则文件。
cli-ask-data-tidy-out = 整理后面板的文件；规则写在其旁，扩展名为 .toml。
cli-ask-data-tidy-mend = 按提示处理：剔除合计、合并改名的单位、统一金额单位。
cli-data-read = { $file }：{ $rows } 行，{ $units } 个单位，{ $first } 至 { $last } 年，{ $unit_years } 个单位-年
cli-head-role = 用途
cli-head-heading = 标题
cli-head-cells = 单元格
cli-head-lowest = 最小值
cli-head-median = 中位数
cli-head-highest = 最大值
cli-data-guesses = 读取方式
cli-data-unread = 无法读取、已剔除的内容
cli-data-artefacts = 像是文件造成的假象，以及其他须知
cli-data-followed = 已作的处理
cli-data-sound = 面板中没有像是假象之处。
cli-data-mends = 在 [panel] 中可以这样解决
cli-data-how = 如需全部照办：{ $line }
cli-data-mended = 已处理：{ $text }
cli-data-no-line = --set { $line }：请按 [panel] 的写法写“键=值”，例如 --set unit=单位名称
cli-data-written = 已写出 { $panel }（{ $units } 个单位，{ $rows } 个单位-年）和 { $recipe }。
cli-ask-forms-write-form = objectives（绩效目标申报表）、project（项目自评表）或 department（部门整体自评表）。
cli-ask-forms-write-out = 工作簿文件。
cli-ask-forms-write-money-unit = 金额单位：万元、元、亿元等。
cli-ask-forms-example-out = 存放工作簿的文件夹。
cli-ask-forms-example-years = 填报的年数。
cli-ask-forms-example-money-unit = 金额单位；部门平均预算为 5,000 个单位。
cli-ask-forms-read-paths = 工作簿，或存放工作簿的文件夹。
cli-ask-forms-read-out = 面板数据文件：金额以元计，自评得分为 0 至 100 分。
cli-forms-written = 已写出 { $path }。
cli-forms-example = { $path }：{ $number } 个部门 { $years } 年的表格。
cli-forms-passed = 不是上述表格的工作表（{ $number } 张）
cli-forms-unread = 无法读取之处（{ $number } 处）
cli-forms-broken = 违反规则之处（{ $number } 处）
cli-forms-more = ……另有 { $number } 处；--json 输出全部。
cli-forms-sound = 没有违反规则之处。
cli-forms-panel = 已写出 { $panel }：{ $units } 个部门，{ $rows } 个部门-年。
cli-forms-left-out = 有 { $number } 份自评表未填部门或年度，没有进入面板：{ $forms }
cli-forms-no-unit = { $unit } 不是金额单位；可用的单位例如 { $examples }
cli-ask-survey-write-out = 工作簿文件。
cli-ask-survey-example-out = 答卷文件（CSV）。
cli-ask-survey-example-years = 作答之前模拟的年数。
cli-ask-survey-example-respondents = 每个部门的答卷人数。
cli-ask-survey-read-files = 答卷：表格（CSV、工作簿、Stata）、填好的问卷，或其文件夹。
cli-ask-survey-read-scenario = 由该情景中的部门同样作答，以便对照。
cli-ask-survey-read-years = 作答之前模拟的年数。
cli-ask-survey-read-figure = 把两者并排画入该文件（png、svg 或 pdf）。
cli-ask-survey-map-files = 答卷：表格（CSV、工作簿、Stata）、填好的问卷，或其文件夹。
cli-ask-survey-map-base = 按回答加以修改的情景。
cli-ask-survey-map-out = 情景文件；按范围抽取的研究文件写在其旁，名为 NAME_sweep.toml。
cli-ask-survey-map-draws = 另写出全部不确定参数的抽样，其中的特征按问卷收窄；各命令用 --parameters 读取。情景则把这些特征留给抽样。
cli-ask-survey-map-parameters = 要收窄的抽样，如校准写出的抽样文件。默认：软件包自带的抽样。
cli-survey-parameters = --parameters 指定要收窄的抽样；请用 --draws FILE.parquet 说明写到哪里
cli-survey-draws-name = --draws { $name }：抽样是 Parquet 文件，文件名应以 .parquet 结尾
cli-survey-drawn = 已写出 { $draws }：{ $number } 个抽样，收窄了 { $traits }。
cli-survey-drawn-alone = 问卷与抽样在 { $traits } 上相互矛盾；此处只以问卷为准。
cli-survey-drawn-then = 使用方法：{ $line }
cli-survey-read = { $respondents } 人的回答
cli-survey-note = 均值按部门计算，附 95% 置信区间；α 为 Cronbach 系数（Feldt 区间），ω 为 McDonald 系数（三条及以上陈述）。
cli-survey-written = 已写出 { $scenario } 和 { $study }。
cli-survey-figure = --figure { $name }：文件须以 { $formats } 之一结尾
cli-head-scale = 量表
cli-head-number = 部门数
cli-head-surveyed = 调查
cli-head-simulated = 模拟
cli-head-alpha = α 系数
cli-head-omega = ω 系数
cli-head-value = 取值
cli-head-statements = 陈述条数
cli-head-complete = 完整答卷
cli-head-why = 理由

cli-help-data-district = 写出面板数据所示的地区：各部门（CSV），以及包含这些部门及其货币的情景。
cli-more-data-district = 面板没有说明的内容会加以推测，每项推测都在情景文件中注明；如有更准确的信息，请更正这两个文件。
cli-ask-data-district-file = 任意编码的文本（CSV）、工作簿、Stata 或 Parquet 文件。
cli-ask-data-district-out = 情景文件；各部门写在其旁的 NAME_departments.csv 中。
cli-ask-data-district-base = 地区沿用其政策与行为的情景，名称或路径。
cli-ask-data-district-year = 地区以哪一年的预算起步；默认：面板的最后一年。
cli-ask-data-district-archetype = 说明部门类型的列：生产型、程序型、工艺型或应对型，也可写英文名称。默认：按名称推测。
cli-ask-data-district-size = 说明部门规模的列，例如人员数。默认：各年平均预算。
cli-ask-data-district-money = 结果以何种货币单位表示，例如 万元。默认：面板的单位。
cli-ask-data-district-mend = 按提示处理：剔除合计、合并改名的单位、统一金额单位。
cli-ask-data-district-recipe = TOML 文件，其 `[panel]` 表说明怎样读取；未指明的列按标题识别。
cli-ask-data-district-lines = `[panel]` 中的一行（可重复）；优先于规则文件。
cli-data-district = 已写出 { $scenario } 和 { $roster }：{ $number } 个部门及其 { $year } 年预算。
cli-data-district-about = 部门及其 { $year } 年预算取自 { $file }。
cli-data-district-then = 接下来：{ $line }
cli-data-guessed = 对地区的推测
