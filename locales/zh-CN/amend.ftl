# 变更：抽取之后发生的事。

help-amend = 变更：登记回避、缺席或对象不存在，并按规则补足席位
help-amend-directory = 抽取文件夹（审计版）
help-amend-kind = recuse（某人回避某户）、absent（某人缺席）或 gone（某户不存在）
help-amend-subject = 企业编号（统一社会信用代码；recuse、gone 须填）
help-amend-inspector = 检查人员编号（recuse、absent 须填）
help-amend-reason = 原因代码，如 conflict-declared、closed；自定的以 x- 开头，如 x-illness
help-amend-approver = 审批人代号（小写字母、数字和 -），会公开

amend-mismatch = recuse 需要 --subject 和 --inspector，absent 只用 --inspector，gone 只用 --subject。
amend-unverified = 未变更：本次抽取没有通过核验（{ $code }）。未通过的是：{ $check }
amend-refused = 未变更：{ $why }
amend-done = 第 { $number } 项变更已记入 amendments.json。
amend-stood-in = 由本层候补第一位 { $id } 递补。
amend-no-change = 没有检查组变动。
amend-team = { $id } 的检查组：{ $team }
amend-open = { $id }：第 { $seat } 席（{ $pool }）空缺，无人可补。
amend-digest = 变更链摘要：{ $digest }
