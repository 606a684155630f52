# 名录文件导入。

import-reasons = 错误原因
import-reason = { $field }：{ $what }
import-reason-separator = ；

problem-upload-too-long = 文件过大
problem-upload-too-long-detail = 上传的文件不得超过{ $most }字节，没有保存任何内容。请把文件拆成几份后分别上传。
problem-upload-missing = 没有收到文件
problem-upload-missing-detail = 请选择一个文件后再上传。
problem-upload-broken = 文件没有传完
problem-upload-broken-detail = 传输中断或内容不完整，没有保存任何内容。请检查网络后重新上传。
problem-file-rows = 行数过多
problem-file-rows-detail = 一个文件最多{ $most }行。请把文件拆成几份后分别导入。
problem-file-columns = 列数过多
problem-file-columns-detail = 第{ NUMBER($row, useGrouping: 0) }行超过{ $most }列。请删除表格右侧多余的列后重新上传。
problem-file-cell = 单元格内容过长
problem-file-cell-detail = 第{ NUMBER($row, useGrouping: 0) }行第{ $column }列超过{ $most }个字，可能是引号没有成对。请检查后重新上传。
problem-file-quote = 引号没有成对
problem-file-quote-detail = 第{ NUMBER($row, useGrouping: 0) }行的引号没有成对，其后各行都被当作一个单元格。请补上引号后重新上传。
problem-file-encoding = 文字编码不一致
problem-file-encoding-detail = 第{ NUMBER($row, useGrouping: 0) }行的文字不是{ $encoding }编码，文件可能已损坏。请用表格软件重新另存后上传。
problem-file-locked = 文件设有密码
problem-file-locked-detail = 工作簿设有打开密码，无法读取。请在表格软件中取消密码并保存后重新上传。
problem-file-no-sheet = 没有这张工作表
problem-file-no-sheet-detail = 文件中没有工作表“{ $sheet }”。请重新选择工作表。
problem-file-damaged = 文件无法打开
problem-file-damaged-detail = 文件已损坏，或不是表格文件。请用表格软件打开并另存后重新上传。
problem-file-empty = 文件中没有内容
problem-file-empty-detail = 没有找到任何一行数据。请检查工作表和表头所在的行。
problem-import-busy = 正在处理
problem-import-busy-detail = 这个文件的检查或导入正在进行。请等它完成，或先取消。
problem-import-over = 已经导入
problem-import-over-detail = 这个文件已经导入完成，不能再次导入。有错误的行请下载错误文件，改好后作为新文件上传。
problem-import-unchecked = 请先检查
problem-import-unchecked-detail = 导入前须先检查文件，确认将要新增和更新的内容。
problem-import-expired = 文件已清理
problem-import-expired-detail = 导入的文件和错误文件在最后一次处理后保留{ $days }天，现已清理；已写入名录的内容不受影响。如仍需检查或导入，请重新上传文件。

fault-no-such-field = 没有这一项内容
fault-no-such-column = 文件中没有这一列
fault-column-twice = 这一列已对应另一项内容，请重新选择
fault-column-missing = 必须指定对应的列
fault-duplicate-row = 与第{ NUMBER($row, useGrouping: 0) }行重复
fault-not-a-date = 不是日期，请写成2026-03-05的形式
fault-not-a-number = 不是允许范围内的整数
fault-lost-digits = 被表格软件当作数字保存，末尾数字已丢失，请按文本格式重新填写
fault-merged = 在合并单元格内，请取消合并并逐行填写
