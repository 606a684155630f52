# The console: visits, records, review, inspectors' accounts.

nav-visits-own = Visits
nav-inspection-accounts = Inspectors' accounts
visits-lead = Every drawn subject gets one visit, by the team the lots gave it: notice, record on site, review by somebody else, publication.
visits-search = The subject's name or code
visits-period = Period
visits-until = To be made by
visits-whose = Whose visits
visits-mine = My own teams'
visits-overdue-do = The period is over. Please finish soon, and say in the record why it is late.
visits-none = No visits yet
visits-none-do = Once a draw is drawn an operator dispatches it; members of the teams then find their visits here.
visits-quick = Often looked for
visits-quick-mine-assigned = Mine, notice to be given
visits-quick-mine-noticed = Mine, record to be written
visits-quick-recorded = To be reviewed
visits-quick-overdue = Overdue

visits-next = What is next
visits-turn-notice = Give the notice first, and show it on site with your certificates.
visits-turn-record = Inspect on site and write the record; it is saved while you write.
visits-turn-review = The team has handed its record in. Please review it against what was to be checked.
visits-turn-publish = The record was reviewed. Please tick its result in the list of results, and publish it.
visits-publish-go = Go and publish
visits-turn-confirm = Another of the team handed the record in, and it says that you were there. Read it, and confirm it with your own account.
visits-waits-assigned = Waits for the team to give notice.
visits-waits-noticed = The team is at work; no record was handed in yet.
visits-waits-recorded = The record is handed in: whoever else was there confirms it with their own account, and it waits for a reviewer who isn't of the team.
visits-waits-vouched = Everybody who was there has confirmed the record; it waits for a reviewer who isn't of the team.
visits-waits-reviewed = The record was reviewed and waits to be published.
visits-published = The result is public.
visits-published-by = { $time }, published by { $name }.
visits-notice = Give notice
visits-record = Write the record
visits-review = Approve
visits-review-go = Review
visits-return = Return to the team
visits-correct = Correct the record
visits-print-notice = Print the notice
visits-print-record = Print the record
visits-notice-none = Not given yet
visits-to-check = What is checked
visits-rows = { $count ->
    [one] { $count } row
   *[other] { $count } rows
}
visits-bases = Basis:{" "}
visits-materials = The business should have ready:{" "}
visits-record-version = Record (version { $version })
visits-versions = Compare what was handed in
visits-versions-of = Versions of the record: { $name }
visits-versions-lead = Everything that was handed in is kept as it was; neither corrections nor returns replace it.
visits-changed = changed:{" "}
visits-version-left = The record on the left
visits-version-right = The record on the right
visits-version-reviewed = Handed in { $nth } (version { $version }, reviewed)
visits-version-returned = Handed in { $nth } (version { $version }, returned or waiting)
visits-story = Story
visits-story-none = Nothing has been done yet.
visits-story-dispatched = Dispatched
visits-story-noticed = Notice given
visits-story-recorded = Record handed in
visits-story-returned = Record handed in (version { $version }, later returned)
visits-story-corrected = Corrected record handed in (version { $version })
visits-story-reviewed = Reviewed
visits-story-confirmed = Confirmed the record (version { $version })
visits-story-published = Result published (version { $version })
visits-story-reason = Why it was corrected: { $reason }

visits-dispatch = Dispatch
visits-dispatch-of = Dispatch: { $name }
visits-dispatch-effect = { $count ->
    [one] The one drawn subject gets a visit.
   *[other] Each of the { $count } drawn subjects gets a visit; none is left out.
}
visits-dispatch-effect-team = The team is the one the lots gave; nobody can be named in its place. Replacements by rule hold at once.
visits-dispatch-effect-once = Nothing is taken away afterwards; who stands in for others by rule gets a visit by dispatching again, nobody two.
visits-dispatch-effect-more = { $count ->
    [one] The one target that has no visit yet, because it stands in for another, gets one; nobody gets two.
   *[other] The { $count } targets that have no visit yet, because they stand in for others, get theirs; nobody gets two.
}
visits-dispatch-effect-open = The draw is announced: all staff who may read visits see these.
visits-dispatch-effect-secret = The draw isn't announced: only the teams, reviewers, operators, the auditor and leaders see these.
visits-dispatch-told = The teams' members: they find their visits on the workbench
visits-dispatch-sure = I have checked it, and dispatch
visits-dispatched-already = { $count ->
    [one] This draw was dispatched: one visit
   *[other] This draw was dispatched: { $count } visits
}
visits-dispatched-by = { $count ->
    [one] { $name } dispatched one visit on { $time }.
   *[other] { $name } dispatched { $count } visits on { $time }.
}
visits-of-draw = See the visits of this draw

