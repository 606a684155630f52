# 名录的读入与核对。

help-roster-check = 核对名录文件：格式、编号、重复，一次列出全部问题
help-roster-check-file = 名录文件：CSV、XLSX 或 Parquet

help-roster-check-kind = 作为哪一种名录：subjects 检查对象，excluded 排除，inspectors 人员，recusals 回避
help-roster-check-column = 指定列，如 id=信用代码；可重复
help-roster-check-ids = 编号：auto 18 位的按统一社会信用代码核对，uscc 全部核对，any 不核对
help-roster-check-sheet = 工作表名称；不指定时读第一张
help-roster-check-stratum = 文件没有分层一列时，全部归入这一层
help-roster-check-error-file = 把有问题的行连同原因写入这个文件

list-separator = 、
error-file-column = 错误原因
roster-error-file = 有问题的行已写入：{ $file }。改好后可直接再次核对。
roster-column-guessed = 第 { $column } 列“{ $name }”→ { $field }（自动识别）
roster-column-named = 第 { $column } 列“{ $name }”→ { $field }（指定）
roster-flaw = 第 { NUMBER($row, useGrouping: 0) } 行：{ $what }
roster-more = ……另有 { $more } 处，见错误文件。
roster-sound = 没有发现问题。
roster-unsound = { $rows } 行有问题，共 { $flaws } 处。请改好后重新核对；没有作任何自动修改。
roster-text = 文本文件，编码 { $encoding }，分隔符“{ $delimiter }”
roster-workbook = 工作表“{ $sheet }”；另有 { $others } 张未读
roster-parquet = Parquet 文件

field-id = 编号
field-stratum = 分层
field-reason = 原因
field-code = 人员编号
field-pools = 人员池
field-capacity = 最多任务数
field-valid-to = 有效期至

dirt-blank = 首尾有空白
dirt-invisible = 有看不见的字符
dirt-full-width = 有全角字符
dirt-lower-case = 有小写字母
dirt-lookalike = 有易混淆的字母

flaw-at = { $field }“{ $value }”{ $what }
flaw-missing = 没有填写
flaw-dirty = { $kinds }，应为“{ $suggestion }”？
flaw-too-long = 超过 { $limit } 字节
flaw-character = 含有不允许的字符“{ $character }”
flaw-uscc-length = 是 { $length } 位，统一社会信用代码应为 18 位
flaw-uscc-character = 第 { $position } 位“{ $character }”不是统一社会信用代码的字符
flaw-uscc-organisation = 主体标识码的校验位不对，按其余各位应为“{ $expected }”；请核对原件
flaw-uscc-last = 校验位不对，按其余各位应为“{ $expected }”；请核对原件
flaw-lost-digits = 被表格软件当作数字，末尾几位已经丢失；请把该列设为文本后从原件重新填写
flaw-merged = 在合并单元格之下，没有自己的内容；请取消合并后逐行填写
flaw-reason = 不是已知的原因；可用：{ $known }，或以 x- 开头的自定代码
flaw-number = 应为 0 至 1000000 的整数
flaw-date = 不是日期；请写成 2026-03-05
flaw-duplicate = 与第 { NUMBER($row, useGrouping: 0) } 行重复

unreadable-io = 无法读取：{ $why }
unreadable-file-too-long = 文件超过 { $limit } 字节的上限
unreadable-too-many-rows = 超过 { $limit } 行的上限
unreadable-too-many-columns = 第 { $row } 行超过 { $limit } 列的上限
unreadable-cell-too-long = 第 { $row } 行第 { $column } 列超过 { $limit } 个字符；多半是引号没有成对
unreadable-open-quote = 第 { $row } 行的引号没有成对
unreadable-encoding = 第 { $row } 行不是 { $encoding } 文字；请另存为 UTF-8
unreadable-old-workbook = 这是旧式 .xls 文件；请另存为 .xlsx 或 CSV
unreadable-workbook = 工作簿打不开：{ $why }
unreadable-no-sheet = 没有名为“{ $wanted }”的工作表；有：{ $sheets }
unreadable-parquet = Parquet 文件读不出：{ $why }
unreadable-empty = 文件是空的
unreadable-no-column = 找不到“{ $field }”一列。表头是：{ $header }。可用 --column { $option }=列名 指定
unreadable-two-columns = 第 { $first } 列和第 { $second } 列都叫“{ $name }”，请用 --column { $option }=#列号 指定
unreadable-no-such-column = 没有名为“{ $name }”的列。表头是：{ $header }
unreadable-no-such-field = 这种名录没有 { $option } 这一项
