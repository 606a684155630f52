# `lots` 命令行各命令共用的词句。

rows-read = 共读入 { $rows } 行。
file-unreadable = 无法读取文件“{ $file }”：{ $why }
progress = { $what }……{ $percent } %
progress-roster = 正在读取检查对象名录
progress-teams = 正在配检查组
progress-feasible = 正在估计人员是否够用

## 帮助

help-lots = 随机抽取检查对象、选派执法检查人员（双随机），并让任何人都能核对结果
help-heading-usage = 用法：
help-heading-commands = 命令
help-heading-command = 命令
help-heading-arguments = 参数
help-heading-options = 选项
help-help = 显示帮助
help-version = 显示版本号
help-json = 以 JSON 输出
help-lang = 显示语言：zh（中文）或 en（英文）；不指定时按环境变量 LC_ALL、LC_MESSAGES、LANG，再不然用中文
help-exit-codes = 退出码：0 正常；1 核对发现问题；2 命令行有误；3 文件无法读写

## 命令行有误

usage-see-help = 用 --help 查看用法。
usage-unknown-argument = 没有“{ $argument }”这个选项。
usage-missing-argument = 缺少：{ $argument }
usage-missing-command = 请指定命令。
usage-unknown-command = 没有“{ $command }”这个命令。
usage-conflict = “{ $argument }”不能这样与其他选项并用，或重复出现。
usage-bad-value = “{ $argument }”的值“{ $value }”无效。
usage-valid-values = 可用的值：{ $valid }
usage-other = 命令行有误：{ $why }
