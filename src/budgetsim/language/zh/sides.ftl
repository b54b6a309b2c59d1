# 双方对局的教室：学生扮演部门，财政局由人或规则扮演。

sides-bureau = 财政局
sides-department = 部门 { $number }
sides-departments = 部门
sides-join = 双方对局
    .about = 全班共处一个区。你将担任其中一个部门，上面的财政局也有人扮演；人人只看得到自己一方看得到的。
sides-you-are = 你是本区的{ $name }（{ $kind }）。
sides-you-are-bureau = 你是财政局，面对 { $departments } 个部门。
sides-goal-department = 目标：十年间使本部门自身的得益尽可能大。
sides-goal-bureau = 目标：在行政经费之内，使十年的公共价值尽可能大。
sides-kind = 你的类型是{ $kind }：{ $about }。
sides-wait-bureau = 请等候财政局：今年的政策还没有公布。下面是你所知道的去年情况。
sides-your-turn = 财政局已公布今年的政策。请作出决定并提交。
sides-sent = 已提交。结账前可以修改。
sides-send = 提交决定
    .about = 全体提交、教师结账或时间到，这一年就结账，以滑块当时的位置为准；滑块从去年的位置开始。
sides-wish = 我想当财政局
sides-wish-back = 我还是当部门
sides-announce-now = 请公布第 { $year } 年的政策：各部门看到之后再作决定。
sides-wait-departments = 第 { $year } 年的政策已公布，各部门正在决定。
sides-announce = 公布第 { $year } 年的政策
    .about = 公布之后不能更改。其余政策工具保持你接手时的样子。
sides-points = { $points } 点
    .about = 得益点数：这一年对部门所值（按其规模折算），以模型自身的价值单位计，再乘以一百。
sides-money = { $money } 万元
sides-two = { $output } / { $benefit }
sides-not-evaluated = 未被评价
sides-not-bureau = 这间教室的财政局由别人担任。由谁担任，在讲台上选定。

## 部门的决定

sides-action-effort_output = 产出上的努力
    .about = 用在计划里数得清的事情上：道路、许可、检查。努力费力，越多越费力。
sides-action-effort_benefit = 效益上的努力
    .about = 用在产出所要达到的目的上：街道安全、群众满意。有些类型的部门几乎无法衡量它。
sides-action-sandbagging = 压低目标
    .about = 你申报的目标比自己的预期低多少；低于 0 则是多承诺。目标低容易完成，但审核可能看穿。
sides-action-manipulation = 虚报业绩
    .about = 自评比实际完成多报多少，以目标的份额计。重点评价或审计可能查出。
sides-action-diversion = 直接挪用
    .about = 把预算的这一份额用于自己的目的。检查或审计可能查出；查出后要退还资金，并视财政局的整改力度受罚。
sides-action-concealment = 隐匿挪用
    .about = 再挪用一份，任何检查都查不到。隐匿要费周折，良心也有代价。
sides-target-output = 由此得出的产出目标
sides-target-benefit = 由此得出的效益目标
sides-target = 你预期自己能做到 { $expected }。

## 部门所知

sides-know = 第 { $year } 年一月你所知道的
sides-announced = 财政局已公布
sides-believe = 你知道和相信的
sides-know-budget = 你的预算
sides-know-expected = 你对自己的预期（产出 / 效益）
sides-know-normal = 财政局认为你正常能做到的
sides-know-misuse = 直接挪用一年内被查出的可能
sides-know-claim = 虚报被查出的可能
sides-know-consequence = 查出之后有多大后果
sides-know-worth = 十分得分对你所值
sides-last = 你的第 { $year } 年
sides-last-before = 上任前一年的本部门
sides-payoff = 当年得益：{ $payoff } 点。
sides-payoff-mean = 至今平均：{ $mean } 点。
sides-payoff-points = 得益（点）
sides-parts = 得益从何而来
sides-part-score = 得分所值
sides-part-kept = 用于自己目的的钱
sides-part-care = 对成效的在意
sides-part-effort = 努力
sides-part-sanctions = 受罚
sides-part-conscience = 良心，以及挪用和虚报的周折
sides-part-rest = 风险、自身时间、年末
sides-own = 发生了什么
sides-year-self = 你的自评得分
sides-year-external = 你的重点评价得分
sides-year-checks = 到你这里的检查次数
sides-year-findings = 在你这里查出的问题
sides-year-performance = 你的真实成效
sides-year-spent = 预算执行
sides-year-next = 你明年的预算

