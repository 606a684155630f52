# 公开日志、审计、见证方。

help-data = 日志的数据目录
help-entered = 写入日志的时间，用于本机时钟不算数时（例如试办）；不写则用本机时钟
help-guard = 防回滚记录的目录；必须与数据分开存放，且绝不与数据一起从备份恢复
help-journal-dir = 把这一步写入该日志（数据目录）；须同时给出 --guard 和 --keys
help-keys = 密钥目录
help-person = 办理人；日志里只留化名
help-role = 办理人的岗位代码，例如 clerk

help-audit = 审计公开日志：只凭文件核对它从未被改动、删减或插入
help-audit-log = 日志目录，或以 http:// 开头的网址
help-audit-policy = 信任策略文件：由谁签名、须几个见证方联署
help-audit-root = 日志的根公钥
help-audit-since = 以前留存的检查点；核对日志是它的延续
help-audit-keep = 审计通过后把检查点存到这里，供下次 --since 使用

help-verify-policy = 信任策略文件；核对公开日志部分的签名与联署

help-journal = 本单位的公开日志：建立、写入、取回执、请人见证
help-journal-init = 建立日志：生成密钥（Ed25519、SM2 和根密钥），写好第一份密钥公告
help-journal-init-origin = 日志名称，例如 price.fushun.example/journal
help-journal-status = 从头读一遍，与防回滚记录核对，说明日志现状
help-journal-entry = 用文字说明一条日志，并核对它在册
help-journal-entry-index = 条目序号，从 0 起
help-journal-receipt = 出具一条日志的回执，可离线核验
help-journal-receipt-index = 条目序号，从 0 起
help-journal-receipt-out = 写到这个文件
help-journal-record = 把抽取目录里已做而日志里还没有的步骤补记入册；重复执行不会重复记
help-journal-record-draw = 抽取的目录
help-journal-append = 记公布（draw.announced）或作废（draw.annulled）
help-journal-append-draw = 抽取的目录
help-journal-append-kind = 记哪一种
help-journal-append-reason = 作废原因的代码
help-journal-append-why = 作废原因的说明；封存，不公开
help-journal-append-confirm = 再写一遍抽取编号：写入的条目不能撤回
help-journal-erase = 销毁一个封存项的开封凭据，并记入日志
help-journal-erase-draw = 抽取的目录
help-journal-erase-entry = 条目序号，从 0 起
help-journal-erase-field = 封存项的名称，例如 task
help-journal-keys = 更换密钥：先加新的，与旧的并用一段，再去掉旧的
help-journal-keys-change = add-ed25519、add-sm2：加一个新密钥；drop：去掉一个
help-journal-keys-id = 要去掉的密钥的编号
help-journal-keys-root = 根密钥文件，若不在密钥目录里
help-journal-policy = 写一份信任策略，供他人核对用
help-journal-policy-witness = 一个见证方的公钥；可写多次
help-journal-policy-quorum = 至少几个见证方联署；0 表示不要求
help-journal-policy-out = 写到这个文件
help-journal-request = 写一份给见证方的联署请求
help-journal-request-size = 该见证方上次联署的条目数；从未联署则为 0
help-journal-request-out = 写到这个文件
help-journal-cosign = 把见证方的答复核对后放进检查点
help-journal-cosign-answer = 见证方的答复文件
help-journal-cosign-policy = 写明见证方的信任策略文件
help-journal-hammer = 在一个新的试验日志上加压，逐条核对所有证明，最后一行是数字
help-journal-hammer-writers = 同时写入的线程数
help-journal-hammer-readers = 同时核对的线程数
help-journal-hammer-entries = 一共写多少条

help-witness = 见证方：只为延续了以往的检查点联署；可以不联网，用文件往来
help-witness-init = 生成见证方的密钥
help-witness-init-folder = 见证方的目录
help-witness-init-name = 见证方的名称，例如 discipline.fushun.example
help-witness-sign = 答复一份联署请求
help-witness-sign-folder = 见证方的目录
help-witness-sign-request = 请求文件
help-witness-sign-policy = 写明所见证日志的信任策略文件
help-witness-sign-out = 答复写到这个文件

act-draw-committed = 锁定
act-draw-seeded = 取种
act-draw-drawn = 抽取
act-draw-amended = 抽取后变更
act-draw-announced = 公布
act-draw-annulled = 作废
act-journal-keys = 更换密钥
act-journal-erased = 销毁
act-unknown = 本版本不认识的事项（{ $kind }）

