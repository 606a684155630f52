# Replays: chances measured with made-up seeds.

help-replay = Replay: measure everyone's chance with made-up seeds over the frozen rosters (decides nothing)
help-replay-bundle = The auditor's edition (directory or zip)
help-replay-runs = How many replays, 1 to 1,000,000
help-replay-no-teams = Draw subjects only, make no teams
help-replay-svg = Also write a plot (SVG)

replay-too-large = The roster has { $rows } subjects. Replays hold every subject in memory and take at most { $limit }; replay the draw of a part, such as one district.
replay-progress = { $played } of { $runs } replays …
replay-done = { $replays } replays with made-up seeds. Replays measure chances; they decide nothing.
replay-population = subjects
replay-theory = chance
replay-mean = measured mean
replay-least = least
replay-greatest = greatest
replay-chi-square = chi-square
replay-degrees = degrees of freedom
replay-stratum = stratum
replay-mean-load = mean load
replay-inspector = inspector
replay-open = Replays in which a seat stayed open: { $replays }
replay-plot-title = Measured and theoretical chances of being drawn, { $replays } replays
replay-plot-text = Red line: chance in theory. Blue bar: from the least to the greatest measured chance of a subject. Dot: mean.
replay-plot-stratum = { $name }: chance { $theory }, measured mean { $mean }, least { $least }, greatest { $greatest }
