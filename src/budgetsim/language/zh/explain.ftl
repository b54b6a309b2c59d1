# 讲述一个部门的一年：`budgetsim explain` 与教学实验室的“逐步解读”页面。

explain-joint = {""}
explain-semicolon = ；
explain-title = { $scenario } 情景，第 { $year } 年：{ $name }（种子 { $seed }）
explain-department = { $number } 号部门
explain-points = { $score } 分
explain-of-budget = 预算的 { $share }

## 1. 部门概况

explain-who = 1. 部门概况
explain-who-kind = { $name }属于{ $archetype ->
        [production] 生产型：产出和成效都看得见，如修路
        [procedural] 程序型：做了什么看得见，效果如何很难看见，如检验检查
        [craft] 工艺型：效果看得见，工作过程很难看见，如执法
       *[coping] 应对型：工作过程和效果都不易看见，如文化、治安
    }。
explain-who-size = 规模为 { $size }（平均为 1）。
explain-who-measured = 产出的 { $output }、对群众效益的 { $benefit } 可以衡量。
explain-who-private = 以下只有它自己知道：生产率 θ = { $productivity }（平均为 1，在 { $departments } 个部门中排第 { $rank }）；一单位资金用于自身享用，对它值 b = { $taste }。
explain-who-bias = 不掺任何主观意图，仅出于习惯，它上报的完成率就会{ $side ->
        [over] 高报
       *[under] 低报
    } { $points } 个百分点。

## 2. 年初所知

explain-knew = 2. 一月：它知道什么
explain-knew-budget = 年初预算为 { $budget }{ $has-kept ->
        [yes] ，其中上年结转 { $kept }
       *[no] {""}
    }，以第一年的平均预算为 1。若努力程度与去年相同，它估计产出可达 { $output }，效益可达 { $benefit }。
explain-knew-adjusted = 年度执行中的预算调整使批复数{ $way ->
        [up] 增加 { $part }
       *[down] 减少 { $part }
    }，它在安排全年工作时已经知道。
explain-knew-norm = 财政局认为它的正常水平是产出 { $output }、效益 { $benefit }。
explain-knew-norm-linear = 财政局认为它可衡量的努力的正常水平是 { $output }（产出）和 { $benefit }（效益）。
explain-knew-announced = 财政局部署：检查 { $monitoring } 的月份，重点评价 { $evaluation } 的部门，目标审核力度 { $review }，结果应用力度 { $use }。
explain-knew-capable = 人手足以完成全部工作（工作负荷率 { $load }）。
explain-knew-overloaded = 但工作量是人手所能承担的 { $load }，只有 { $delivered } 能够完成，而且因赶工而质量打折。
explain-knew-risk = 它认为每个月被检查的概率 p̂ = { $check }，因此一年之中挪用被发现的概率 P̂ = { $found }。
explain-knew-belief = 它相信查出问题会有后果的程度 r̂ = { $consequence }，相信公布的结果应用会兑现的程度 γᵘ = { $credibility }。
explain-knew-culture = 它自身对公共价值的重视，即绩效理念，κ = { $culture }（满值为 1）。
explain-knew-stake = 满分（100 分）比零分对它多值 W = { $total }：其中 { $use } 来自随结果而来的预算和奖惩，{ $face } 来自面子和公开。
explain-knew-parts = 这当中，{ $own } 取决于自评，{ $key } 取决于重点评价。

## 3. 绩效目标

explain-objective = 3. 绩效目标
explain-objective-top-down = 目标由财政局直接下达，部门不申报，也就无从压低。
explain-objective-bonus = 无论报高报低，奖励都会减少，所以它申报的目标{ $place }（s = { $understated }）。
explain-objective-motive = 目标越低越容易得高分：按边际计，目标每压低 100% 对它值 { $gain }；若被审核发现，代价是 { $cost }。
explain-objective-proposal = 所以它申报的目标{ $place }（s = { $understated }）{ $limit ->
        [yes] ，已到上限
       *[no] {""}
    }。
explain-objective-anyhow = 照此，它会申报{ $wanted }的目标；而按它自己的决策方式，申报的目标{ $place }（s = { $understated }）。
explain-objective-linear = 在线性形式下，申报不起作用：目标由可衡量努力的正常水平、目标确定方式和审核效力决定。
explain-objective-place = { $side ->
        [equal] 与自己的预期一致
        [below] 比自己的预期低 { $share }
       *[above] 比自己的预期高 { $share }
    }
