# 服务器自己说的话。

gate-nothing-there = 没有这个页面
    .about = 这个地址不属于本实验室，可能输入有误或被截断。
gate-full = 实验室已满
    .about = 所有名额都在使用中。请关闭不再需要的页面，或半分钟后再试。
gate-foreign-host = 本实验室不使用 { $name } 这个名称。若应使用，请在启动时加上 --allow-host 和该名称。
gate-other-site = 其他网站的页面不能使用本实验室。
gate-method = 此处不允许 { $method }。
gate-uploads = 本实验室不接受上传。

## 输入的地址，以及实验室无法打开的原因

gate-fault-path = { $text } 不是路径。可用字母、数字和 . _ ~ @ + -，以斜杠分隔，例如 /lab 或 /user/jo/proxy/8765
gate-fault-reserved = { $text } 以实验室自己的地址名开头（{ $known }）。请改用其他路径，例如 /lab/{ $first }
gate-fault-url = { $text } 不是地址；地址形如 https://lab.example.org/lab
gate-fault-host = { $text } 不是主机名。请只写名称，不带 http:// 和端口，例如 lab.example.org
gate-fault-two-paths = --root-path { $path } 与 --base-url { $url } 中的路径不同：请只给出其中之一
gate-fault-origin = { $text } 不是网站来源；来源形如 https://moodle.example.org
gate-launch-packages = 教学实验室所需的软件包没有安装（{ $names }）：pip install "budgetsim[lab]"，在源码目录中则为 make lab
gate-launch-scenario-there = 实验室中已有全部参考情景
    .remedy = 请在页面上选择，或给出自己的文件（以 .toml 结尾）；加上 --room 和 --sides 可供全班推演
gate-launch-scenario-name = 实验室中已有同名情景
    .remedy = 请改文件名：没有名称的情景以文件名为名
gate-launch-scenario-large = 实验室的页面最多显示 { $most }
    .remedy = 请减少，或用 budgetsim run 研究
gate-launch-no-host = --host { $host }：没有这台主机。只供本机使用请写 127.0.0.1，供全班使用请写 0.0.0.0
gate-launch-taken = --port { $port }：该端口已被占用（是否已开着另一个实验室？）。请试 --port { $other }，或用 --port 0 任取一个空闲端口
gate-launch-not-allowed = --port { $port }：当前用户无权使用；请取 1024 至 65535 之间的端口
gate-launch-other-machine = --host { $host } 不是本机的地址。只供本机使用请写 127.0.0.1，供全班使用请写 0.0.0.0
gate-launch-failed = { $address } 无法打开：{ $reason }
gate-launch-assets = solara { $solara } 需要 solara-assets { $assets } 所没有的文件（{ $names }）：pip install --upgrade solara-assets，或改用较早的 solara