visits-notice-of = Give notice: { $name }
visits-notice-effect = The notice gets the year's next number; none is skipped, and it can't be taken back.
visits-notice-effect-print = Print it and show it on site with your certificates; by its QR code the business can check that it is genuine.
visits-notice-effect-record = The record can then be written.
visits-notice-told = Whoever has the notice's QR code, on the portal
visits-notice-sure = I have checked subject, items and team, and give notice

visits-correct-of = Correct the record: { $name }
visits-correct-effect = The next version of the record begins, from the present text.
visits-correct-effect-kept = The present version stays as it is; everybody sees what was changed and why.
visits-correct-effect-public = The correction is reviewed and published again; what was published before stays readable, marked as corrected.
visits-correct-reason = Why it is corrected
visits-correct-sure = It is necessary; begin the correction

visits-confirm = Confirm the record
visits-confirm-of = Confirm the record: { $name }
visits-confirm-not-now = No record waits for your confirmation
visits-confirm-effect = It is kept that you were there and that the record is true; the published result says that you confirmed it with your own account.
visits-confirm-effect-not = If you weren't there, or it isn't true, don't confirm it, and tell the reviewer.
visits-confirm-effect-later = Review and publication don't wait for it, but the published result says that you didn't confirm it, and nothing can be added to that.
visits-confirm-sure = I was there myself, have checked every row, and the record is true
visits-confirmation = One's own confirmation
visits-unconfirmed = Waiting for mine

visits-there = Who was there, and confirmed it
visits-there-lead = Each who was there hands the record in or confirms it with an account of their own; the published result names who didn't.
visits-there-none = Didn't confirm it with an account of their own
visits-there-account = Account: { $name }
visits-there-other = The account has another name than the inspector
visits-vouched-handed-in = Handed the record in
visits-vouched-confirmed = Confirmed it

visits-review-of = Review: { $name }
visits-review-not-now = No record waits for review
visits-review-done = This record has been reviewed; there is nothing left to do.
visits-decision = Your decision
visits-review-effect = The record is settled. Its day and results count among the subject's visits, for cool-downs and caps of later draws.
visits-review-effect-next = A publisher then publishes the result in time; you can't publish this one.
visits-review-sure = I wasn't of this inspection, have checked every row, and approve
visits-review-besides = The record has a text under "Other findings", which won't be public
visits-review-besides-about = Only rows answered no and the result are published; the public page says that there is a text that isn't. If it tells of a violation that neither shows, return the record, so that the inspectors answer no or choose another result.
visits-return-effect = The record goes back to the team, its text is kept and can be changed.
visits-return-effect-next = It is handed in again, and reviewed again.
visits-return-sure = Return it
visits-return-reason = Why (which row, and what to change)

