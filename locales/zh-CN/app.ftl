# 服务器外壳：通用的提示、门户框架、命令 yaoguang。

problem-fields = 有内容需要修改
problem-fields-detail = 请按各栏旁边的提示修改后再提交，已填写的内容不会丢失。
problem-not-found = 没有找到
problem-not-found-detail = 没有这个页面或这条记录，或者您无权查看。请检查网址，或返回上一页重新选择。
problem-method-not-allowed = 不能这样访问
problem-method-not-allowed-detail = 这个网址不接受这种请求方式。请从页面上的按钮或链接进入。
problem-stale = 已在别处修改
problem-stale-detail = 您打开之后，这条记录在别处保存过。请读取最新内容，再作修改；您的内容尚未保存。
problem-unlike-journal = 与日志不一致
problem-unlike-journal-detail = 这条记录与日志里最后一次登记的内容不同，可能是有人绕过系统改了数据库。您的操作没有保存。请告知系统管理员：在服务器上运行 yaoguang doctor 查明是哪一条、改了什么，改正以后再办。
problem-broken = 系统出现故障
problem-broken-detail = 您的操作没有完成，也没有留下一半的结果。请稍后重试；如仍不成功，请把请求编号告诉系统管理员。
problem-not-ready = 系统尚未就绪
problem-not-ready-detail = 数据库或公开日志暂时不可用，请稍后重试。
problem-no-session = 请先登录
problem-no-session-detail = 您尚未登录，或登录已超时。请登录后继续，已填写的草稿会保留。
problem-other-person = 已改由{ $name }登录
problem-other-person-detail = 这个浏览器已改由{ $name }登录，本页仍是{ $shown }的，没有办理。请刷新本页，或者用另一个浏览器（或无痕窗口）同时使用两个账户。
other-person-unknown = 另一个人
problem-not-permitted = 没有此项权限
problem-not-permitted-detail = 您的角色不能{ $act }。如工作需要，请联系安全管理员调整角色。
problem-password-must-change = 请先修改密码
problem-password-must-change-detail = 您的密码由管理员设置，须先改为自己的密码，才能进行其他操作。
problem-totp-must-enrol = 请先启用动态口令
problem-totp-must-enrol-detail = 系统管理员、安全管理员、审计管理员必须启用动态口令，才能进行其他操作。请在“我的账户”中启用。
problem-other-site = 请求来自其他网站
problem-other-site-detail = 为防止他人冒用您的登录，来自其他网站的操作一律不予办理。请直接在本系统中操作。
problem-idempotency-key-missing = 缺少操作编号
problem-idempotency-key-missing-detail = 办理类请求必须带有 Idempotency-Key（1至64个字母、数字、下划线或连字符），以防重复办理。
problem-idempotency-key-used = 操作编号已被使用
problem-idempotency-key-used-detail = 同一个操作编号已用于内容不同的请求。请刷新页面后重新操作。
problem-already-done = 已经办理
problem-already-done-detail = 这一操作先前已经办理完成，没有重复办理。请刷新页面查看结果。
problem-act-running = 正在办理
problem-act-running-detail = 同一操作正在办理中，请勿重复提交；稍候刷新页面查看结果。
problem-body-too-long = 内容过长
problem-body-too-long-detail = 一次提交的内容不得超过{ $most }字节，请分次提交。
problem-body-form = 提交的内容格式不正确
problem-body-form-detail = 提交的内容不符合接口说明：{ $why }
problem-body-not-json = 提交的内容不是 JSON
problem-body-not-json-detail = 请把 Content-Type 设为 application/json 后再提交。
problem-body-cut-off = 提交的内容不完整
problem-body-cut-off-detail = 传输中断，内容没有收全，也没有保存。请重新提交。
problem-query-form = 查询条件格式不正确
problem-query-form-detail = 网址中的查询条件不符合接口说明：{ $why }
problem-job-over = 任务已结束
problem-job-over-detail = 这项任务已经结束，不能再取消。请查看任务结果。
problem-job-goes-on = 这项任务不能取消
problem-job-goes-on-detail = 锁定以后的取种和抽取由系统自动完成，任何人都不能中止。
problem-streams-full = 大屏的连接已满
problem-streams-full-detail = 同时观看的人数已到本系统的上限。请稍后再打开；这次抽取的页面随时可以查看。
problem-console-not-built = 工作台尚未构建
problem-console-not-built-detail = 服务器程序中没有工作台的页面文件。请先运行 cargo xtask web，再重新构建服务器。

fault-empty = 不能为空
fault-too-long = 不能超过{ $most }个字
fault-control-character = 含有不可见的控制字符，请删除
fault-unseen-character = 含有看不见的字符、没有通用含义的字符（专用区或未编码）或者单独的附加符号，请删除
fault-out-of-range = 超出允许的范围
fault-no-cursor = 翻页标记无效，请从第一页重新开始
fault-no-sort = 不能按这一栏排序

