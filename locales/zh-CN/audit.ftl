# 审计：操作记录、日志核对。

audit-at = 时间
audit-act = 操作
audit-thing = 对象类别
audit-thing-name = 对象
audit-thing-id = 对象编号
audit-person = 操作人
audit-role = 角色
audit-facts = 公开的事实
audit-entry = 日志条目

problem-audit-part-only = 只能由最上级机构的审计管理员核对日志
problem-audit-part-only-detail = 公开日志是全系统一本，核对的是全部数据。请由最上级机构的审计管理员发起核对，或者在服务器上运行 yaoguang doctor。
problem-audit-check-runs = 正在核对
problem-audit-check-runs-detail = 同一时间只进行一次核对。请等正在进行的核对结束，再查看结果。
problem-audit-export-too-long = 操作记录太多，不能导出
problem-audit-export-too-long-detail = 一个文件最多{ $most }条。请用时间、操作或人员缩小范围后分次导出。
