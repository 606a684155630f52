# 命令 `lots sample`：造一座虚构的城市。

help-sample = 造一座虚构的城市（检查对象、执法检查人员、回避、方案），供试用
help-sample-folder = 写到哪个目录
help-sample-subjects = 检查对象数，至少40，不指定为30000
help-sample-inspectors = 执法检查人员数，至少6，不指定为120
help-sample-seed = 起始数：同一个数在任何机器上造出同样的文件，不指定为1
help-sample-date = 锁定的日期（方案里的各个时间随之而定），today 为今天；不指定为2026-03-05
sample-made = 已写入“{ $folder }”：检查对象 { $subjects } 家（{ $strata } 个分层），排除 { $excluded } 家，执法检查人员 { $inspectors } 人，回避 { $recusals } 条。
sample-invented = 单位、人员和代码均为虚构；如与真实单位相同，纯属巧合。
sample-too-small = 城市太小：至少要有 40 家检查对象和 6 名执法检查人员。
sample-unwritable = 无法写入“{ $folder }”：{ $why }