portal-name = 摇光 · 双随机、一公开
portal-home = 首页
portal-skip = 跳到正文
portal-navigation = 主导航
portal-footer = 抽取过程任何人都可以重算，公开日志任何人都不能改写。
portal-request-id = 请求编号：{ $id }
portal-back-home = 返回首页

help-yaoguang = 双随机、一公开系统的服务器
help-yaoguang-lang = 使用的语言：zh 或 en
help-yaoguang-config = 配置文件
help-yaoguang-init = 在一个新目录中建立配置、数据库和密钥
help-yaoguang-init-folder = 目录
help-yaoguang-init-origin = 公开日志的名称，如 price.fushun.example/journal
help-yaoguang-init-organisation = 日志条目中的机构名，如 price.fushun.example
help-yaoguang-init-database_url = PostgreSQL 地址，如 postgres://yaoguang@127.0.0.1/yaoguang；不指定则使用目录中的 SQLite
help-yaoguang-serve = 运行服务器
help-yaoguang-migrate = 把数据库升级到本版本
help-yaoguang-openapi = 输出接口说明（OpenAPI 3.1）
yaoguang-exists = “{ $file }”已经存在，没有改动任何文件。请另选目录。
yaoguang-made = 已建立“{ $file }”。下一步：yaoguang --config { $file } serve
yaoguang-serving = 门户：{ $url }/   工作台：{ $url }/console/
yaoguang-stopped = 已停止。
yaoguang-migrated = 数据库已是本版本。
yaoguang-confirmed = 已确认账户 { $login }，其角色重新生效，并已记入日志。
yaoguang-failed = 没有完成：{ $why }

help-yaoguang-demo = 在一个新目录中造一座虚构城市的物价局，并运行服务器
help-yaoguang-demo-folder = 目录；已有演示的将重新建立
help-yaoguang-demo-subjects = 检查对象数，至少40，不指定为30000
help-yaoguang-demo-seed = 起始数：同一个数造出同样的内容
help-yaoguang-demo-port = 端口；0为任选空闲端口
help-yaoguang-demo-database_url = PostgreSQL 地址，须为空数据库；不指定则使用目录中的 SQLite
help-yaoguang-demo-check = 无人值守：造好后自行查看各页面，打印一行数字后结束
demo-making = 正在造一座虚构的城市（检查对象 { $subjects } 家），约需一分钟。单位、人员和代码均为虚构。
demo-made = 已造好：检查对象 { $subjects } 家，执法检查人员 { $inspectors } 人，抽查事项 { $items } 项，投诉举报 { $complaints } 件，年度抽查计划 { $lines } 条，抽取 { $draws } 次，检查 { $visits } 户次（已公示结果 { $results } 户次）。
demo-portal = 公众门户：{ $url }/
demo-console = 工作台：{ $url }/console/ 　登录页列出以下账户，点一下就登录（手工登录的，密码都是 { $password }）：
demo-how =
    照着做，一行一步，不用打字的地方都已填好。换账户：点右上角的头像或者姓名，选“演示：换一个账户”，再点要换的人，仍回到同一页。
    要同时用两个账户，请开无痕窗口或者换一个浏览器：普通的新窗口共用同一个登录。
    想看自己办的抽取，直接从③开始：③④约十五分钟。①②不用先做。
demo-try-1 =
    ① 核验一次抽取，不用登录，约一分钟
      打开 { $url }/draws/{ $draw }
      点“自己核验” → 浏览器取得抽取包（不另存文件），当场把能核验的都重算一遍，显示“核验通过”
      回到上一页，在“查我的签号”里填 { $drawn }，点“查询” → 显示签号和“已被抽中”
demo-try-2 =
    ② 把一份记录办到公示，约三分钟
      { $who } 打开 { $url }/console/login?as={ $login }&next=/visits/{ $visit }/record
        “开始时间”旁点“现在”；“检查表”点“未答的都选‘是’”；“检查结果”选“未发现问题”
        “当事人一方在场人员”随意填一个姓名；“当事人签字”选“已签字”
        “结束时间”旁点“现在”；拉到最下面勾选“已逐项核对……”，点“提交记录”
      换成 { $other }（{ $partner }）
        点“确认记录”，勾选，再点“确认记录”
      换成 秦川（reviewer）
        点“开始复核”，拉到最下面勾选，点下面的“复核通过”
      换成 何晴（publisher）
        点“去公示”，勾选“{ $name }”，点“公示所选的 1 件”，勾选，点“公示”
      公众打开 { $url }/results?q={ $code } → 打开这家的结果：“未发现问题”，写明到场的两人都用自己的账户提交或者确认
