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
subject-status-reason = 状态变更原因
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

subject-code-help = 统一社会信用代码、注册号，或本机构编制的内部编号；每行必填，同一文件内不得重复
subject-name-help = 营业执照上的名称，最多200字
subject-kind-help = 企业、个体工商户、农民专业合作社等；不填的按统一社会信用代码前两位判断
subject-domain-help = 涉企、涉农、教育、医疗、旅游；企业和个体工商户不填的归入涉企
subject-industry-help = 国民经济行业代码（GB/T 4754），如F5212
subject-region-help = 六位行政区划代码（GB/T 2260）；不填的取统一社会信用代码第3至8位
subject-grid-help = 所属网格，最多50字
subject-address-help = 住所或经营场所，最多300字
subject-latitude-help = 十进制度数，如41.8797
subject-longitude-help = 十进制度数，如123.9573
subject-representative-help = 法定代表人、负责人或经营者姓名
subject-liaison-help = 联系人姓名；不对外公开
subject-phone-help = 联系电话；加密保存，不对外公开
subject-status-help = 存续、停业、吊销、注销、迁出；不填的为存续
subject-risk-help = A、B、C、D；仅用于新增的检查对象，已有的请用“调整风险等级”办理
subject-visits-most-help = 整数，0至366
subject-cooldown-days-help = 整数，0至3660
subject-tags-help = 多个标签用顿号或逗号分开；只添加，不删除
subject-licence-kind-help = 如食品经营许可证
subject-licence-code-help = 许可证上的编号
subject-licence-valid-to-help = 如2027-03-01；长期有效的不填
subject-visited-help = 本系统启用以前最近一次检查的日期
subject-visit-result-help = 如未发现问题、发现问题已责令改正

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
problem-subject-merge-unlike = 两条登记没有相同之处
problem-subject-merge-unlike-detail = 合并走的一条不再参加抽取，所以只能合并同一检查对象的重复登记：代码相近，或名称、地址相同，或同一区划内法定代表人（负责人）相同。已停止经营的，请把登记状态改为注销；更名、迁址的，请修改原记录。
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
fault-code-like-uscc = 这像是统一社会信用代码，请按统一社会信用代码登记
fault-industry-form = 行业代码为门类字母（A至T）、2至4位数字，或字母加数字（GB/T 4754）
fault-subject-phone-form = 电话号码为7至15位数字，可含加号、空格、括号和连字符
fault-tag-form = 标签为1至20个字，不能含有空格和标点分隔符
fault-licence-twice = 同一种许可证件的编号重复，请删去一条
fault-kind-unknown = 不是已知的主体类型，如企业、个体工商户、事业单位
fault-domain-unknown = 领域只能是涉企、涉农、教育、医疗、旅游
fault-status-unknown = 登记状态只能是存续、停业、吊销、注销、迁出
fault-risk-unknown = 风险等级只能是A、B、C、D
fault-result-unknown = 不是规定的检查结果用语
fault-degrees-form = 请写成十进制度数，如41.8797
fault-risk-by-act = 名录中已有这一户，风险等级须逐户调整并说明理由，不能用文件修改；请删去这一格，或改为现有等级
fault-row-merged = 这个代码的记录已合并到另一条名录，不能再修改

portal-subjects = 检查对象名录
portal-subjects-about = 可查询名录中的检查对象。名录只说明可能被抽查，不代表存在问题；联系人、电话等个人信息不公开。
portal-subjects-q = 名称、统一社会信用代码或拼音首字母
portal-subjects-none = 没有找到符合条件的检查对象。请减少字数，或检查是否有错别字。
portal-subjects-count = 共{ $count }户
portal-subjects-more = 超过{ $count }户，可再输入几个字缩小范围
portal-subjects-back = 返回名录查询
portal-subject-about = 风险等级不在本页公开，这里只公开调整次数；抽查按等级分层时，抽中名单会显示所在分层。以下抽中情况和检查结果按上面的代码列出。
portal-subject-no-licences = 没有登记许可证件。
portal-search = 查询
portal-all = 全部
portal-next = 下一页
card-subjects-figure = { $n }户
card-subjects-text = 存续的{ $active }户，分属{ $domains }个领域。查谁由抽签决定，列入名录不代表存在问题。
card-subjects-link = 查询名录
