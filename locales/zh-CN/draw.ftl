# 锁定、取种、抽取、核验：`lots` 各命令的词句。

file-exists = “{ $file }”已经存在，不会覆盖。请换一个位置，或先把原文件移走。
file-unwritable = 无法写入“{ $file }”：{ $why }
bundle-missing = 缺少文件：{ $file }。公开版不含这个文件时，请使用审计版。
bundle-changed = 文件与锁定时不一致：{ $detail }
bundle-commitment = 锁定文件不合规定（{ $code }）：{ $detail }
bundle-seed = 取种记录不合规定（{ $code }）：{ $detail }
bundle-done = 已写出：{ $file }

## 帮助

help-commit = 锁定：冻结名录、人员、回避和方案，得出锁定摘要 C
help-commit-plan = 抽取方案（plan.json）
help-commit-subjects = 检查对象名录（CSV、XLSX 或 Parquet）
help-commit-excluded = 排除名单：不参加抽取的对象及其原因
help-commit-inspectors = 执法检查人员名录
help-commit-recusals = 回避名单：不得相遇的人员与对象
help-commit-out = 写入锁定文件的新目录
help-commit-at = 锁定时间，如 2026-03-05T09:30:00+08:00；不指定时用方案里的时间，再不然用当前时间
help-commit-date = 检查日期：执法证到这一天仍须有效；不指定时用锁定当天
help-commit-ids = 编号规则：auto（18 位的按统一社会信用代码校验；名录过半为信用代码时，16、17、19、20 位的视为错录）、uscc（全部校验）、any（不校验）
help-commit-column = 指定列，如 id=信用代码；可重复
help-commit-shares = 密值分片写入的目录（仅事先不通知的抽取）；三份分片请交三方保管
help-seed = 取种：登记各随机来源的数值
help-seed-directory = 锁定目录
help-seed-entries = 第一人录入的数值（JSON）
help-seed-again = 第二人独立录入的数值；必须一致
help-seed-shares = 密值的任意两份分片（仅事先不通知的抽取）
help-draw = 抽取：由锁定的名录和种子算出结果
help-draw-directory = 已取种的锁定目录
help-draw-zip = 同时写出审计版压缩包
help-bundle = 打包：写出审计版或公开版压缩包
help-bundle-directory = 抽取目录
help-bundle-edition = 版本：auditor 审计版，public 公开版
help-bundle-out = 要写出的压缩包
help-verify = 核验：只凭这一包文件，重算全部结果，说明哪些没有核对、为什么
help-verify-bundle = 公布的压缩包、解压后的目录，或一份回执（receipt.json）
help-receipt = 回执：一家企业的凭证，证明它在不在名录、在哪一层、签号是多少
help-receipt-bundle = 审计版（目录或压缩包）
help-receipt-id = 企业编号（统一社会信用代码）
help-receipt-out = 要写出的回执
help-explain = 说明：一家企业的分层、机会、签号和入选线
help-explain-bundle = 抽取包（审计版或公开版）
help-explain-id = 企业编号（统一社会信用代码）
help-sql = 输出可在数据库里重算本次抽取的 SQL
help-sql-bundle = 审计版目录
help-sql-engine = 数据库：postgresql、duckdb 或 spark
help-reveal = 揭示值：为一方生成数值和摘要，摘要写入方案
help-reveal-draw = 抽取编号
help-reveal-party = 揭示方代号
help-reveal-value = 已有的数值（64 位十六进制）；不指定时新生成

## 核验