explain-objective-raised = 财政局的审核效力为 { $force }：把产出目标从 { $proposed } 提高到 { $target }，向正常水平 { $norm } 靠拢。
explain-objective-left = 产出目标维持在 { $target }：{ $why ->
        [none] 申报的目标无人审核
       *[enough] 申报值不低于正常水平 { $norm }
    }。
explain-objective-set = 产出目标为 { $target }。
explain-objective-head = 水平
explain-objective-outputs = 产出
explain-objective-benefits = 效益
explain-objective-expected = 自己预期达到
explain-objective-proposed = 申报
explain-objective-norm = 财政局认定的正常水平
explain-objective-target = 核定目标
explain-objective-reached = 年末实际达到
explain-objective-measured = 年末可衡量的努力

## 4. 选择

explain-chose = 4. 它作了什么选择，为什么
explain-rule-rational = 它精打细算：根据自己的判断，每种行动都做到再多一单位就不划算为止。
explain-rule-adaptive = 它并不计算：只在记忆中最好的做法附近随机试探一步。
explain-rule-satisficing = 它满足于过得去：只有上年目标完成得不够好，才会改变做法。
explain-rule-given = 它按本次运行指定的行为规则行事。
explain-effort-worth = 努力：多投入一单位产出努力，对它值 { $worth }：通过自评得分 { $own }{ $feared ->
        [yes] （担心干得好只会抬高下年目标，已使这部分减少 { $ratchet }）
       *[no] {""}
    }，通过重点评价 { $key }，出于对公众的关心 { $care }。多投入一单位效益努力，值 { $benefit }。
explain-effort-price = 两者争用同样的人手，每多一单位，成本就再增加 c̃ = { $price }。
explain-effort-choice = 所以它在产出上投入 e₁ = { $output }，在效益上投入 e₂ = { $benefit }：偏重{ $lead ->
        [output] 产出
       *[benefit] 效益
    }，因为{ $why ->
        [measured] 这方面更容易衡量
        [gains] 这方面更能提高得分
        [public] 它认为这方面对公众更有益
       *[habit] 这方面习惯上做得更多
    }。
explain-effort-even = 所以它在产出和效益上投入一样多，e₁ = e₂ = { $output }。
explain-effort-anyhow = 它在产出上投入 e₁ = { $output }，在效益上投入 e₂ = { $benefit }。
explain-claim-worth = 自评：虚报一单位目标完成率值 { $gain }，预期受罚 { $cost }。
explain-claim-price = 每多虚报一单位，成本再增加 { $price }。
explain-claim-choice = 所以它把完成率虚报了 g = { $chosen }{ $limit ->
        [yes] ，已到上限
       *[no] {""}
    }。
explain-claim-none = 这不划算，所以它不虚报（g = 0）。
explain-claim-anyhow = 按它自己的决策方式，它把完成率虚报了 g = { $chosen }。
explain-money-worth = 资金：多挪用一单位资金扣除自身损失 M 后对它值 (b − M)·A = { $gain }，预期受罚 P̂·r̂·F = { $sanction }，良心上的代价 ι·κ = { $guilt }。
explain-money-price = 余下的 { $net } 再与挪用本身每单位 k = { $price } 的成本相权衡。
explain-money-choice = 所以它把支出的 d = { $chosen } { $hides ->
        [yes] 直接挪作他用
       *[no] 挪作他用
    }{ $limit ->
        [yes] ，已到上限
       *[no] {""}
    }。
explain-money-none = 代价更高，所以它不直接挪用（d = 0）。
explain-money-all-hidden = 全部隐匿起来更划算，所以它不直接挪用（d = 0）。
explain-money-anyhow = 按它自己的决策方式，它直接挪用支出的 d = { $chosen }。
explain-hide-worth = 把一单位挪用隐匿得检查和审计都发现不了，值 { $net }，每多一单位，成本再增加 { $price }。
explain-hide-choice = 所以它另外隐匿挪用 c = { $chosen }{ $limit ->
        [yes] ，已到上限
       *[no] {""}
    }。
