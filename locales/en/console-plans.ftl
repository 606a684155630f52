# Console: annual plans.

plans-own-lead = What is inspected each year, among whom, at which rates for each class, in which months. One person drafts a plan, another approves it, and a third publishes it after the superior authority has filed it.
plans-card = Plans in progress
plans-card-none = No plan waits for you.
plans-card-draft = Drafts of plans, to be submitted
plans-card-submitted = Plans to be approved
plans-card-approved = Approved plans, whose filing is to be noted
plans-card-filed = Filed plans, to be published
plans-card-lines = How much each line of the annual plan is to draw and has drawn stands in its progress; draws are drafted there line by line.
plans-card-lines-go = See the plan's lines
plans-own-search = Title of a plan
plans-own-none = No annual plans yet
plans-own-none-do = A planner begins a year’s plan, adds lines, simulates it and submits it for approval.
plan-drafter = Drafted by
plan-new = New annual plan
plan-new-lead = First its basis and limits, then the items line by line.
plan-begin = Begin
plan-title = Title
plan-basis-help = The laws, rules and orders the plan rests on.
plan-note-help = What differs from the version before, and why. It may be empty in a first one.
plan-cap-help = How often one subject is visited in a year at most, 1 to 12.
plan-cooldown-help = How many months lie between two visits to one subject at least; 0 sets no further limit.
plan-horizon-help = Within how many years everybody should be seen; the simulation says what share that will be.
plan-effort = Effort
plan-effort-help = How much of a day a visit costs each inspector, with the way and the paperwork: 0.25 is a quarter of a day.
plan-effort-value = { $n } days of each inspector a visit
plan-from = Lines
plan-from-last-year = those of last year’s published plan
plan-from-empty = none
plan-edit = Change text and limits
plan-hands = Drafted / approved / published
plan-digest = Digest of the whole plan
plan-sent-back = Returned: { $reason }
plan-ended-for = Ended because: { $reason }
plan-step-of = { $step }: { $name }
plan-sure = I have checked it and want this
plan-told-public = the public: it can be read on the portal
plan-told-feed = subscribers: that a plan was published

plan-submit = Submit for approval
plan-submit-effect = The plan’s text is fixed at once, unless it is returned.
plan-submit-effect-who = An approver who had no hand in it approves it.
plan-approve = Approve
plan-approve-effect = The plan waits for its filing; its text stays.
plan-approve-effect-who = After the superior authority has filed it, a third person publishes it.
plan-return = Return
plan-return-effect = The plan is a draft again, to be changed and submitted anew; an approval no longer holds.
plan-discard = Give up
plan-discard-effect = Nobody works on this draft any more; it stays on record.
plan-file = Note the filing
plan-file-effect = The filing’s number and date become part of what is published.
plan-file-effect-who = The publisher comes next.
plan-publish = Publish
plan-publish-effect = The plan is on the portal at once, and never changes again.
plan-publish-effect-before = The version published before for this year is superseded.
plan-publish-effect-kept = It can still be read.
plan-adjust = Adjust
plan-adjust-effect = A next version begins as a copy of this one.
plan-adjust-effect-kept = This one stays in force until that is published.
plan-close = Close
plan-close-effect = This year’s plan is no longer carried out.
plan-close-effect-kept = It can still be read, marked as closed and why.

plan-lines-none = No lines yet
plan-lines-none-do = Under “Lines of the plan” say what is inspected, among whom, at which rates, in which months and by whom.
plan-lines-edit = Edit the plan’s lines
plan-lines-help = All lines are saved at once, or none if one has a fault. A rate is typed as 5%, 2.5% or 1/30, the minimum beside it; a class with neither isn’t drawn.
plan-lines-leave = The lines aren’t saved; what you changed will be lost.
plan-line-fault = Line { $line }: { $fault }
plan-line-add = Add a line
plan-line-nth = Line { $line }
plan-line-field = Line { $line }, { $field }
plan-line-remove = Remove line { $line }
plan-line-minimum = Line { $line }, least of class { $risk }
plan-no-edition = There is no catalogue in force. What isn’t published can’t be inspected: publish a catalogue first.
plan-item-needed = choose an item
plan-rate-form = a rate is from 0 to 100%, typed as 5%, 2.5% or 1/30
plan-domains = Domains
plan-regions = Regions
plan-industries = Industry codes
plan-tags = Tags
plan-all = all
plan-not-drawn = not drawn
plan-rate-and-least = Rate and least of class { $risk }

plan-simulation = Simulation
plan-simulation-what = The registries as they are now, played through month by month: how many visits, in how many years nearly everybody is seen, whether there are inspectors enough. One course of events, not a mean, and no hint at who will be drawn; working days are Mondays to Fridays.
plan-simulate = Simulate
plan-simulating = Simulating
plan-simulation-none = Not simulated yet.
plan-simulation-stale = The plan was changed since: these are not its figures any more. Simulate again.
plan-simulated-at = Simulated at
plan-visits = Visits a year
plan-population = Subjects
plan-population-of = { $all } active, { $reached } of them in the plan
plan-seen = Seen
plan-seen-within = { $share } within { $years } years
plan-seen-short = not everybody within { $years } years: that takes at least { $need } visits a year, and there are { $visits }; raise rates or lengthen the horizon
plan-most = Most to one subject
plan-most-times = { $n } a year
plan-load = Inspector-days
plan-days = { $n } inspector-days
plan-shortfall = Visits for which nobody had room (cap, cool-down)
plan-bottleneck = Bench is shortest
plan-bottleneck-ample = the bench is ample, { $share } taken at the most ({ $months })
plan-bottleneck-at = in { $month ->
     [1] January
     [2] February
     [3] March
     [4] April
     [5] May
     [6] June
     [7] July
     [8] August
     [9] September
     [10] October
     [11] November
    *[12] December
    }, mostly for “{ $line }”
plan-random = Random share
plan-random-share = { $share } (with { $causes } visits for cause last year)
plan-by-month = The bench by month
plan-month = Month
plan-month-visits = Visits
plan-month-nth = { $n ->
     [1] January
     [2] February
     [3] March
     [4] April
     [5] May
     [6] June
     [7] July
     [8] August
     [9] September
     [10] October
     [11] November
    *[12] December
    }
plan-capacity = Inspector-days there are
plan-share = In use
plan-nobody = nobody
plan-strata = By line and class, beside last year
plan-class = Class
plan-stratum-population = Subjects
plan-stratum-quota = Drawn a year
plan-last-year = Visits last year
plan-last-year-found = Found something
plan-progress = Progress
plan-progress-what = Planned visits are those of this version's simulation; drawn are those whom draws really drew, which isn't yet an inspection: those are under "Of them, published". Draws of the same line in earlier versions of the year are included.
plan-progress-random = Share of random among this year's inspections (by public results, as on the portal)
plan-progress-none = No inspections this year yet
plan-progress-for-cause = Inspections for cause this year
plan-progress-over = {" "}({ $n } above the year's plan)
plan-progress-planned = Planned for the year
plan-progress-due = Due by this month
plan-progress-targets = Drawn
plan-progress-published = Of them, published
plan-progress-drawn = Draws done
plan-progress-open = Draws under way
plan-progress-do = To do
plan-progress-draft = Draft a draw
plan-progress-draft-nth = Draft a draw for line { $line }
plan-progress-former = Lines this version has no more
plan-progress-beside = Draws outside the plan