## 财政局所知

sides-by-department = 各部门的材料
sides-seat = 席位
sides-column-self = 自评得分
sides-column-external = 重点评价
sides-column-checks = 检查次数
sides-column-findings = 查出问题
sides-column-target = 产出目标
sides-column-budget = 预算（万元）
sides-column-next = 明年
sides-column-claimed = 自评得分
sides-column-honest = 如实得分
sides-column-misuse = 实际挪用
sides-column-payoff = 得益（点）

## 真实情况

sides-truth-seat = 你的十年与模型的十年
    .about = 你每年得益 { $own } 点。若这一席由模型来坐，其他人照旧、运气相同，则为 { $model } 点。
sides-truth-bureau = 与“什么都不改变、各部门都由模型扮演”的同一个区相比，这一财政局和这些玩家的十年每年增益 { $gain }。若政策工具照旧、各席都由模型来坐，则为 { $nobody }。
sides-model = 模型得益
sides-difference = 差额
sides-seen = 财政局看到的与真实情况
    .about = 得分为各年平均，查出问题为次数，挪用为全部预算中被挪用（无论直接还是隐匿）且未退还的份额。如实得分是去掉虚报之后的自评得分。
sides-seen-by = 财政局看到
sides-true = 实际
sides-seen-score = 自评得分（平均）
sides-seen-misuse = 挪用
sides-found = 查出 { $count } 次
sides-line-played = 实际对局
sides-line-model = 模型
sides-course = 实际对局，以及政策工具照旧、各席都由模型来坐：高出“什么都不改变、各部门都由模型扮演”的同一个区的社会净价值，以占全部预算的百分比表示；运气都相同。
sides-beside = 模型的得益：同样的十年、同样的运气，其他人照他们所做的做，唯独这一席由模型来坐。
sides-claimed = 所报得分
sides-honest = 如实得分
sides-misuse = 挪用占预算的份额
sides-by-score = 去年各部门，按如实得分排列
sides-stage-scores = 如实得分与所报得分
sides-stage-paths = 历年得分
sides-gap = 自评得分：所报的，以及去掉虚报之后本应得到的。
sides-gap-hidden = 各部门所报的得分。真实情况在公布之后才会画出。

sides-unseen = 财政局看不到的情况
    .about = 到不了财政局案头的情况，取各年均值：实际对局；政策工具照旧、各席都由模型来坐；什么都不改变、各席都由模型来坐。
sides-contrasts = 与同一席由模型来坐时相比的得益（点）：做得比全班中间水平多的部门减去其余部门，附部门间的 95% 置信区间（韦尔奇法）。没有人被要求这样做，而且全班共处一个区，一个部门的做法会影响其他部门：这是留给全班的问题，而不是答案。只计每年都有人担任的部门。
sides-contrast-gain = 得益之差
sides-contrast-effort = 更努力
sides-contrast-understatement = 更多低报目标
sides-contrast-claims = 虚报更多
sides-contrast-misuse = 挪用更多（直接或隐匿）
sides-leaders = 只列出自愿上榜的部门。各部门条件不同，所以比的是每年得益高出模型坐这一席时多少点。
sides-leaders-gain = 高出模型（点）
sides-leaders-when = 十年结束并公布真实情况之后才会显示，以免有人照着它来玩。
sides-listed = 十年结束后，教师公布排行榜时，你的名字以及与模型相比的得益会列在上面。
sides-unlisted = 你不在任何排行榜上。如果愿意，教师可以在十年结束后向全班公布你的名字以及与模型相比的得益。