explain-hide-anyhow = 按它自己的决策方式，它另外隐匿挪用 c = { $chosen }。
explain-departures = 判断相同而精打细算的部门会作出不同的选择（{ $list }）。
explain-departure = { $action }：应为 { $best }，而不是 { $chosen }
explain-margin-head = 再多一单位……
explain-margin-change = 带来什么变化
explain-margin-symbol = 符号
explain-margin-worth = 价值
explain-action-sandbagging = 压低申报目标
explain-action-effort_output = 产出努力
explain-action-effort_benefit = 效益努力
explain-action-manipulation = 虚报业绩
explain-action-diversion = 直接挪用
explain-action-concealment = 隐匿挪用
explain-term-easier_target = 目标更容易完成，自评得分提高
explain-term-low_proposal = 低目标被审核发现的预期代价
explain-term-own_score = 通过自评得分
explain-term-external_evaluation = 通过重点评价
explain-term-public_care = 出于对公众的关心
explain-term-believed_claim = 虚报被采信，得分提高
explain-term-falsified_report = 虚报的预期处罚
explain-term-retained_use = 留在手中的部分供自身享用
explain-term-expected_sanction = 预期处罚
explain-term-guilt = 良心上的代价
explain-term-own_loss = 自身绩效因此受损
explain-term-satisfaction = 自评中的满意度得分
explain-term-not_taken_back = 本会被追回的部分
explain-term-avoided_sanction = 免去的处罚
explain-term-private_use = 供自身享用

## 5. 十二个月

explain-months = 5. 十二个月
explain-months-hoarding = 为稳妥起见，它每月拨款都留下 { $held } 不用；余款在十二月花出，占全年支出的 { $december }（均匀支出应为 8.3%）。
explain-months-late = 计划之外，这一年临时需要相当于预算的 { $late }；用留下的钱应付其中一部分，比按计划支出多得预算的 { $gain }。
explain-months-rush = 匆忙支出造成的损失为预算的 { $rush }。
explain-months-head-month = 月份
explain-months-head-spent = 累计支出
explain-months-head-share = 占预算
explain-months-head-diverted = 累计挪用
explain-months-head-rate = 当前挪用率
explain-months-head-event = 发生了什么
explain-month = { $month ->
        [1] 1 月
        [2] 2 月
        [3] 3 月
        [4] 4 月
        [5] 5 月
        [6] 6 月
        [7] 7 月
        [8] 8 月
        [9] 9 月
        [10] 10 月
        [11] 11 月
       *[12] 12 月
    }
explain-event-nothing = { $source ->
        [audit] 审计
       *[check] 检查
    }：未发现问题
explain-event-misuse = { $source ->
        [audit] 审计
       *[check] 检查
    }：发现挪用，追回 { $returned }
explain-event-waste = { $source ->
        [audit] 审计
       *[check] 检查
    }：发现管理不善
explain-event-received = 从进度慢的部门调入 { $money }
explain-event-taken = 向进度快的部门调出 { $money }
explain-event-rush = 突击花钱

## 6. 单位自评

explain-self = 6. 单位自评
explain-self-score = 它给自己打了 { $score } 分{ $early ->
        [yes] （初步得分，最终为 { $final } 分）
       *[no] {""}
    }。
explain-self-attained = 它称产出目标完成了 { $attained }：其中 { $measured } 是对照目标衡量得到的，{ $unmeasured } 无法衡量、视同完成，{ $claimed } 是虚报，{ $error } 出于习惯和偶然。{ $capped ->
        [yes] 超过 100% 的按 100% 计。
       *[no] {""}
    }
explain-self-attained-linear = 产出方面它称达到 { $attained }：可衡量的努力超出目标 { $measured }，虚报 { $claimed }，习惯和偶然 { $error }。
explain-self-head = 得分构成
explain-self-head-weight = 权重
explain-self-head-reached = 完成
explain-self-head-points = 得分
explain-self-part-execution = 预算执行率
explain-self-part-output = 产出
explain-self-part-benefit = 效益
explain-self-part-satisfaction = 群众满意度
explain-self-part-offset = 共同基准
explain-self-part-common = 共同冲击
explain-self-total = 自评得分

## 7. 重点评价

explain-key = 7. 重点评价：财政局看到什么，真实情况如何
explain-key-done = 财政局或受托的第三方对该部门开展重点评价，给出 { $score } 分{ $early ->
        [yes] （初步得分，最终为 { $final } 分）
       *[no] {""}
    }。
