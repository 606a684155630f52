# 执法检查人员名录。

inspector-yes = 是
inspector-list-separator = 、
inspector-no = 否

inspector-field-certificate = 执法证号
inspector-field-name = 姓名
inspector-field-valid-to = 有效期至
inspector-field-valid-from = 发证日期
inspector-field-issuer = 发证机关
inspector-field-organisation = 所属机构
inspector-field-unit = 工作单位
inspector-field-level = 职级
inspector-field-post = 职务
inspector-field-fields = 执法领域
inspector-field-qualifications = 资质
inspector-field-expert = 是否专家
inspector-field-area = 工作片区
inspector-field-languages = 语言
inspector-field-phone = 联系电话
inspector-field-id-number = 身份证号
inspector-field-state = 状态
inspector-field-state-reason = 状态变更理由

inspector-help-certificate = 每人一个，用来识别是否已在名录中
inspector-help-name = 与执法证上的姓名一致
inspector-help-valid-to = 执法证有效期的最后一天；到期后不能被抽取
inspector-help-valid-from = 执法证有效期的第一天
inspector-help-issuer = 执法证上的发证机关
inspector-help-organisation = 本系统中机构的全称；不填为您所在的机构
inspector-help-unit = 单位或科室
inspector-help-level = 如：四级调研员
inspector-help-post = 如：科长
inspector-help-fields = 可以检查的领域或事项，多项用顿号隔开
inspector-help-qualifications = 多项用顿号隔开
inspector-help-expert = 是或否
inspector-help-area = 负责或常驻的地区
inspector-help-languages = 多项用顿号隔开
inspector-help-phone = 加密保存，页面上只显示首尾几位
inspector-help-id-number = 加密保存，页面上只显示首尾几位

inspector-state-active = 在岗
inspector-state-suspended = 暂停执法
inspector-state-left = 离岗
leave-kind-annual = 年休假
leave-kind-sick = 病假
leave-kind-family = 产假、育儿假
leave-kind-training = 培训学习
leave-kind-secondment = 借调、挂职
leave-kind-other = 其他事由

why-not-left = 该检查人员已离岗，不能参加抽取。如已返岗，请先在执法检查人员名录库中恢复。
why-not-suspended = 该检查人员的执法资格已暂停，不能参加抽取。恢复资格后，请先在执法检查人员名录库中恢复。
why-not-not-yet-valid = 该检查人员的执法证自{ NUMBER($year, useGrouping: 0) }年{ $month }月{ $day }日起生效，此前不能参加抽取。请核对执法检查人员名录库中的证件信息。
why-not-expired = 该检查人员的执法证已于{ NUMBER($year, useGrouping: 0) }年{ $month }月{ $day }日到期，不能参加本次抽取。请先在执法检查人员名录库更新证件信息。
why-not-on-leave = 该检查人员因{ $kind }至{ NUMBER($year, useGrouping: 0) }年{ $month }月{ $day }日不在岗，不能参加本次抽取。如已返岗，请撤回请假登记。
why-not-training-missing = 本机构规定须在{ $months }个月内培训合格，该检查人员自{ NUMBER($year, useGrouping: 0) }年{ $month }月{ $day }日以来没有合格的培训记录，不能参加本次抽取。请补登培训记录，或先安排培训。

problem-inspector-has-left = 该检查人员已离岗
problem-inspector-has-left-detail = 离岗人员的信息不再修改。如已返岗，请先恢复，再办理。
problem-already-withdrawn = 已经撤回
problem-already-withdrawn-detail = 这条登记先前已经撤回，撤回后不再恢复。如有需要，请重新登记。
problem-nothing-to-unmask = 没有登记这一项
problem-nothing-to-unmask-detail = 该检查人员没有登记电话或身份证号，因此没有可以查看的内容。

fault-certificate-form = 执法证号为4至30个半角字母、数字或汉字，中间可以有单个连字符或括号，首尾不能有
fault-certificate-dirty = 含有全角字符、空格、不可见字符或多余的连字符，应为“{ $suggestion }”
fault-certificate-alike = 与名录中的“{ $found }”只有大小写、连字符、括号或形近字符（O和0，I、L和1）的差别，视为同一证号，请核对；该证号可能属于其他机构或已离岗的人员
fault-certificate-taken = 该执法证号已在名录中，请核对；调入人员请由原机构办理移交
fault-phone-form = 不是电话号码（7至15位数字）
fault-id-number-form = 不是有效的18位身份证号，请核对，末位X须大写
fault-valid-order = 有效期的最后一天早于第一天
fault-not-yes-or-no = 请填“是”或“否”
fault-foreign-scope = 该执法证号属于您管理范围以外的机构，不能修改；请由原机构办理
fault-office-by-hand = 该人员已在名录中属于另一机构；调动须在人员页面逐人办理，不能用文件改
fault-foreign-organisation = 您的管理范围内没有这个名称的机构
fault-inspector-has-left = 该检查人员已离岗；如已返岗，请先恢复
fault-in-the-future = 不能晚于今天
fault-leave-order = 结束日期早于开始日期
fault-uscc-form = 不是有效的统一社会信用代码
fault-conflict-subject = 统一社会信用代码和名称至少填一项
fault-text-form = 不能超过200个字，也不能有控制字符
