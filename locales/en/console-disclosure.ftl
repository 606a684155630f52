# The console: publication of results, working days.

nav-disclosures = Results
nav-calendar = Working days
disclosures-lead = Whoever inspects publishes, in the time the law gives. Nobody publishes what they inspected, wrote or reviewed.
disclosures-search = The subject's name or code
disclosures-subject = Subject
disclosures-unseen = (not shown before the draw is announced)
disclosures-due = Due
disclosures-left = { $days ->
    [0] due today
    [one] { $days } working day left
   *[other] { $days } working days left
}
disclosures-over = { $days ->
    [0] overdue
    [one] { $days } working day late
   *[other] { $days } working days late
}
disclosures-provisional = provisional
disclosures-was-late = Published late
disclosures-overdue = Overdue
disclosures-state = State
disclosures-state-due = To be published
disclosures-state-published = Published
disclosures-state-superseded = Corrected since
disclosures-waiting = Waits for the draw
disclosures-waiting-until = Waits for its draw ({ $date })
disclosures-ready = Can be published
disclosures-waits = Whether it can be published
disclosures-results = Results
disclosures-visited = Day of the visit
disclosures-task = Task
disclosures-published = Published
disclosures-on-portal = Portal
disclosures-quick = Often looked for
disclosures-quick-due = To be published
disclosures-quick-waiting = Waiting for their draws
disclosures-quick-overdue = Overdue
disclosures-quick-published = Published
disclosures-how = Tick the results to be published, then press the button above the list.
disclosures-none = No results to be published
disclosures-none-do = Once a record was reviewed its result appears here, and its clock runs.
disclosures-publish = Publish
disclosures-publish-chosen = Publish the { $count } chosen
disclosures-publish-count = { $count ->
    [one] Publish one result
   *[other] Publish { $count } results
}
disclosures-publish-lead = This becomes public, word for word. Please check each. Where a stall is called by its holder’s name, only the first character of that name shows; all others appear by their registered name, and a person’s name in it (as in a trader’s shop name) isn’t masked.
disclosures-not-public = Public: all of the above. Not public: who was there for the business, its statements, witnesses, other findings, and the times of day.
disclosures-nothing = What was chosen is public already, or was corrected
disclosures-back = Back to results
disclosures-own = You inspected, wrote or reviewed this one; somebody else publishes it.
disclosures-waiting-do = Its draw isn't announced yet; it can be published afterwards.
disclosures-unconfirmed = { $names } haven't confirmed with their own account yet; once this is published they can't any more.
disclosures-code = Code
disclosures-items = Items
disclosures-office = Office
disclosures-team = Inspectors and certificates
disclosures-version = Version { $number }
disclosures-correction = Why it is corrected
disclosures-publish-effect = { $count ->
    [one] The result is on the portal at once, for everybody to find and download.
   *[other] The { $count } results are on the portal at once, for everybody to find and download.
}
disclosures-publish-effect-kept = It can't be taken back. Mistakes are corrected, and the version before stays readable.
disclosures-publish-effect-each = Each is judged by itself: one that is refused says why and stops no other.
disclosures-told-public = The public, on the portal
disclosures-publish-sure = I have checked each, and publish
disclosures-done = { $count ->
    [one] One result is published
   *[other] { $count } results are published
}
disclosures-done-not = { $count ->
    [one] One wasn't; it says why
   *[other] { $count } weren't; each says why
}
disclosures-look = See it on the portal
disclosures-card-none = No results to be published.
disclosures-card-due = To be published
disclosures-card-overdue = Overdue
disclosures-card-waiting = { $count } more wait for their draw to be announced
disclosures-card-nearest = The next is due

calendar-lead = Results are due { $days } working days after { $start }. Monday to Friday are worked, less the holidays, plus the weekend days worked instead, as the State Council's notice of the year says.
calendar-starts-visited = the day of the visit
calendar-starts-recorded = the day the record was handed in
calendar-starts-reviewed = the day of the review
calendar-years = Years
calendar-year = { $year }
calendar-month = Month { $month }
calendar-day = { $day }, { $kind }
calendar-kind-work = working day
calendar-kind-rest = weekend
calendar-kind-holiday = holiday
calendar-kind-shifted = worked weekend
calendar-built-in = built in
calendar-change = Put right
calendar-document = Basis:{" "}
calendar-enter = Enter { $year }
calendar-enter-lead = Press the holidays and the worked weekend days, as the State Council's notice has them. All due days that touch this year are then counted anew and are provisional no more.
calendar-document-number = Number of the notice
calendar-document-help = The State Council office's notice on the year's holidays.
calendar-document-example = 国办发明电〔2026〕5号
calendar-days = Holidays and worked weekends
calendar-days-help = A weekday becomes a holiday, a weekend day is worked; press again to undo.