explain-key-none = 该部门今年不在重点评价之列，财政局手中只有自评得分。若作评价，它会得 { $score } 分。
explain-key-made = 这一得分以 { $level } 分起步，外人能够衡量的业绩加 { $performance } 分，未被识破的虚报加 { $claims } 分，误差为 { $error } 分。{ $capped ->
        [yes] 最高以 100 分计。
        [floor] 最低以 0 分计。
       *[no] {""}
    }
explain-key-rank = 真实绩效为 { $performance }，在 { $departments } 个部门中排第 { $rank }。
explain-seen-head-bureau = 财政局看到的
explain-seen-head-truth = 真实情况
explain-seen-target = 产出目标
explain-seen-output = 产出
explain-seen-benefit = 效益
explain-seen-self = 自评得分
explain-seen-key = 重点评价
explain-seen-diverted = 挪用资金
explain-seen-passive = 被动浪费
explain-seen-useful = 有效资金
explain-seen-productivity = 生产率
explain-seen-proposed = 申报 { $amount }
explain-seen-set = 自行下达 { $amount }
explain-seen-expected = 部门自己预期 { $amount }
explain-seen-reported = 上报 { $amount }
explain-seen-preliminary = { $score } 分（初步）
explain-seen-made-up = { $score } 分，其中虚报完成率 g = { $claimed }
explain-seen-no-key = 无
explain-seen-would = 若作评价得 { $score } 分
explain-seen-found = 检查 { $checks } 次{ $audit ->
        [yes] 、审计一次
       *[no] {""}
    }，发现问题 { $findings } 次
explain-seen-hidden = 预算的 { $share }（其中隐匿 { $hidden }）

## 8. 结果应用

explain-followed = 8. 结果应用与此后的变化
explain-followed-used = 财政局已了解到自评普遍虚高，因而从自评得分中扣减 { $correction } 分，{ $source ->
        [self] 仅凭自评
       *[both] 按精度加权自评与重点评价
    }，得出今年的采用得分 { $score } 分（各部门平均 { $mean } 分）。
explain-followed-rests = 下年预算依据{ $which ->
        [this] 今年的得分，各部门平均为 { $mean } 分
        [last] 上年的得分（{ $score } 分），各部门平均为 { $mean } 分
        [belief] 财政局综合以往信息对其能力的判断
       *[none] 上年预算，现行规则不看得分
    }。
explain-followed-budget = 预算原为 { $old }，现为 { $new }，变动 { $change }。若只看基数、规模和讨价还价，应为 { $without }：得分带来的差别是 { $effect }。
explain-followed-kept = 此外还留用结余 { $kept }。
explain-learned-risk = 它{ $checks ->
        [0] 一次也没有被检查
        [1] 被检查了一次
       *[other] 被检查了 { $checks } 次
    }，也听说了同行的遭遇：如今它认为每月被检查的可能性{ $trend ->
        [up] 更大了
        [down] 更小了
       *[same] 没有变化
    }。
explain-learned-consequence = 对查出问题会有后果，它{ $trend ->
        [up] 更相信了
        [down] 更不相信了
       *[same] 信与不信一如从前
    }。
explain-learned-norm = 财政局{ $trend ->
        [up] 调高
        [down] 调低
       *[same] 维持
    }了对其正常产出的认定：下年目标由此起步（棘轮效应）。
explain-learned-guess = 它对该部门生产率的判断{ $trend ->
        [closer] 更接近真实情况
        [further] 离真实情况更远了
       *[same] 与真实情况的距离不变
    }。
explain-learned-head = 信念或状态
explain-learned-head-before = 年初
explain-learned-head-after = 年末
explain-learned-perceived_risk = 它的检查预期 p̂
explain-learned-consequence_belief = 它的问责预期 r̂
explain-learned-credibility = 它对结果应用的信任 γᵘ
explain-learned-culture = 它的绩效理念 κ
explain-learned-passive_waste = 它的被动浪费 q
explain-learned-norm_output = 财政局认定的正常产出
explain-learned-norm_benefit = 财政局认定的正常效益
explain-learned-expected_productivity = 财政局对其生产率的判断

## 财政局眼中的这一年

