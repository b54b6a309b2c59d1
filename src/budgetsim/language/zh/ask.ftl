### 所有研究共有的提问，以及帮助的各个部分。

ask-panel-question = 研究什么
ask-panel-design = 设计
ask-panel-running = 模拟什么
ask-panel-code = 自己的代码
ask-panel-output = 输出
ask-default = { $text }默认：{ $default }。
ask-try = 例如：
ask-name = 研究的名称，结果目录也以此命名；默认：情景的名称。
ask-behaviour = 代替模型规则为各部门作决定的函数：模块:函数 或 文件.py:函数。
ask-replications = 随机种子的数目。
ask-settings = 改变一个参数；可重复。`budgetsim parameters` 列出所有参数。情景自身在以后改变的政策工具只设到那时为止；KEY@all 在所有年份都设定它。
ask-years = 记录的年数；默认：情景自己的年数。
ask-seed = 第一个随机种子，其余依次递增。
ask-workers = 进程数；默认：工作量小时一个，工作量大时用所有处理器。
ask-scheduler = Dask 调度器，例如 tcp://host:8786，由其工作进程运行；此时不使用 --workers。
ask-out = 结果目录；默认：results/ 下以命令和情景命名的新目录。其中若有同一研究，则继续运行。
ask-dry-run = 只说明将运行什么、需要多少（运行次数、时间、磁盘空间），不运行。
ask-figures = 绘图。
ask-figure-format = 图形格式：{ $options }；可重复。默认：png。
ask-dpi = PNG 图形的每英寸点数；默认：300。
ask-json = 在标准输出上打印一个 JSON 文档。
ask-quiet = 只打印错误和警告。
ask-language = 打印所用的语言：{ $options }。
ask-departments = 同时保存各部门的年度面板数据。
ask-policy-rule = 根据财政局所见设定下一年政策工具的函数：module:function 或 file.py:function。