write-of = Record: { $name }
write-lead = Write what is so. It is saved while you write; without a signal it is kept on this device and sent later.
write-not-now = It can't be written now
write-not-now-state = A record is written after the notice and before it is handed in. See on the visit's page how it stands.
write-not-now-team = Only the team writes the record.
write-returned-for = Returned by the reviewer: { $reason }
write-correcting-for = Corrected because: { $reason }
write-restored = What this device hadn't sent last time is here again.
write-leave = This device can't keep drafts, and what you last wrote isn't on the server. If you leave now it is lost.
write-elsewhere = This record was saved elsewhere ({ $name }, { $time })
write-elsewhere-somebody = This record was saved elsewhere
write-elsewhere-do = It may have been you, at another device or in another window. What you wrote here since isn't saved on the server; it is kept on this device, to compare and restore once you load the newest version.
write-parts = Parts of this form
write-part-faulty = Something to be mended
write-part-done = done
write-part-when = When and where
write-part-present = Inspectors present
write-part-item = { $code } { $name }
write-part-results = Results
write-part-subject = The inspected
write-visited = Day
write-when = When
write-from = From
write-to = To
write-place = Place
write-method = Method
write-present = Inspectors present
write-present-help = Two at least, who have shown their certificates (Administrative Penalties Law, articles 42 and 55).
write-absent-why = Who of the team wasn't there, and why
write-absent-why-help = The team was drawn; of each who wasn't there say why, in up to 500 characters. It becomes public with the result, so no private matters such as an illness. Who hands the record in was there.
write-keys = Answer row by row. On a keyboard: 1 yes, 2 no, 3 not applicable, and on to the next.
write-all-yes = “Yes” to all unanswered rows
write-all-undo = Take back the { $n } “Yes”
write-all-done = { $n } rows answered “Yes”: please go through them
write-now = Now
write-now-of = { $field }: now
write-value = A number, or what is so
write-not-applicable-of = Not applicable: { $row }
write-found = What was found
write-found-help = When, which goods or services, amounts, evidence; it is published with the result
write-findings = Other findings
write-findings-help = What there is besides the checklist; the text isn't published, only that there is one. If something was found, answer no in the checklist and say what; with "nothing found" this stays empty.
write-results = Results
write-results-help = One or more; “nothing found”, “not reached at its registered address” and “deregistered, revoked, moved away or closed” each stand alone. What was found waits after the review for something to follow, if only an approved decision not to act.
write-subject-help = The inspected reads the record. Not needed where nobody could be reached; every row of the checklist doesn’t apply then.
write-who = Who was there for the inspected
write-who-help = Name and post.
write-statement = Statement
write-statement-help = In their own words, if there is one. It isn't published.
write-no-statement = No statement.
write-signing = Signature
write-refused-why = Why they refused
write-witness = Witness
write-witness-help = Name and office, or that it was recorded on video.
write-save-clean = Saved as soon as you begin
write-save-saved = Saved { $time }
write-save-sending = Saving…
write-save-waiting = Not saved yet, will be in a moment
write-save-offline = Not saved: no connection. It is kept on this device and tried again
write-save-refused = Not saved: the server didn't take it. It is kept on this device
write-save-nowhere = Not saved, and this device can't keep it: don't close this page
write-progress = Checklist { $done } of { $total }, { $noes } found
write-fault = { $field }: { $message }
write-submit = Hand the record in
write-sure = I have checked every row; I know that it can't be changed once it is handed in
write-sure-first = Please tick this first, then hand the record in.
write-submit-effect = It goes to a reviewer outside the team, and you can't change it any more, unless it is returned.

visits-card-none = No visits wait for you.
visits-card-overdue = My visits, overdue
visits-card-noticed = My visits, record to be written
visits-card-assigned = My visits, notice to be given
visits-card-unconfirmed = Records that wait for your confirmation
visits-card-recorded = Records to be reviewed

accounts-lead = Which visits inspectors see depends on who of the registry their account is. One account each, each for one.
accounts-account = Account
accounts-join = Join an account
accounts-change = Change the account
accounts-account-of = Account of { $name }
accounts-none-yet = None yet
accounts-nobody-free = No account with the role “inspector” is free: administrators can make one
accounts-set = Set
accounts-save-of = Save the account of { $name }
accounts-saved = The account of { $name } is saved
accounts-other-name = The account's name, { $account }, isn't the inspector's, { $name }. Whoever has this account writes records in the name of { $name }: make sure that it is the same person.
accounts-with = With an account
accounts-free = Free accounts
accounts-none = No inspectors in the registry yet
accounts-none-do = Enter them in the registry of inspectors first.