explain-bureau-guess = 部门的真实能力财政局并不知道，只能估计其生产率为 { $guess } ± { $spread }（平均为 1）。
explain-bureau-knew = 2. 一月：财政局下达和公布了什么
explain-bureau-budget = 财政局下达预算 { $budget }（以第一年的平均预算为 1），认为该部门的正常水平是产出 { $output }、效益 { $benefit }。
explain-bureau-beliefs = 部门预期什么、相信什么、想要什么，财政局并不知道。
explain-bureau-objective = 财政局看到的是一份申报，无从判断它是如实申报还是有意压低。
explain-bureau-set = 财政局在不知道部门能力的情况下自行确定目标。
explain-bureau-chose = 4. 它的选择，财政局看不到
explain-bureau-hidden = 部门有多努力、把力气用在哪里、虚报多少、挪用多少，都是隐藏行动。财政局只看得到掺杂了运气的结果。
explain-bureau-months = 财政局看到的是资金支出，以及检查查出的问题。十二月支出占全年的 { $december }（均匀支出应为 8.3%）。
explain-bureau-self = 部门上报产出 { $output }、效益 { $benefit }，给自己打了 { $score } 分。
explain-bureau-doubt = 财政局已了解到自评平均虚高 { $correction } 分，但这一次有多少水分，它看不出来。
explain-bureau-key = 7. 重点评价：财政局看到什么
explain-bureau-no-key = 该部门今年不在重点评价之列，财政局手中只有自评得分。
explain-bureau-learned = 它对该部门生产率的估计{ $trend ->
        [up] 上升
        [down] 下降
       *[same] 不变
    }；是否更接近真实情况，它无从知道。

## 9. 倘若未知之处另有答案

explain-drawn = 9. 倘若未知之处另有答案
explain-drawn-about = 以上各点成立的前提是参数如情景所设。其中有 { $parameters } 个无人确知；对它们抽取 { $draws } 组，运气不变，该部门在中间 90% 的抽样中会这样做。
explain-drawn-output = 用于产出的努力在 { $low } 与 { $high } 之间，中位数为 { $median }。
explain-drawn-benefit = 用于效益的努力在 { $low } 与 { $high } 之间，中位数为 { $median }。
explain-drawn-diverts = { $sure ->
        [all] 公开或隐匿的挪用占支出的 { $low } 至 { $high }；{ $share } 的抽样中确有挪用。
        [none] 几乎不挪用，只在 { $share } 的抽样中数额值得一提。
       *[some] 是否挪用取决于无人确知之处：{ $share } 的抽样中有公开或隐匿的挪用，占支出的 { $low } 至 { $high }。
    }
explain-drawn-claims = { $sure ->
        [all] 虚报的结果为 { $low } 至 { $high }（1 为全部目标）；{ $share } 的抽样中确有虚报。
        [none] 几乎不虚报，只在 { $share } 的抽样中值得一提。
       *[some] 是否虚报取决于无人确知之处：{ $share } 的抽样中有虚报，虚报 { $low } 至 { $high }（1 为全部目标）。
    }
explain-drawn-luck = 运气是另一回事：参数如上文所述，在以前各年运气不同的 { $lucks } 次模拟中，同一部门挪用的部分在中间 90% 里占支出的 { $low } 至 { $high }（见最后两列）。
explain-drawn-split = 在抽样与运气造成的挪用差异中，{ $part } 的方差来自对参数的无知。
explain-drawn-name-effort_output = 用于产出的努力
explain-drawn-name-effort_benefit = 用于效益的努力
explain-drawn-name-diversion = 公开挪用
explain-drawn-name-concealment = 隐匿挪用
explain-drawn-name-manipulation = 虚报
explain-drawn-name-sandbagging = 目标压低
explain-drawn-head-choice = 选择
explain-drawn-head-point = 上文所述
explain-drawn-head-median = 抽样中位数
explain-drawn-head-low = 5%
explain-drawn-head-high = 95%
explain-drawn-head-luck-low = 运气，5%
explain-drawn-head-luck-high = 运气，95%

## 命令行所问

explain-ask-scenario = 参考情景的名称，或 TOML 文件的路径。
explain-ask-department = 部门的编号（从 0 起），或其在部门名册中的名称。
explain-ask-year = 要讲述的年度；1 为第一个记录年度。
explain-ask-seed = 该次运行的随机种子。
explain-ask-parameters = 结尾是否讲述该部门在未知参数的抽样下会如何行事：posterior 为是，point 为否；使用自己的代码时从不讲述。
explain-ask-money = 除平均预算外，金额以何种货币单位表示；“model”表示只用平均预算。情景须声明货币（[money]）。默认：情景所声明的单位。