journal-key-open = 密钥文件 { $file } 别人也读得到（权限 { $mode }）。请改为只有本人可读（chmod 600）；若已可能泄露，请更换密钥。
journal-clock = 本机时钟不对，没有写入。请校准后再来。
journal-no-role = 写了办理人（--person），也要写岗位（--role）。
journal-locked = 另一个程序正在写这本日志。请等它结束再来。
journal-guard-inside = 防回滚记录不能放在数据目录里：一次备份会把两者一起带走，恢复旧数据就无人察觉。请放到另一处，最好是另一台设备。
journal-exists = 这里已经有一本日志。
journal-unguarded = 防回滚记录是空的：目录给错了，或者记录丢了。没有它就不能写入；请不要新建一份，先查明原因。
journal-behind = 数据只有 { $tree } 条，防回滚记录里已签到第 { $guard } 条：数据是旧的（例如从旧备份恢复）。没有写入。请找回最新的数据。
journal-ahead = 已公布到 { $published } 条，防回滚记录却只到 { $guard } 条：防回滚记录是旧的。没有写入。请找回最新的防回滚记录，绝不能从备份恢复它。
journal-no-start = 日志核对不过，没有写入（{ $detail }）。请保留现场，查明是谁动过这些文件。
journal-form = 名称或代码的写法不对。
journal-clash = 日志里已有这次抽取的“{ $kind }”，内容与目录里的不同。没有写入。请查明哪一个被换过。
journal-stopped = 写入中断，是否已入册要等下次启动核对后才知道（{ $why }）。请检查磁盘，然后重新执行；重复执行不会重复记。
journal-refused = 日志不收这一条，什么也没有改动（{ $why }）。
journal-unrecorded = 文件已写好，但没有记入日志，所以这一步还不算完成。{ $why }
    查明后执行 lots journal record --draw { $folder } 补记，重复执行不会重复记。
journal-recorded = 已记入公开日志，新增 { $entries } 条；journal.json 已更新。
journal-init-done = 日志 { $origin } 已建立在 { $folder }。
journal-init-root = 根公钥（请随日志一起公布）：{ $key }
journal-init-keep = 根密钥 { $file } 只在更换密钥时使用，请转移到离线处保管。
journal-init-guard = 防回滚记录在 { $folder }。它与数据分开存放，绝不能与数据一起从备份恢复。
journal-policy-bad = 信任策略第 { NUMBER($line, useGrouping: 0) } 行不对（{ $code }）。
journal-written = 已写入 { $file }。
journal-status = 日志 { $origin }：{ $entries } 条，树根 { $root }。全部条目已重新计算，并与防回滚记录一致。
journal-status-cosigned = 检查点上有 { $lines } 行联署。
journal-status-key = 现用公钥：{ $key }
journal-no-entry = 没有序号为 { NUMBER($index, useGrouping: 0) } 的条目；日志现有 { $entries } 条。
journal-entry = 第 { NUMBER($index, useGrouping: 0) } 号条目：{ $act }（{ $kind }），事项 { $case }
journal-entry-time = 时间：{ $time }
journal-entry-actor = 办理：{ $organisation }，岗位 { $role }，化名 { $pseudonym }
journal-entry-fact = 公开项 { $name }：{ $value }
journal-entry-seal = 封存项 { $name }：{ $seal }
journal-entry-included = 它在册：在 { $entries } 条、树根 { $root } 的检查点之下，证明成立。
journal-entry-not-included = 第 { NUMBER($index, useGrouping: 0) } 号条目的证明不成立：日志文件被改动过。请执行 lots audit。
journal-confirm = 写入的条目不能撤回。确认无误请加 --confirm “{ $id }”。
journal-not-drawn = 还没有抽取结果，谈不上公布。
journal-no-seal = 第 { NUMBER($index, useGrouping: 0) } 号条目没有封存项 { $field }。
journal-erased = 第 { NUMBER($index, useGrouping: 0) } 号条目封存项 { $field } 的开封凭据已在这个目录里销毁，并已记入日志。发出去的抽取包和备份里的副本请另行销毁。
journal-no-such-key = 现用密钥里没有编号为 { $id } 的。
journal-keys-changed = 第 { $number } 份密钥公告已入册，从 { $size } 条起由下列密钥签名：
journal-witness-ahead = 见证方说它联署到 { $size } 条，日志却只有 { $entries } 条：日志被倒退过，或者数字写错了。
journal-requested = 请求（{ $entries } 条）已写入 { $file }，请送交见证方。
journal-no-cosignature = 答复里没有这份信任策略所列见证方对本日志检查点的有效联署。什么也没有改动。
journal-cosigned = { $entries } 条的检查点现有 { $lines } 行签名。请对各抽取目录执行 lots journal record，更新其 journal.json。
journal-hammer-broken = 试验中发现不该有的情况：{ $why }
journal-hammer-checked = 核对了 { $inclusions } 条在册证明、{ $steps } 次检查点延续，全部成立。
journal-hammer = { $entries } 条，用时 { $millis } 毫秒，每秒 { $rate } 条；单条时延中位 { $median } 微秒，99% 不超过 { $worst } 微秒