demo-try-3 =
    ③ 自己办一次抽取，约九分钟（其中两分钟是揭示的时限）
      演示现行的取种规则只用各方的揭示值，锁定后两分钟出结果，可信等级是C；实际办理应当加用快乐8等公共随机数，那要等到当晚开奖。
      许明 打开 { $url }/console/login?as=planner&next=/plans/{ $plan } ，先出现账户列表，点“许明”，才进入计划（以下带 login 的网址都是这样）
        往下拉，在“执行进度”第1行点“拟定抽取” → 揭示方已填好；范围、分层、人员也已填好，收在最下面的折叠行里，不用展开
        拉到最下面点“保存草稿”；点“提交”，拉到最下面勾选，再点“提交”
      换成 沈岩（approver）
        点“批准”，拉到最下面勾选，再点“批准”
      换成 姜禾（operator）
        每个揭示方点“生成链接”“复制”，在新标签页打开：点“保存为文件”，再点“已保存，提交摘要” → 揭示方由您自己扮演，不用登录
        回到抽取页，点“锁定”，输入或者复制粘贴任务名称，再点“锁定” → 从这时起两分钟
        两分钟之内，在两个标签页里各点“选择保存的文件”，选文件名里有这一方名称的，点“揭示”；缺一方就没有结果：从③“许明”一行重新做，演示里不必先作废
        等满两分钟（这时可以先看④，或者在门户打开“摇号大屏”）→ 系统自动取种、抽取，抽取页自动更新，不用按任何按钮
        点“派发检查”，勾选，再点“派发检查” → 列出每一户抽到的两人
      何晴 打开 { $url }/console/login?as=publisher&next=/draws?disclosable=true
        打开刚才这次抽取，点“公布”，输入或者复制粘贴任务名称，再点“公布”
      公众打开 { $url }/draws ，打开这次抽取，点“自己核验” → “核验通过”
demo-try-4 =
    ④ 接着把其中一户办到公示，约五分钟
      何晴 在工作台里这次抽取的页面点“查看这次抽取的检查”，打开第一户 → “检查组”写着抽到的两人
      换成 检查组里的第一人
        点“出具检查通知书”，勾选，再点“出具检查通知书”
        点“填写抽查记录”：“开始时间”旁点“现在”；点“未答的都选‘是’”；选“未发现问题”；填一个姓名；选“已签字”；“结束时间”旁点“现在”；拉到最下面勾选“已逐项核对……”，点“提交记录”
      换成 检查组里的第二人
        点“确认记录”，勾选，再点“确认记录”
      换成 秦川（reviewer）
        点“开始复核”，拉到最下面勾选，点下面的“复核通过”
      换成 何晴（publisher）
        点“去公示”，勾选这一户，点“公示所选的 1 件”，勾选，点“公示”
        点“在门户查看” → 公众看到的结果
        在这个结果页点“自己核验” → 核验的是这项结果：公示的内容与公开日志所记相同
        回到结果页，点“抽查任务”一栏的名称，回到那次抽取，在那里点“自己核验” → 核验的是抽取：谁被抽中、谁去检查
demo-try-5 =
    ⑤ 名录，约两分钟
      陈静 打开 { $url }/console/login?as=registry&next=/subjects/import
        点“下载样表”填几行，或者用自己的 Excel，上传 → 先看预览；有错的行下载回来改
demo-try-6 =
    ⑥ 事项清单
      冯清 打开 { $url }/console/login?as=catalogue&next=/catalogue
        点“编制新的一版”；改好以后提交，由沈岩（approver）批准、何晴（publisher）公布
demo-try-7 =
    ⑦ 日志，约两分钟
      白鹭 打开 { $url }/console/login?as=audit&next=/acts
        “操作记录”里有刚才的每一步；公众在 { $url }/journal 看到对应的条目
      在另一个终端运行
        { $lots } audit { $url }/journal
        → 只凭文件核验整个日志
demo-stop = 按 Ctrl+C 停止。
yaoguang-said = { $why }
help-yaoguang-doctor = 核对数据表、日志记录和公开日志是否一致，并列出日期晚于今天的检查
help-yaoguang-backup = 备份数据库（服务器可以同时运行）
help-yaoguang-backup-folder = 备份写到哪个新目录
help-yaoguang-backup-keys = 同时备份密钥（请妥善保管）
help-yaoguang-restore = 从备份恢复；已有数据库的不会覆盖
help-yaoguang-restore-folder = 备份所在目录
help-yaoguang-accept-rollback = 确认数据库是从较早的备份恢复的，并永久记入日志
help-yaoguang-confirm = 密码重置后，在没有其他安全管理员和审计管理员时，确认安全管理员的账户
help-yaoguang-confirm-login = 安全管理员的登录名
