### 所有研究共有的提问，以及帮助的各个部分。

ask-panel-question = 研究什么
ask-panel-design = 设计
ask-panel-running = 模拟什么
ask-panel-code = 自己的代码
ask-panel-output = 输出
ask-panel-arguments = 参数
ask-panel-options = 选项
ask-panel-commands = 命令
ask-panel-addresses = 代理服务器之后
ask-panel-limits = 上限
ask-default = { $text }默认：{ $default }。
ask-try = 例如：
ask-name = 研究的名称，结果目录也以此命名；默认：情景的名称。
ask-behaviour = 代替模型规则为各部门作决定的函数：模块:函数 或 文件.py:函数。
ask-replications = 随机种子的数目。
ask-settings = 改变一个参数；可重复。`budgetsim parameters` 列出所有参数。情景自身在以后改变的政策工具只设到那时为止；KEY@all 在所有年度都设定它。
ask-years = 记录的年数；默认：情景自己的年数。
ask-seed = 第一个随机种子，其余依次递增。
ask-workers = 同时运行的部分数：已编译的用线程，否则用进程；默认：工作量小时一个，大时用全部处理器。
ask-scheduler = Dask 调度器，例如 tcp://host:8786，由其工作进程运行；此时不使用 --workers。
ask-engine = 计算引擎：auto、compiled 或 numpy，任何数字都不取决于它。默认取 BUDGETSIM_ENGINE，否则为 auto：值得时才编译。
ask-out = 结果目录；默认：results/ 下以命令和情景命名的新目录。其中若有同一研究，则继续运行。
ask-dry-run = 只说明将运行什么、需要多少（运行次数、时间、磁盘空间），不运行。
ask-figures = 绘图。
ask-figure-format = 图形格式：png、svg 或 pdf；可重复。默认：png。
ask-dpi = PNG 图形的每英寸点数；默认：300。
ask-json = 在标准输出上打印一个 JSON 文档。
ask-markdown = 以 Markdown 打印答案。
ask-quiet = 只打印错误和警告。
ask-status = 说明目录中的研究进行到何处。
ask-status-needs = --status 需要一个研究目录；{ $given } 不是
ask-departments = 同时保存各部门的年度面板数据。
ask-keep = 每次运行少存一些，用逗号分隔：结果指标的名称；years=last:3 或 years=1,5,last:3 只存部分年度，或用 means 只存本研究所用最后几年的均值；float32 存七位有效数字。默认：全部结果指标的每一年。
ask-policy-rule = 根据财政局所见设定下一年政策工具的函数：module:function 或 file.py:function。
ask-parameters = point：只用申明的参数值；posterior：对所有未知参数抽样；或自己的抽样文件（CSV 或 Parquet）。默认：posterior；使用 --behaviour、--policy-rule 或 --departments 时为 point。
ask-draws = 参数抽样的组数。默认：64。
