# 核对不通过时，具体是哪里、什么不对。

detail-file-missing = 缺少文件 { $file }。材料不全不等于抽取有问题，请取得整包再核验；事先不通知的抽取，公布之前只有锁定文件。
detail-file-extra = 多出文件 { $file }，它不属于抽取包。
detail-shape = { $file } 的内容不是规定的格式（读取程序的原话：{ $why }）。
detail-canonical = { $file } 从第 { NUMBER($offset, useGrouping: 0) } 个字节起不是规范写法，可能被编辑过。
detail-integer = { $file } 里有过大的整数（超过 2^53−1）。
detail-form = 锁定文件的{ $what ->
    [json] 写法不规范，可能被编辑过（读取程序的原话：{ $why }）
    [origin] 组织单位（origin）为空
    [task] 任务名称（task）为空
    [number] 抽取次数（number）为 0
    [reserves] 候补数（reserves）超过 1000
    [slack] 任务余量（slack）超过 1000000
    [strata] 分层（strata）不是 1 至 10000 个
   *[disclosure] 公开时间（disclosure）既不是 at-once 也不是日期
}。
detail-strata-names = 有两个分层都叫“{ $stratum }”。
detail-rate = “{ $stratum }”层的比例不在 0 至 1 之间，或分母不在 1 至 1000000 之间。
detail-populations = 各层户数之和与检查对象名录的行数不等。
detail-empty-stratum = “{ $stratum }”层没有检查对象，却规定要抽。请去掉这一层或改为不抽。
detail-exact-minimum = 按 exact 取整时不能规定最少抽取数，“{ $stratum }”层规定了。
detail-exact-denominator = 按 exact 取整时，各层比例的公分母不能超过 1000000。
detail-seats = 检查组的席位不是 2 至 16 个。
detail-further-draw = 再次抽取须说明理由，首次抽取不写理由。
detail-at-once-secret = 抽取后即公开的不用密值，事先不通知的必须用密值；这里两者不符。
detail-disclosure-date = 公开日期应在锁定日之后。
detail-plan-form = 取种方案里有名称、时间、摘要或数量写法不对。
detail-plan-twice = 取种方案里有一个来源出现了两次。
detail-plan-order = 取种方案里揭示值应排在信标和骰子之前。
detail-plan-issue = 取种方案里彩票期号与截止时间不合，或 drand 轮次不是等待时间之后的第一轮。
detail-plan-time = 取种方案里有来源截止得太早，或信标先于揭示截止。应依次为锁定、揭示、信标。
detail-plan-weak = 取种来源太弱，达不到任何可信等级。请增加外部揭示方，或改用信标。
detail-assurance = 所写的可信等级与方案不符，按方案应为 { $level }。
detail-no-source = 取种记录里的“{ $name }”不是任何来源的名称。
detail-entered = { $name } 的录入人不对：彩票和骰子须由两个不同的人录入，揭示值和 drand 不写录入人。
detail-other-commitment = 取种记录写的是另一次锁定。
detail-other-secret = 密值的摘要与锁定时的不同。
detail-source-count = 来源的个数与方案不同。
detail-source-name = 方案的这个位置没有 { $name }，或者启用备用来源而没有写原因。
detail-value-count = { $name } 应有 { $expected } 个数（或字符），记录了 { $found } 个。
detail-value-range = { $name } 不可能出现 { $number }，最大为 { $most }。
detail-value-twice = { $name } 的 { $number } 出现了两次。
detail-value-character = { $name } 的“{ $text }”不是这种来源的数值。
detail-value-normal = { $name } 的写法不规范，应为“{ $normal }”。
detail-reveal = { $name } 的揭示值与锁定时留下的摘要不符。
detail-beacon-evidence = { $name } 的依据不是这条信标链的签名。
detail-beacon-signature = { $name } 的签名不是信标在这一轮发出的。
detail-beacon-value = { $name } 的数值不是由签名算出的。
detail-roster-secret = roster-secret.txt 不是 64 位十六进制加一个换行。
detail-row-fields = { $file } 第 { NUMBER($row, useGrouping: 0) } 行不是 { $expected } 项。
detail-row-empty = { $file } 第 { NUMBER($row, useGrouping: 0) } 行的 { $field } 为空。
detail-row-too-long = { $file } 第 { NUMBER($row, useGrouping: 0) } 行的 { $field } 超过 { $limit } 个字节。
detail-row-character = { $file } 第 { NUMBER($row, useGrouping: 0) } 行的 { $field } 含有不允许的字符“{ $character }”。
detail-row-blank = { $file } 第 { NUMBER($row, useGrouping: 0) } 行的 { $field } 首尾有空格。
detail-row-value = { $file } 第 { NUMBER($row, useGrouping: 0) } 行的 { $field } 写法不对。
detail-row-pools = { $file } 第 { NUMBER($row, useGrouping: 0) } 行的人员池没有按序排列，或有重复。
detail-row-order = { $file } 第 { NUMBER($row, useGrouping: 0) } 行没有排在上一行之后：顺序不对，或编号重复。
detail-row-text = { $file } 第 { NUMBER($row, useGrouping: 0) } 行不是 UTF-8 文字。
detail-row-ending = { $file } 的最后一行没有换行，文件可能不完整。
detail-row-unknown = { $file } 第 { NUMBER($row, useGrouping: 0) } 行的“{ $name }”不在锁定的分层里。
detail-table-rows = { $file } 有 { $found } 行，锁定时是 { $expected } 行。
detail-table-root = { $file } 行数没有变，但有内容被改过：由它算出的摘要与锁定时的不同（也可能换过 roster-secret.txt）。
detail-recusal-stranger = 回避名单里的人员 { $inspector } 不在人员名册。
detail-population = “{ $stratum }”层在名录里有 { $found } 户，锁定时写的是 { $expected } 户。
detail-in-both = { $id } 既在检查对象名录，又在排除名单。
detail-table-bench = 人员 { $inspector } 在名册里出现了两次。
detail-pools-cross = 人员池“{ $pool }”与“{ $other }”部分重叠。须一个包含另一个，或互不相交。
detail-pool-empty = 人员池“{ $pool }”里没有可派的人。请检查最多任务数和执法证有效期。
detail-result-commitment = 结果所写的锁定摘要是 { $found }，这份锁定文件的是 { $expected }。
detail-result-record = 结果所写的取种记录摘要，与这份 seed.json 的不同。
detail-result-secret = 结果所写的密值与取种记录的不同。
detail-result-sources = 结果所写的来源和数值与取种记录的不同。
detail-result-seed = 结果所写的种子是 { $found }，由取种记录算出的是 { $expected }。
detail-strata-count = 结果里有 { $found } 个分层，锁定时是 { $expected } 个。
detail-stratum-differs = 结果里的“{ $stratum }”层（{ $found } 户）与锁定时的名称或户数不同。
detail-quota = “{ $stratum }”层抽了 { $found } 户，按比例应抽 { $expected } 户。
detail-targets-few = “{ $stratum }”层列出的抽中户比应抽的少。
detail-target-extra = { $id } 是多列的，各层应抽数之外没有它的位置。
detail-target-stray = { $id } 列在了“{ $stratum }”层，位置不对。
detail-ticket = { $id } 的签号写作 { $found }，重算是 { $expected }。
detail-rank = { $id } 的名次写作 { $found }，应为 { $expected }。
detail-order = { $id } 没有排在前一户之后：名次应按签号从小到大。
detail-cutoff = “{ $stratum }”层的入选线不是最后一个抽中户的签号。
detail-reserve-count = “{ $stratum }”层列了 { $found } 个候补，应为 { $expected } 个。
detail-lot-before = 名次上应是 { $expected }，结果列的却是 { $id }：名录里有签号更小的没有被抽中。
detail-reserves = “{ $stratum }”层的候补或入选线与重算的不同。
detail-target-twice = { $id } 在结果里出现了两次。
detail-pair-ticket = { $id } 与人员 { $inspector } 的配对签号算得不对。
detail-pair-twice = { $id } 的检查组里，人员 { $inspector } 出现了两次。
detail-pair-seat = { $id } 的检查组里，人员 { $inspector } 坐第 { $seat } 席，席位号不对。
detail-not-eligible = 人员 { $inspector } 不能检查 { $id }：不在名册、不合席位、没有名额，或应当回避。
detail-load = 人员 { $inspector } 承担 { $found } 户，最多只能 { $most } 户。
detail-level = 结果所写的均衡数是 { $found }，重算是 { $expected }。
detail-level-witness = 均衡数不能更小的理由，与重算的不同。
detail-team = { $id } 的检查组按规则应为 { $expected }。
detail-strand-count = 结果列了 { $found } 个跳过的配对，重算是 { $expected } 个。
detail-strand = 跳过的配对 { $id } 与 { $inspector }，与重算的不同。
detail-seat-unlisted = { $id } 的第 { $seat } 席空着，结果却没有列明。
detail-seat-taken = { $id } 的第 { $seat } 席有人，结果却列为空缺。
detail-open = 空缺的席位与重算的不同。
detail-shortage = 席位空缺的理由，与重算的不同。
detail-amendments-empty = amendments.json 里没有变更，就不应有这个文件。
detail-amendment-kind = 第 { $number } 项变更所写的对象和人员，与它的种类不符。
detail-amendment-chain = 第 { $number } 项变更与前面的接不上。
detail-amendment-target = “{ $id }”不是抽中户，或已经退出。
detail-amendment-member = 人员 { $inspector } 不在 { $id } 的检查组里。
detail-amendment-bench = 人员 { $inspector } 不在人员名册。
detail-amendment-outcome = 第 { $number } 项变更的结果，不是规则所定的。
detail-receipt-fields = 回执里名录那一行的写法不对。
detail-receipt-row = 回执证明不了 { $id } 在锁定的名录里。
detail-receipt-ticket = 回执所写的签号不对，重算是“{ $expected }”。
detail-receipt-excluded = 排除名单里的企业没有签号、名次和检查组，回执却写了。
detail-receipt-stratum = 回执所写的“{ $stratum }”层不在这次抽取里。
detail-receipt-cutoff = 回执所写的“{ $stratum }”层的入选线，与该层是否抽取不符。
detail-receipt-drawn = 回执所写的是否抽中（{ $found }，1 为抽中、0 为未抽中）与签号和入选线不符。
detail-receipt-rank = 回执所写的名次 { $found } 与签号和入选线不符。
detail-receipt-team = 回执所写的检查组不对：未抽中却有检查组，席位号不对，或同一人出现两次。
