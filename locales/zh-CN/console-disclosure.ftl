# 工作人员界面：结果公示、工作日历。

nav-disclosures = 结果公示
nav-calendar = 工作日历
disclosures-lead = 谁抽查、谁公示：抽查结果在法定期限内向社会公示。检查组成员、记录人和复核人不能公示自己经手的结果。
disclosures-search = 检查对象名称或代码
disclosures-subject = 检查对象
disclosures-unseen = （抽取结果公布前不显示）
disclosures-due = 公示期限
disclosures-left = { $days ->
    [0] 今天到期
   *[other] 还剩 { $days } 个工作日
}
disclosures-over = { $days ->
    [0] 已超期
   *[other] 超期 { $days } 个工作日
}
disclosures-provisional = 暂定
disclosures-was-late = 逾期公示
disclosures-overdue = 已超期
disclosures-state = 状态
disclosures-state-due = 待公示
disclosures-state-published = 已公示
disclosures-state-superseded = 已被更正
disclosures-waiting = 等待抽取公布
disclosures-waiting-until = 须等抽取公布（{ $date }）
disclosures-ready = 可以公示
disclosures-waits = 能否公示
disclosures-results = 检查结果
disclosures-visited = 检查日期
disclosures-task = 抽查任务
disclosures-published = 公示日期
disclosures-on-portal = 门户
disclosures-quick = 常看的
disclosures-quick-due = 待公示
disclosures-quick-waiting = 等待抽取公布
disclosures-quick-overdue = 已超期
disclosures-quick-published = 已公示
disclosures-how = 先勾选要公示的结果，再点列表上方的公示按钮。
disclosures-none = 没有待公示的结果
disclosures-none-do = 检查记录复核以后，结果出现在这里，并开始计算公示期限。
disclosures-publish = 公示
disclosures-publish-chosen = 公示所选的 { $count } 件
disclosures-publish-count = 公示 { $count } 件抽查结果
disclosures-publish-lead = 以下内容将逐字向社会公布，请逐件核对。摊点以经营者姓名称呼的，姓名只显示第一个字；其他检查对象按登记的名称公布，名称中含有姓名的（如个体工商户的字号）不遮蔽。
disclosures-not-public = 公布：以上全部内容。不公布：当事人一方的在场人员，当事人的陈述、申辩，见证人，检查表以外的情况说明，检查的起止时间。
disclosures-nothing = 所选的结果都已公示，或者已有更正
disclosures-back = 返回结果公示
disclosures-own = 您参加、记录或者复核过这次检查，不能由您公示。
disclosures-waiting-do = 这次抽取的结果尚未公布，公布以后才能公示。
disclosures-unconfirmed = { $names }尚未用自己的账户确认，公示以后不能再补。
disclosures-code = 代码
disclosures-items = 抽查事项
disclosures-office = 检查机构
disclosures-team = 检查人员及执法证号
disclosures-version = 第{ $number }版
disclosures-correction = 更正理由
disclosures-publish-effect = { $count } 件结果立即在门户公布，任何人都可以查询、下载。
disclosures-publish-effect-kept = 公布以后不能撤回；有误的只能更正，原来的一版仍可查阅。
disclosures-publish-effect-each = 逐件判断：不符合条件的不公示，并说明原因，不影响其他各件。
disclosures-told-public = 社会公众：门户上即可查到
disclosures-publish-sure = 我已逐件核对，确认公示
disclosures-done = 已公示 { $count } 件
disclosures-done-not = 有 { $count } 件没有公示，原因见下
disclosures-look = 在门户查看
disclosures-card-none = 没有待公示的结果。
disclosures-card-due = 待公示
disclosures-card-overdue = 已超期
disclosures-card-waiting = 另有 { $count } 件须等抽取公布以后才能公示
disclosures-card-nearest = 最近的期限

calendar-lead = 公示期限自{ $start }的次日起算 { $days } 个工作日。工作日为周一至周五，减去放假日，加上调休上班日，以国务院办公厅当年的通知为准。
calendar-starts-visited = 检查日期
calendar-starts-recorded = 提交记录之日
calendar-starts-reviewed = 复核之日
calendar-years = 年份
calendar-year = { $year }年
calendar-month = { $month }月
calendar-day = { $day }，{ $kind }
calendar-kind-work = 工作日
calendar-kind-rest = 周末
calendar-kind-holiday = 放假
calendar-kind-shifted = 调休上班
calendar-built-in = 系统内置
calendar-change = 更正
calendar-document = 依据：
calendar-enter = 录入{ $year }年
calendar-enter-lead = 对照国务院办公厅的放假通知，点选放假的日子和调休上班的周末。保存后，涉及这一年的公示期限全部重新计算，不再是暂定。
calendar-document-number = 通知文号
calendar-document-help = 国务院办公厅关于当年部分节假日安排的通知。
calendar-document-example = 国办发明电〔2026〕5号
calendar-days = 放假和调休
calendar-days-help = 点工作日记为放假，点周末记为调休上班；再点一次取消。
