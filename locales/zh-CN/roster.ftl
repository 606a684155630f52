# 名录的读入与核对。

help-roster-check = 核对名录文件：格式、编号、重复，一次列出全部问题
help-roster-check-file = 名录文件：CSV、XLSX 或 Parquet
help-roster-check-kind = 名录种类：subjects 检查对象、excluded 排除名单、inspectors 执法检查人员、recusals 回避
help-roster-check-column = 指定列，如 id=信用代码 或 id=#2；分层可由多列合成：stratum=领域/风险等级；可重复
help-roster-check-ids = 编号规则：auto（默认：18 位的按统一社会信用代码校验；名录过半为信用代码时，16、17、19、20 位的视为错录）、uscc（全部校验）、any（不校验）
help-roster-check-stratum = 名录没有分层列时，全部对象所属的分层
help-roster-check-sheet = 工作表名称；不指定时读第一张
help-roster-check-error-file = 把有问题的行连同错误原因写入此文件（CSV，可用 Excel 打开，改好后可再核对）
list-separator = 、
flaw-separator = ；
error-column = 错误原因
field-id = 编号
field-stratum = 分层
field-reason = 原因
field-code = 人员编号
field-pools = 人员池
field-capacity = 最多任务数
field-valid-to = 有效期至
layout-text = 文本文件，编码 { $encoding }，分隔符“{ $delimiter }”。
layout-workbook = 工作表“{ $sheet }”；另有 { $others } 张工作表未读。
layout-parquet = Parquet 文件。
column-guessed = 第{ $column }列“{ $name }” → { $field }
column-named = 第{ $column }列“{ $name }” → { $field }（由您指定）
blank-rows = 略过空行 { $rows } 个，第一个是第{ NUMBER($first, useGrouping: 0) }行。
reasons-from-labels = 有 { $rows } 行的原因由中文名称对应为代码。
inner-blanks = 有 { $rows } 行的编号中间含有空格（允许，但请核实），第一个是第{ NUMBER($first, useGrouping: 0) }行。
roster-fine = 未发现问题。
roster-flawed = 有问题的行：{ $rows } 行。
row-flaw = 第{ NUMBER($row, useGrouping: 0) }行：{ $flaw }
more-flaws = 另有 { $rows } 行未在此列出，用 --error-file 可写出全部。
flaw-missing = 缺少{ $field }
flaw-merged = { $field }在合并单元格内，请取消合并并逐行填写
flaw-dirty = { $field }“{ $found }”含有{ $kinds }
flaw-suggestion = ，应为“{ $suggestion }”？
flaw-form = { $field }“{ $found }”{ $why }
flaw-not-uscc = 编号“{ $found }”不是有效的统一社会信用代码：{ $why }
flaw-near-uscc = 编号“{ $found }”有 { $characters } 位：本名录多为 18 位的统一社会信用代码，它像是多录或少录了字符（确是别种编号时用 --ids any）
flaw-lost-digits = { $field }“{ $found }”被表格软件当作数字保存，末尾数字已丢失，请按文本格式重新填写
flaw-unknown-reason = 原因“{ $found }”不在规定的代码之内（自定义代码以 x- 开头）
flaw-not-a-capacity = 最多任务数“{ $found }”不是 0 至 1000000 的整数
flaw-not-a-date = 有效期“{ $found }”不是日期（如 2027-03-01）
flaw-pool-twice = 人员池“{ $found }”重复
flaw-ragged = 本行有 { $found } 列，表头只有 { $expected } 列
flaw-duplicate = “{ $id }”与第{ NUMBER($row, useGrouping: 0) }行重复
flaw-duplicate-differs = （该行为“{ $first }”，本行为“{ $here }”）
flaw-also-listed = “{ $id }”同时在检查对象名录第{ NUMBER($row, useGrouping: 0) }行
flaw-not-on-bench = 人员“{ $found }”不在执法检查人员名册中
dirt-blank = 首尾或者多余的空格
dirt-invisible = 不可见字符
dirt-full-width = 全角字符
dirt-lower-case = 小写字母
dirt-lookalike = 易混字母（I、O、Z、S、V）
dirt-form = 汉字的另一种编码（兼容汉字、部首、笔画）
dirt-undefined = 没有通用含义的字符（专用区或未编码）
dirt-mark = 单独的附加符号，或者名称不用的符号
form-empty = 为空
form-too-long = 超过 { $limit } 个字节
form-bad-character = 含有不允许的字符“{ $character }”
form-blank = 首尾有空格
uscc-length = 应为 18 位，实为 { $found } 位
uscc-character = 第 { $position } 位“{ $character }”不在代码字符集内
uscc-organisation = 其中组织机构代码的校验码应为“{ $expected }”
uscc-last = 校验码应为“{ $expected }”
unreadable-io = { $why }
unreadable-file-too-long = 文件超过 { $limit } 字节
unreadable-odd-row = 第 { NUMBER($row, useGrouping: 0) } 行或其后不远处的内容（引号不成对、编码不一致，或只用 CR 换行）须把整个文件读入内存才能判断，而文件超过 { $limit } 字节
unreadable-too-many-rows = 超过 { $limit } 行
unreadable-too-many-columns = 第{ NUMBER($row, useGrouping: 0) }行超过 { $limit } 列
unreadable-cell-too-long = 第{ NUMBER($row, useGrouping: 0) }行第{ $column }列超过 { $limit } 个字符，可能是引号没有成对
unreadable-open-quote = 第{ NUMBER($row, useGrouping: 0) }行的引号没有成对，其后各行都被当作一个单元格
unreadable-encoding = 第{ NUMBER($row, useGrouping: 0) }行的文字不是 { $encoding } 编码，文件可能已损坏
unreadable-locked = 工作簿设有打开密码，请取消密码后另存
unreadable-workbook = 工作簿无法打开：{ $why }
unreadable-no-sheet = 没有工作表“{ $wanted }”；现有：{ $sheets }
unreadable-parquet = Parquet 文件无法读取：{ $why }
unreadable-empty = 文件中没有内容
unreadable-no-column = 找不到{ $field }所在的列，请用 --column { $option }=列名 指定；表头为：{ $header }
unreadable-two-columns = 第{ $first }列和第{ $second }列都叫“{ $name }”，请用 --column { $option }=#列号 指定
unreadable-no-such-column = 没有“{ $name }”这一列；表头为：{ $header }
unreadable-no-such-field = 这种名录没有 { $option } 一项
kind-count = { $kind ->
    [missing] 缺项
    [merged] 合并单元格
    [dirty] 字符不规范
    [form] 格式不符
    [not-uscc] 统一社会信用代码无效
    [near-uscc] 疑为错录的信用代码
    [lost-digits] 数字丢失
    [unknown-reason] 原因代码不明
    [not-a-capacity] 任务数无效
    [not-a-date] 日期无效
    [pool-twice] 人员池重复
    [ragged] 列数不符
    [duplicate] 编号重复
    [also-listed] 同时在两份名录中
   *[other] 人员不在名册
}：{ $count }
