# 名录的读入与核对。

help-roster-check = 核对名录文件：格式、编号、重复，一次列出全部问题
help-roster-check-file = 名录文件：CSV、XLSX 或 Parquet
