# 公开日志：核对（doctor）、备份与恢复。 audit-… 的每一句说明哪两处不一致、应当怎么办。

audit-log = 公开日志自身不成立：检查项“{ $check }”未通过（{ $detail }）。请保全现场，停止写入，用恢复目录中的备份与见证方保存的检查点比对。
audit-guard-missing = 防回滚记录中没有检查点。写入已停止；请确认配置文件中 guard 所指目录正确，不要从备份恢复该目录。
audit-database-odd = 数据库里有系统没有建过的东西：{ $what }“{ $name }”（视图、触发器、规则、行级策略和函数都能让同一张表对不同的查询给出不同的内容，或者在核对以后改动内容）。请查明是谁建的，删除以后再次核对，并核对这期间的抽取。
audit-entry-unread = 日志文件 { $file } 缺失或者不能读取，其中的条目无法核对。请从备份找回该文件。
audit-row-unlike-entry = 操作记录 { $row } 与日志第 { $entry } 条不一致：数据库中的记录在写入日志之后被改动。以日志为准，请查明改动来源。
audit-entry-without-row = 日志第 { $entry } 条在数据库中没有对应的操作记录：该记录被删除或者被改动。请从备份找回并查明原因。
audit-entry-with-two-rows = 操作记录 { $row } 与另一条记录同指日志第 { $entry } 条。一条日志只对应一条记录，请查明原因。
audit-row-beyond-journal = 操作记录 { $row } 指向日志第 { $entry } 条，但日志没有这么长。请核对数据库与日志是否来自同一时点。
audit-row-gap = 操作记录 { $row } 之前缺少同一事项的记录，因而不能写入日志。请从备份找回缺少的记录。
audit-opening-unlike-seal = 操作记录 { $row } 的第 { $leaf } 份开封凭据与封存值不符：凭据在封存之后被改动。请从备份找回并查明原因。
audit-openings-unlike-row = 操作记录 { $row } 的开封凭据缺少、多余或者与其封存项不符。请从备份找回并查明原因。
audit-opening-without-row = 第 { $leaf } 份开封凭据所属的操作记录 { $row } 不存在。请从备份找回该记录并查明原因。
audit-opening-kind-unknown = 有“{ $kind }”类事项的开封凭据，但本版本没有这一类数据可供核对。请确认程序版本不低于写入数据的版本。
audit-image-unlike-opening = { $kind } 类数据 { $id } 的现状与最后一次记录的内容不一致：数据未经系统而被改动。请查明改动来源，并按记录更正。
audit-image-without-opening = { $kind } 类数据 { $id } 没有任何记录：数据未经系统而被写入。请查明来源。
audit-opening-without-image = { $kind } 类数据 { $id } 有记录而数据已不存在：数据未经系统而被删除。请从备份找回。
audit-visit-undrawn = 检查任务 { $id } 的对象不在所属抽取的抽中对象和递补对象之中：派发时数据曾被人绕过系统改动。请停止这项检查，查明改动来源，并检查真正抽中的对象。
audit-result-unlike-record = 已公示的检查结果 { $id } 与复核过的检查记录不一致：公示时数据曾被人绕过系统改动。请查明改动来源，由检查组更正记录后重新公示。
audit-same-hand = { $kind } 类数据 { $id }：同一人既办理了 { $one }，又办理了 { $other }，二者必须由不同的人办理。经手登记曾被人绕过系统改动，请查明是谁，并由他人重新办理。
audit-change-unlike-act = { $kind } 类数据 { $id }：操作记录 { $row } 封存的内容里，{ $field } 一项与上一次记录对不上，而这种操作不改这一项（state 指全部内容：开头不对，或者开封凭据已被销毁）。有人曾在这次操作前后绕过系统改动数据和开封凭据，又改了回去。请把前后两次封存的内容对照，查明是谁改的、其间锁定了哪些抽取，并按规定的操作更正。
audit-roster-unlike-openings = 抽取 { $draw } 锁定的名单与锁定以前封存的名录不一致：名录第 { $entry } 号（没有序号的为代码；读不出的为文件名）应在而不在、不应在而在，或者所在分层与封存的内容不符。锁定时有人绕过系统改动了读取的数据。请停止使用这次抽取的结果，查明原因，并按规定作废或者公开说明。

audit-stopped = 无法完成：{ $why }。这不说明数据有无问题，请排除原因后重试。
audit-clean = 核对完毕：操作记录 { $rows } 条，其中待写入日志 { $waiting } 条；开封凭据 { $openings } 份，其中已销毁 { $destroyed } 份；与现状比对 { $images } 项。未发现不一致。
doctor-visits-ahead = 另外，名录中有{ $n }条检查的日期晚于今天，是以前的导入文件写入的。到那一天以前，抽取和计划测算都不计；到那一天起就会计入，请留意。文件不能删去检查；是哪个文件、由谁写入的，见工作台该检查对象的“全部经过”。代码和日期（至多列出50条）：
audit-found = 核对完毕，发现 { $found } 处不一致。
audit-untold = 有 { $untold } 条日志的序号尚未写回，写入程序下次启动时自动补上。
audit-staged = 有 { $staged } 批条目处于暂存状态，写入程序下次启动时自动清理。

sequencing-off = 日志写入未启动。
sequencing-standby = 由另一个进程写入日志，本进程待命。
sequencing-writing = 日志写入正常，共 { $size } 条。
sequencing-again = 日志写入中断，正在自动重启：{ $why }
sequencing-broken = 日志写入已停止，须由人员处理：{ $why }。请运行核对，查明原因后重新启动。

backup-done = 备份已写入 { $folder }，共 { $files } 个文件；日志不少于 { $size } 条。
backup-keys = 备份中含有密钥。请与数据备份分开保管，仅限授权人员接触。
backup-no-keys = 备份中不含密钥。密钥须另行备份：没有密钥不能恢复写入，也不能解密个人信息。
backup-guard = 防回滚记录不在备份之内，恢复时保持原样：恢复的数据早于该记录时，系统拒绝写入日志。
backup-exists = { $folder } 已经存在。备份不覆盖已有文件，请另选目录。
backup-file = 文件 { $file } 不能读写：{ $why }
backup-manifest = { $folder } 不是完整的备份：清单缺失或者格式不符。
backup-changed = 备份文件 { $file } 与清单不符，可能已损坏或者被改动。未恢复任何内容，请换用另一份备份。
backup-in-use = { $file } 已经存在。恢复不覆盖已有数据，请先把原数据目录移到别处。
backup-other-database = 备份来自另一种数据库（{ $kind }），请把配置改为相同的数据库再恢复。
backup-no-program = 未找到 { $program }。请安装 PostgreSQL 客户端，或者在数据库服务器上手工执行：{ $command }
backup-program = { $program } 执行失败：{ $why }
backup-database = 数据库拒绝：{ $why }
restore-done = 已从 { $folder } 恢复，共 { $files } 个文件。启动时系统先把日志与防回滚记录比对。
rollback-both = 防回滚记录为 { $guard } 条（根 { $guard_root }），恢复的日志为 { $tree } 条（根 { $tree_root }）。
rollback-accepted = 已按要求把防回滚记录改为恢复的日志，并作为一条操作记录写入日志。两者之间已公布的条目不再属于本日志，请书面说明原因并告知见证方。
rollback-none = 防回滚记录与日志一致，无须改动。
rollback-unsigned = 恢复的日志没有本系统密钥签名的检查点，不能作为新的起点。