check-files = 文件齐全，没有多余文件
check-commitment-form = 锁定文件格式规范，方案符合规定
check-seed-form = 取种记录格式规范，需双人录入的由两人录入
check-seed-commitment = 取种记录属于这次锁定
check-secret = 密值与锁定时的摘要一致
check-sources = 随机来源与方案一致，数值可能出现，揭示值与摘要一致
check-beacon-signature = 公共随机信标的签名有效
check-table-excluded = 排除名单与锁定时一致
check-table-bench = 人员名册与锁定时一致
check-table-recusals = 回避名单与锁定时一致
check-table-subjects = 检查对象名录与锁定时一致
check-populations = 各层户数与锁定时一致，没有人既在名录又在排除名单
check-pools = 人员池的范围合乎席位要求
check-result-form = 结果文件格式规范
check-result-commitment = 结果属于这次锁定
check-result-seed = 结果所用的种子由取种记录算出
check-quotas = 各层抽取数重算一致
check-tickets = 签号、名次、入选线、候补重算一致
check-pairs = 人员配对的签号重算一致，同组无重复
check-level = 人员任务数均衡，没有超过上限
check-teams = 检查组重算一致
check-strands = 跳过的配对确有必要
check-open = 空缺席位全部列明
check-amendments = 抽取后的变更前后相连，重算一致
check-receipt-form = 回执格式规范
check-receipt-row = 该企业的一行确在锁定的名录中
check-receipt-ticket = 签号重算一致
check-receipt-standing = 是否入选与签号、入选线一致

verify-in-part = （公开版里有的部分相符，其余须用审计版）
verify-not-here = （没有核对：需要审计版里的名单）
verify-not-reached = （前面的核对未通过，未进行）
verify-unknown-chain = 注意：{ $name } 不是本程序认识的信标，未核对签名。
verify-fallback = 注意：启用了备用来源 { $name }，原因：{ $why }
verify-issue = 注意：{ $name } 不是截止当天开奖的一期，按财政部公告的休市日，当天开奖的是 { $drawn }。它可能在锁定以前就已开奖，请对照开奖公告。
verify-issue-none = 注意：{ $name } 截止当天彩票不开奖，它可能在锁定以前就已开奖，请对照开奖公告。
verify-erased = 注意：{ $table } 有 { $rows } 行已依法删除，无法重算检查组。
verify-gap-erased = （有人员记录已依法删除，无法全部核对）
verify-ok = 核验通过：以上各项全部由本包文件重新算出，与公布的结果一致。
verify-ok-public = 核验通过：公开版里能核对的都已重新算出，与公布的结果一致。
    没有核对的是第 { $gaps } 项，只核对了一部分的是第 { $parts } 项：它们要用检查对象名录、排除名单、人员名册和回避名单重算，公开版不含这些。
    全部核对须用审计版；一家企业要确认自己在名录里，可向公布单位索取回执。
verify-ok-erased = 核验通过：能核对的都已重新算出，与公布的结果一致。
    有人员记录已依法删除，只留下摘要，所以第 { $gaps } 项没有核对，第 { $parts } 项只核对了一部分。
verify-ok-receipt = 核验通过：回执所写的企业确在锁定的名单里，签号和是否入选已重新算出，与回执一致。
verify-compare = 还请核对一点：锁定摘要 C 应与锁定当时公布的相同，相同才说明锁定之后没有人换过。
    C：{ $digest }
verify-compare-receipt = 还请对照公布页面：锁定摘要 C 和本层入选线应与公布的相同（回执自己证明不了这两项）。
    C：{ $digest }
verify-within = 这是一个包有说明的压缩包；以下核验的是其中的抽取包“{ $file }”。
verify-failed = 核验不通过。没有通过的是：{ $check }（{ $code }）。
    { $detail }（{ $finding }）
verify-failed-do = 可以先重新下载整份材料再核验一次；仍不通过的，请保存材料，向组织抽取的单位、其上级或纪检机构提出异议。

## 取种

seed-done = 已取种。种子 S：{ $seed }
seed-key = 签号密钥 K：{ $key }
seed-refused = 取种被拒绝：{ $why }
seed-value = { $name } 的数值不对：{ $why }
seed-not-entered = 第二人录入了 { $name }，第一人没有录入。
seed-differs = { $name } 两人录入不一致：“{ $first }”与“{ $second }”。请对照来源核实后重新录入。
seed-share = 分片“{ $file }”不能使用：{ $why }
seed-shares = 两份分片合不成密值：{ $why }

## 抽取

