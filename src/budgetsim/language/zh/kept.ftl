# 教学实验室：浏览器和网址里保存的内容，以及会丢失内容之前的询问。

kept-ask-restart = 这样会放弃当前这一局（已结账 { $years } 年）。确定重新开始吗？
kept-ask-again = 这样会放弃已完成的这一局；如需结果，请先下载。确定再玩一次吗？
kept-closing = 正在结账……
kept-yes = 确定
kept-no = 取消
kept-undo = 撤销

-kept-lasting = 为了在刷新页面、锁屏或服务器重启后不丢失进度，浏览器会保存

kept-note = 本设备保存的内容
    .about-game = { -kept-lasting }班级代码和这一局的政策工具；其余内容由模型重新计算，数字完全相同。别人看不到，也不保存姓名。
    .about-lessons = { -kept-lasting }你的预测、作答和政策 B。别人看不到，也不保存姓名。
    .about-explore = { -kept-lasting }你调整过的政策工具和实验设置。别人看不到。
    .link = 在另一台设备上打开这些内容的网址
    .copy = 复制
    .copied = 已复制。
    .unkept = 此浏览器无法保存内容（可能是无痕窗口）。请改为保存下面的网址。
    .forget = 清除
    .forget-ask = 这样会放弃你在此处所做的内容。确定清除吗？

kept-stored = 本设备保存的内容无法使用：{ $why }。已将其删除，请重新开始。
kept-linked = 网址中的内容无法使用：{ $why }。请重新索取网址，或直接继续。
kept-why-long = 长度超过了实验室所能写出的任何内容
kept-why-damaged = 内容已损坏或不完整
kept-why-version = 内容来自另一版本的实验室
kept-why-rules = 内容不符合本实验室的规则
kept-understood = 知道了
kept-offer = 网址中的内容（{ $other }）与本设备上的（{ $own }）不同。继续其中一个就会放弃另一个。
kept-own = 继续我自己的
kept-other = 打开网址中的
kept-game = { $code } 区，已结账 { $years } 年
kept-lessons = 已开始 { $lessons } 课
kept-explore = 调整了 { $levers } 项政策工具

# 各页面之外的框架
kept-page-loading = 正在打开实验室……
kept-page-cut = 连接已中断。你的内容已保存，正在重新连接……
kept-page-restoring = 正在恢复你的内容……
kept-page-lost = 无法恢复连接。你的内容已保存，请重新加载页面。
kept-page-again = 重新加载
kept-page-stay = 暂不
