# 投诉举报、信访。

complaint-number = 编号
complaint-kind = 类别
complaint-channel = 来源
complaint-received = 收到日期
complaint-subject-name = 被投诉举报的经营者
complaint-domain = 领域
complaint-item = 涉及的抽查事项
complaint-complainant = 投诉举报人（已遮蔽）
complaint-phone = 联系电话（已遮蔽）
complaint-state = 办理状态
complaint-handler = 承办人
complaint-due = 办理期限
complaint-clock = 时限
complaint-outcome = 办理结果

complaint-kind-complaint = 投诉
complaint-kind-report = 举报
complaint-kind-petition = 信访

complaint-channel-platform-12315 = 12315平台
complaint-channel-call = 来电
complaint-channel-letter = 来信
complaint-channel-visit = 来访
complaint-channel-web = 网络
complaint-channel-superior = 上级交办

complaint-state-registered = 已登记
complaint-state-assigned = 办理中
complaint-state-handled = 已办理，待审核
complaint-state-closed = 已办结
complaint-state-refused = 不予受理
complaint-state-transferred = 已移送
complaint-state-withdrawn = 已撤回

complaint-outcome-substantiated = 属实
complaint-outcome-partly-substantiated = 部分属实
complaint-outcome-unsubstantiated = 不属实
complaint-outcome-unverifiable = 无法核实

complaint-clock-stopped = 不计时
complaint-clock-running = 在期限内
complaint-clock-soon = 即将到期
complaint-clock-overdue = 已超期

problem-complaint-not-now = 当前状态不能这样办理
problem-complaint-not-now-detail = 这一件的办理状态是“{ $state }”，按办理程序不能进行这一步。请刷新后查看最新状态。
problem-complaint-assign-self = 不能分派给自己
problem-complaint-assign-self-detail = 分派与承办须由不同的人进行。请分派给其他检查人员，或请其他审批人分派。
problem-complaint-not-handler = 您不是承办人
problem-complaint-not-handler-detail = 只有承办人可以填报办理结果、查看投诉举报人的信息。如需由您承办，请联系审批人重新分派。
problem-complaint-own-handling = 不能审核自己办理的事项
problem-complaint-own-handling-detail = 办结和退回须由承办人以外的人决定。请联系其他审批人或局领导。
problem-complaint-own-registration = 不能由登记人决定
problem-complaint-own-registration-detail = 不予受理、移送、撤回和清除投诉举报人信息，须由登记人以外的人决定。请联系其他审批人或局领导。
problem-complaint-handler-unable = 该人员不能承办
problem-complaint-handler-unable-detail = 承办人须是本机构或上级机构的检查人员，且账户在用。请在承办人名单中另选。
problem-complaint-erased = 投诉举报人信息已清除
problem-complaint-erased-detail = 这一件的投诉举报人信息先前已经清除，无须再次清除。
problem-complaint-linked = 已对应名录
problem-complaint-linked-detail = 这一件先前已对应名录中的检查对象，不能再对应或者改为其他检查对象。请刷新后查看。
problem-complaint-export-too-long = 导出的行数过多
problem-complaint-export-too-long-detail = 一次最多导出{ $most }行。请增加筛选条件后分次导出。

fault-date-ahead = 不能晚于今天
fault-due-range = 办理期限须在今天之后的一年以内（含今天）
fault-visited-range = 现场检查日期须在收到日期与今天之间
fault-complainant-needed = 投诉须登记姓名和电话，信访须登记姓名；举报可以不登记
fault-names-complainant = 含有投诉举报人的姓名、电话或地址，请删去；投诉举报人的信息只能填写在专门的栏目中
fault-masked-text = 含有遮蔽用的星号。要保留原来的内容，请不要填写此项；要修改，请把星号处完整写出
fault-names-former = 原来的内容中有登记过的投诉举报人信息，改后将不再遮蔽。请同时修改投诉举报内容
fault-no-subject-why = 属实或部分属实的，须选择名录中的检查对象；名录中确实没有的，请说明原因
fault-no-subject-why-unasked = 已对应名录，或者不属实、无法核实的，不填写未对应名录的原因
complaint-subject-linked = 已对应名录
complaint-subject-unknown = 属实而未对应名录，已说明原因

portal-complaints = 投诉举报与信访
portal-complaints-about = 对价格、收费等违法行为的投诉、举报和信访，由本机构逐件登记、分派、核查、答复。办理情况在这里按件数公布，不公布任何人和经营者的名称。
portal-complaints-how = 怎样投诉举报
portal-complaints-how-12315 = 请拨打12315，或登录全国12315平台（www.12315.cn），也可以来信、来访。
portal-complaints-how-needed = 投诉请说明您的姓名、电话和地址，被投诉人的名称和地址，以及具体的请求和事实。举报可以不留姓名，但请提供具体线索。
portal-complaints-how-secret = 投诉举报人的姓名、电话、地址加密保存，平时一律遮蔽；只有承办人因办理需要可以查看，每次查看都写明理由并记入公开日志。
portal-complaints-never = 投诉举报不参加随机抽取
portal-complaints-never-why = 随机抽查是对全体检查对象的日常检查，查谁由抽签决定。投诉举报和信访有具体的事由，必须逐件核查，不能靠抽签决定查不查，所以不列入抽查范围，单独办理。
portal-complaints-rule = 投诉举报怎样影响风险等级
portal-complaints-rule-counted = 只计算最近{ $months }个月内办结、并且核查为属实或部分属实的件数。
portal-complaints-rule-raised = 达到{ $raised }件的，建议风险等级不低于C级。
portal-complaints-rule-high = 达到{ $high }件的，建议风险等级调整为D级。
portal-complaints-rule-never = 不属实和无法核实的，无论多少件，都不提高风险等级。
portal-complaints-rule-person = 这只是建议：是否调整由名录管理员决定，须写明理由，并记入公开日志。
portal-complaints-counts = 办理件数
portal-complaints-counts-about = 统计最近12个月收到的件数，含本月；办理状态为目前的状态，办理结果只统计其中已办结的。
portal-complaints-by-month = 按收到月份
portal-complaints-by-kind = 按类别
portal-complaints-by-domain = 按领域
portal-complaints-by-state = 按办理状态
portal-complaints-overdue = 其中超过办理期限
portal-complaints-found = 其中已核查为属实或部分属实
portal-complaints-by-outcome = 按办理结果
portal-complaints-month = { $year }年{ $month }月
portal-complaints-count = 件数
portal-complaints-table = 统计表
portal-complaints-row = 项目