draw-done = 抽取完成：{ $targets } 户被抽中，派出 { $members } 人次。
draw-stratum = 　{ $name }：{ $population } 户抽 { $quota } 户
draw-level = 每名检查人员最多 { $level } 户；为保证全部组队而跳过的配对 { $strands } 个。
draw-open = 有 { $open } 个席位空缺，结果中已列明原因。
draw-digest = 结果摘要（SHA-256）：{ $digest }

## 回执与说明

receipt-done = 已为 { $id } 写出回执：{ $file }
receipt-nobody = { $id } 既不在名录，也不在排除名单。请核对编号。
explain-chance = { $id } 在“{ $stratum }”层，该层 { $population } 户抽 { $quota } 户，每户机会相同，为 { $quota }/{ $population }。
explain-excluded = { $id } 不参加本次抽取，原因：{ $reason }。
explain-nowhere = { $id } 既不在名录，也不在排除名单。请核对编号；如应在名录中，可向公布单位反映。
explain-unknown = { $id } 没有被抽中。公开版不含未抽中企业的分层；需要凭证时请向公布单位索取回执。
explain-ticket = 签号：{ $ticket }
explain-cutoff = “{ $stratum }”层的入选线：{ $cutoff }（签号不大于它即被抽中）
explain-no-cutoff = “{ $stratum }”层本次不抽。
explain-drawn = 结果：被抽中，本层第 { $rank } 名。检查组：{ $team }
explain-not-drawn = 结果：没有被抽中。
explain-shell = 在任何一台电脑上，用这一行命令即可自己算出签号：

reason-cap-reached = 本年检查次数已达上限
reason-cooling-down = 距上次检查未满间隔期
reason-inspected-elsewhere = 其他部门已检查
reason-recused-office = 需整体回避
reason-closed = 已注销、吊销或停业
reason-moved-away = 已迁出
reason-for-cause = 另案处理

## 揭示值

reveal-value = 数值（揭示前请保密）：{ $value }
reveal-hash = 摘要（写入方案）：{ $hash }
reveal-refused = 不能生成：{ $why }

## 锁定

commit-done = 已锁定。锁定摘要 C：{ $digest }
commit-counts = 检查对象 { $subjects } 户，排除 { $excluded } 户，执法检查人员 { $inspectors } 名，回避 { $recusals } 对。
commit-assurance = 可信等级：{ $level }
commit-feasible = 人员够用：无论抽中谁，都能配齐检查组。
commit-estimated = 人员够用（估计）：用 { $replays } 个公开的模拟种子试抽，每次都能配齐检查组。
commit-infeasible = 人员不够，不能锁定：有 { $subjects } 户共 { $demand } 个席位只能由 { $inspectors } 名检查人员承担，而他们总共只有 { $places } 个名额。请增加人员、提高任务上限，或减少抽取数和回避。
commit-certificates = 执法证在检查日已过期、不能参加的人员：{ $codes }
commit-shares = 密值已分成三份，写入 { $folder }。请立即交三方分别保管；任意两份即可公开结果。
commit-roster = 名录“{ $file }”有问题，不能锁定：
    { $report }
commit-time = 时间不对：{ $why }
commit-chance = 操作系统没有给出随机数：{ $why }
commit-twice = { $key } 重复出现。
commit-both = { $id } 既在检查对象名录，又在排除名单。
commit-stranger = 回避名单中的人员 { $code } 不在执法检查人员名录。
commit-unplanned = 名录中有 { $rows } 户属于“{ $name }”层，方案里没有这一层。

seed-no-source = 不是已知的来源；应为 kl8:期号、ssq:期号、drand:链:轮次、reveal:揭示方 或 dice:个数d面数
seed-value-count = 应有 { $expected } 个，录入了 { $found } 个
seed-value-range = 不可能出现 { $number }，最大为 { $most }
seed-value-twice = { $number } 出现了两次
seed-value-character = “{ $text }”不是这种来源的数值
seed-value-normal = 写法不规范，应为“{ $normal }”