progress-audit = 正在审计
audit-https = 本程序不支持 https。请先把日志的文件下载到一个目录（日志全是静态文件），再审计这个目录。
audit-checkpoint = 检查点的写法，属于这本日志
audit-keys = 密钥公告环环相扣，由根密钥签名
audit-signatures = 检查点由现用密钥签名
audit-policy = 联署的见证方够数
audit-consistency = 延续了以前留存的检查点
audit-bundles = 所有条目块都在，写法正确
audit-tiles = 每个哈希块都与条目相符
audit-root = 树根与检查点相符
audit-entries = 每条的写法
audit-chains = 每个事项卷前后相接，时间不倒流，步骤不乱
audit-keys-entries = 更换密钥的条目与密钥公告相符
audit-not-given = （未给出所需材料，没有核对）
audit-failed = ✗ 审计没有通过（{ $code }）：{ $detail }
audit-failed-do = 请把这个日志的全部文件原样留存，连同本页交给上级或纪检；再从另一处取一份同一日志，比一比是不是处处一样。
audit-kind = { $act }：{ $count } 条
audit-others = 本单位业务系统的其他操作，共 { $kinds } 类、{ $count } 条。它们的写法、先后和在日志中的位置都已审计；是什么意思，本程序不作判断：
audit-other-act = 　{ $act }（{ $kind }）：{ $count } 条
audit-other-kind = 　{ $kind }：{ $count } 条
audit-ok = ✓ 审计通过：{ $origin }，{ $entries } 条，{ $cases } 个事项卷，没有被改动、删减或插入。
audit-compare = 请与他人看到的比对：{ $entries } 条，树根 { $root }。条数相同而树根不同，就是给不同的人看了不同的日志。

witness-init-done = 见证方公钥（请交给日志单位写入信任策略）：{ $key }
witness-200 = 已联署：这个检查点延续了以前联署过的。请把答复文件交回日志单位。
witness-400 = 没有联署（400）：这不是一份联署请求，或者请求里的旧条目数大于检查点的。
witness-403 = 没有联署（403）：检查点没有本信任策略所列日志密钥的有效签名，可能是伪造的。
witness-404 = 没有联署（404）：信任策略里没有这本日志。
witness-409 = 没有联署（409）：本见证方联署到 { $size } 条，与请求所说不符，或者同样条数而树根不同。若只是请求过时，请日志单位按这个条数重做请求；若条数相同，说明日志有两个版本，请立即报告。
witness-422 = 没有联署（422）：这个检查点不是以前联署过的延续，日志可能被改写过。请保留请求文件并报告。
witness-500 = 没有联署（500）：本见证方无法签名。

check-journal-form = 公开日志的条目齐全，次序正确
check-journal-facts = 条目所说与抽取包里的文件相符
check-journal-inclusion = 每条都在公开日志里
check-journal-order = 锁定在来源截止之前，取种在来源截止之后，前后相接
check-journal-signatures = 检查点由信任策略所列各方签名、联署
recorded-heading = 公开日志：
recorded-none = 这份材料没有公开日志部分（journal.json），第 25 至 29 项无法在此核对。若按规定应有，请向组织单位索取。
recorded-no-policy = （没有给出信任策略，无法在此核对）
recorded-unknown = 条目中有本版本不认识的事项：{ $kind }
recorded-failed = ✗ 公开日志与抽取对不上（{ $code }）：{ $detail }
recorded-cosigned = ✓ 见证方在 { $time } 已够数联署：锁定在那时已经公开，早于所有随机来源截止，此后换不了。
recorded-signed = ✓ 日志单位签过名；信任策略不要求见证方，所以锁定的时间只有日志单位自己的说法。
recorded-unsigned = 条目自相一致，但没有信任策略，不知道是谁签的名。请用 --policy 给出信任策略再核验。
proof-ok = ✓ 这条日志在 { $origin } 的第 { NUMBER($index, useGrouping: 0) } 号。
proof-entry = 事项：{ $act }，{ $case }，{ $time }
proof-no-policy = 证明与检查点相符，但没有信任策略，不知道检查点是谁签的：任何人都能照样做一份。请用 --policy 给出信任策略再核验。
proof-no-entry = ✗ 回执里没有条目，或者条目的写法不对，证明不了什么。
proof-not-included = ✗ 证明不成立：回执里的条目不在检查点之下。
proof-cosigned = 见证方在 { $time } 已够数联署。
proof-signed = 日志单位签过名；信任策略不要求见证方。
proof-policy = ✗ 检查点不符合信任策略：签名不对，或见证方不够数。