## 讲台

sides-turns = 轮次
    .about = 财政局先公布，各部门再决定，全体提交后结账。提前结束一轮时，以各人案头的位置为准；无人担任的部门按模型自身的规则行事。
sides-begin = 开始
sides-turn-bureau = 轮到财政局
sides-turn-departments = 轮到各部门
sides-close-turn = 现在为第 { $year } 年结账
sides-announce-turn = 按案头现状公布第 { $year } 年的政策
sides-truth-show = 结束时公布真实情况
sides-who = 由谁担任财政局
    .about = 也可在名单中指定一名学生；星号表示本人愿意。今年已公布的政策不变。
sides-who-rule = 简单规则
sides-who-status_quo = 无人：保持不变
sides-who-lecturer = 你自己
sides-bureau-page = 打开财政局的页面
sides-make = 任财政局
sides-make-one = 让 { $name } 担任财政局
sides-wishes = 本人愿意
sides-seats = 本区 { $departments } 个部门中，{ $played } 个由学生担任，其余 { $model } 个由模型扮演，所以不需要机器人。
sides-remove-ask = 要把 { $name } 移出教室吗？从今年起这一席由模型扮演；已结账年度的决定会保留，但不再有姓名。
sides-timer = 每一轮的时间：时间到，就按财政局案头的位置公布，或按各部门案头的位置结账。随当年结账而停止；填 0 即停止。
sides-export = 成绩单每名学生一行：席位、得益、由模型来坐时的得益及差额；财政局则列全区的增益。压缩包含四张表：席位、各部门历年情况、财政局历年情况、答案。
sides-open = 双方对局
    .about = 学生成为同一个区的各个部门；财政局由一名学生、你或规则担任。全班逐年同步进行，由你决定何时开始。
sides-open-size = 部门数
sides-open-district = 区
sides-district = 区：{ $title }
sides-district-own = 你自己的情景。
sides-unbound = 除经费以外没有其他约束。
sides-open-own = 游戏自己的区：王城
sides-open-do = 改为双方对局
sides-open-ask = 要让这间教室改为双方对局吗？改后不再变回，机器人会离开。

# 做不到的事
sides-fault-missing = 缺少 { $action }
sides-fault-action = { $action } 不是部门的行动；可用的有 { $actions }
sides-fault-range = { $action } = { $value } 不在 { $lower } 与 { $upper } 之间
sides-fault-full = 本区 { $departments } 个部门都已有人担任。
sides-fault-fixed = 双方对局时全班共处一个区：逐年同步进行，以公共价值为目标，只玩一局。
sides-fault-bots = 双方对局没有机器人：无人担任的部门都由模型扮演。
sides-fault-size = { $departments } 个部门：双方对局的区可有 { $least } 至 { $most } 个部门
sides-fault-other-size = 这间教室已是双方对局，区内有 { $departments } 个部门；如需其他规模，请另开一间教室。
sides-fault-begun = 这间教室已按单方玩法结过账：双方对局请另开一间教室。
sides-fault-few = 已有 { $count } 名学生，多于 { $departments } 个部门：请选择更大的区。
sides-fault-no-room = --sides { $departments } 缺少 --room：请给教室一个代码，例如 --room 'MPA 2026'
sides-fault-roster = { $name } 自带 { $own } 个部门：请用 { $own } 代替 { $departments }
sides-fault-levers = { $name } 的财政局起点超出对局范围：{ $why }
sides-fault-dear = { $name } 的财政局一开始就超出对局的行政经费：请选择人员或工作较少的情景
sides-fault-same = { $name } 的起点与 { $own } 相同：不同的只是以后的变化，而那由财政局决定；请去掉它，或选择别的区
sides-fault-other-district = 这间教室已是双方对局，但在另一个区；如需这个区，请另开一间教室。
sides-fault-scenario = 没有可供对局的区 { $name }；可选的有 { $names }
