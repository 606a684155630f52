# 试抽：用模拟种子测量抽中机会。

help-replay = 试抽：用公开的模拟种子在同一份锁定名录上反复抽取，测量抽中机会（不决定任何结果）
help-replay-bundle = 审计版（文件夹或 zip）
help-replay-runs = 试抽次数，1 至 1,000,000
help-replay-no-teams = 只抽检查对象，不配检查组
help-replay-svg = 另画一张图（SVG）

replay-too-large = 名录有 { $rows } 个检查对象。重演须把全部对象放在内存里，最多 { $limit } 个；请对一个部分（如一个区县）的抽取重演。
replay-progress = 已试抽 { $played } 次，共 { $runs } 次……
replay-done = 用模拟种子试抽 { $replays } 次。试抽只测量机会，不决定任何结果。
replay-population = 户数
replay-theory = 理论机会
replay-mean = 实测平均
replay-least = 最小
replay-greatest = 最大
replay-chi-square = 卡方
replay-degrees = 自由度
replay-stratum = 分层
replay-mean-load = 平均任务数
replay-inspector = 检查人员
replay-open = 有席位空缺的试抽次数：{ $replays }
replay-plot-title = 抽中机会：实测与理论（试抽 { $replays } 次）
replay-plot-text = 红线：理论机会；蓝条：各户实测机会的最小至最大；圆点：平均。
replay-plot-stratum = { $name }：理论 { $theory }，实测平均 { $mean }，最小 { $least }，最大 { $greatest }