detail-log-file-missing = 缺少文件 { $file }。
detail-log-file-form = 文件 { $file } 的写法不对，可能被截断或改动。
detail-log-file-unread = 文件 { $file } 读不出来（{ $why }）。
detail-log-other-origin = 这是 { $found } 的日志，不是 { $expected } 的。
detail-log-keys-note = 密钥公告不成立（{ $why }）：不是根密钥签的，或者前后不相接。
detail-log-signatures = 现用密钥没有都签名，或者签名不对（{ $why }）。
detail-log-policy = 不符合信任策略：{ $why ->
    [log] 不是信任策略所列日志签的名
    [signature] 有一行签名核对不过
   *[quorum] 联署的见证方不够数
}。
detail-log-consistency = 以前留存的 { $size } 条检查点在这里算出的树根不同：日志被改写过，或者有两个版本。
detail-log-rolled-back = 以前已有 { $expected } 条，现在只有 { $found } 条：日志倒退了。
detail-log-tile = 哈希块 { $file } 与条目不符。
detail-log-root = 由条目算出的树根是 { $found }，检查点写的是 { $expected }。
detail-log-entry = 第 { NUMBER($index, useGrouping: 0) } 号条目的写法不对（{ $why }）。
detail-log-chain = 第 { NUMBER($index, useGrouping: 0) } 号条目：{ $why ->
    [prev] 所指的上一条不对，同一事项卷里有条目被漏掉或插入
    [time] 时间早于上一条
    [origin] 说的是另一本日志
   *[order] 这一步不能排在这里
}。
detail-log-keys-entry = 第 { NUMBER($index, useGrouping: 0) } 号条目所说的密钥公告不存在、不相符，或者记得太晚。
detail-log-keys-entry-missing = 第 { $number } 份密钥公告没有记入日志。
detail-journal-form = journal.json 的写法不对，可能被改动（{ $why }）。
detail-journal-item-entry = journal.json 第 { $place } 条不是合格的日志条目（{ $why }）。
detail-journal-item-proof = journal.json 第 { $place } 条的证明写法不对。
detail-journal-item-opening = journal.json 第 { $place } 条的开封凭据打不开封存项，或者次序不对。
detail-journal-item-order = journal.json 第 { $place } 条不能排在这里：次序应为锁定、取种、抽取，其后才是变更和公布。
detail-journal-incomplete = journal.json 没有记到抽取这一步。
detail-journal-amendments = journal.json 记了 { $found } 次变更，抽取包里有 { $expected } 次。
detail-journal-case = journal.json 第 { $place } 条说的是另一次抽取。
detail-journal-fact = journal.json 第 { $place } 条的“{ $field }”与抽取包里的文件不符。
detail-journal-inclusion = journal.json 第 { $place } 条（日志第 { NUMBER($index, useGrouping: 0) } 号）的证明不成立：它不在这个检查点之下。
detail-journal-two-organisations = journal.json 第 { $place } 条是另一个单位的。
detail-journal-two-origins = journal.json 第 { $place } 条在另一本日志里。
detail-journal-index = journal.json 第 { $place } 条在日志里的序号不比上一条大。
detail-journal-prev = journal.json 第 { $place } 条所指的上一条不是前面那条：有条目被漏掉。
detail-journal-time = journal.json 第 { $place } 条的时间早于上一条。
detail-journal-committed-late = 锁定记入日志时，随机来源 { $source } 已经截止：锁定可能是看到随机数之后才做的。
detail-journal-seeded-early = 取种记入日志时，随机来源 { $source } 还没有截止。
detail-journal-item-policy = journal.json 第 { $place } 条的检查点不符合信任策略：{ $why ->
    [log] 不是信任策略所列日志签的名
    [signature] 有一行签名核对不过
   *[quorum] 联署的见证方不够数
}。
detail-journal-cosigned-late = 见证方够数联署锁定时，随机来源 { $source } 已经截止：不能证明锁定在先。
