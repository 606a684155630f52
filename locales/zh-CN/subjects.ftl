# 检查对象名录库。

subject-name = 名称
subject-code = 统一社会信用代码（注册号、内部编号）
subject-kind = 主体类型
subject-domain = 领域
subject-industry = 行业代码
subject-region = 行政区划
subject-grid = 网格
subject-address = 地址（住所、经营场所）
subject-latitude = 纬度
subject-longitude = 经度
subject-representative = 法定代表人（负责人、经营者）
subject-liaison = 联系人
subject-phone = 联系电话
subject-status = 登记状态
subject-risk = 风险等级
subject-risk-moves = 风险等级调整
subject-risk-moves-count = { $count ->
    [0] 未曾调整
   *[other] 共调整{ $count }次
}
subject-licences = 许可证件
subject-licence-kind = 许可证件名称
subject-licence-code = 许可证件编号
subject-licence-valid-to = 许可证件有效期至
subject-tags = 标签
subject-visits-most = 每年最多检查次数
subject-cooldown-days = 两次检查最少间隔天数
subject-visited = 最近检查日期
subject-visit-result = 最近检查结果

subject-kind-enterprise = 企业
subject-kind-trader = 个体工商户
subject-kind-cooperative = 农民专业合作社
subject-kind-institution = 事业单位
subject-kind-private = 民办非企业单位
subject-kind-government = 机关
subject-kind-association = 社会团体
subject-kind-project = 项目
subject-kind-stall = 摊点
subject-kind-other = 其他

subject-domain-enterprise = 涉企
subject-domain-agriculture = 涉农
subject-domain-education = 教育
subject-domain-medical = 医疗
subject-domain-tourism = 旅游

subject-status-active = 存续
subject-status-suspended = 停业
subject-status-revoked = 吊销
subject-status-deregistered = 注销
subject-status-moved = 迁出
subject-status-merged = 已合并

visit-result-nothing-found = 未发现问题
visit-result-not-published = 未按规定公示应当公示的信息
visit-result-falsely-published = 公示信息隐瞒真实情况、弄虚作假
visit-result-not-reached = 通过登记的住所（经营场所）无法联系
visit-result-rectification-ordered = 发现问题已责令改正
visit-result-obstructed = 不配合检查情节严重
visit-result-no-activity = 未发现开展本次抽查涉及的经营活动
visit-result-pending = 发现问题待后续处理
visit-result-gone = 已注销、吊销、迁出、停业

problem-subject-merged = 该检查对象已合并
problem-subject-merged-detail = 这一条是重复登记，已合并到另一条名录，不能再修改。请打开合并后的检查对象办理。
problem-subject-over = 该检查对象已注销
problem-subject-over-detail = 已注销的检查对象不再评定风险等级。如注销有误，请先把登记状态改回存续。
problem-risk-basis-needed = 调整为D级须填写依据
problem-risk-basis-needed-detail = D级将增加抽查比例和频次，必须写明所依据的规定或文件。请补充依据后再提交。
problem-merge-self = 不能与自身合并
problem-merge-self-detail = 请选择另一条重复登记的检查对象。
problem-merge-elsewhere = 不属于同一机构
problem-merge-elsewhere-detail = 只能合并同一机构名录中的检查对象。不同机构分别登记的，请各自维护。
problem-merge-into-merged = 目标已合并
problem-merge-into-merged-detail = 所选的检查对象本身已合并到另一条名录。请直接合并到最终保留的那一条。
problem-status-merged = 请使用合并功能
problem-status-merged-detail = “已合并”不能直接设置。请打开重复的检查对象，选择“合并”。
problem-export-too-long = 导出的行数过多
problem-export-too-long-detail = Excel文件最多{ $xlsx }行，CSV文件最多{ $csv }行。请增加筛选条件，或改用CSV格式。

fault-dirty = 含有多余的空格或不可见字符，应为“{ $suggestion }”
fault-code-dirty = 含有全角、小写、形近或多余的字符，是否应为“{ $suggestion }”？
fault-code-taken = 本机构名录中已有这个代码，请查找后修改原记录
fault-uscc-length = 统一社会信用代码应为18位，请核对是否多字或漏字；如是内部编号，请注明
fault-uscc-character = 第{ $most }位“{ $suggestion }”不是统一社会信用代码可用的字符
fault-uscc-check = 校验码不正确，请对照营业执照核对各位数字和字母
fault-registration-form = 注册号为13位或15位数字
fault-internal-form = 内部编号为1至32个大写字母、数字或连字符，且不得与统一社会信用代码、注册号混同
fault-industry-form = 行业代码为门类字母（A至T）、2至4位数字，或字母加数字（GB/T 4754）
fault-phone-form = 电话号码为7至15位数字，可含加号、空格、括号和连字符
fault-tag-form = 标签为1至20个字，不能含有空格和标点分隔符
fault-licence-twice = 同一种许可证件的编号重复，请删去一条

portal-subjects = 检查对象名录
portal-subjects-about = 可查询名录中的检查对象。名录只说明可能被抽查，不代表存在问题；联系人、电话等个人信息不公开。
portal-subjects-q = 名称、统一社会信用代码或拼音首字母
portal-subjects-none = 没有找到符合条件的检查对象。请减少字数，或检查是否有错别字。
portal-subjects-count = 共{ $count }户
portal-subjects-more = 超过{ $count }户，可再输入几个字缩小范围
portal-subjects-back = 返回名录查询
portal-subject-about = 风险等级只公开调整次数，等级本身不公开。历次抽查结果公布后将显示在本页。
portal-subject-no-licences = 没有登记许可证件。
portal-search = 查询
portal-all = 全部
portal-next = 下一页
