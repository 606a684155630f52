# The console: complaints, reports and petitions.

nav-complaints = Complaints
nav-signals = Risk signals
complaints-lead = Complaints, reports and petitions are registered, assigned, looked into and answered one by one; they are never drawn. Who complained is masked everywhere.
complaints-search = Number or name of the business, from two characters on
complaints-subject = Business
complaints-complainant = Complainant
complaints-organisation = Organisation
complaints-updated = Last changed
complaints-in-registry = Subject in the registry
complaints-from = Received on or after
complaints-to = Received on or before
complaints-mine = Handled by me
complaints-whose = Mine
complaints-no-handler-known = No complaint was assigned yet
complaints-none = No complaints yet
complaints-none-do = What comes in is registered by a registry manager, assigned to an inspector by an approver, and handled by that inspector.
complaints-export-help = As filtered now, up to 50,000 rows. The export is entered in the journal; who complained is masked.
complaints-quick = Often looked for
complaints-quick-mine = For me to handle
complaints-quick-registered = To be assigned
complaints-quick-handled = To be looked at
complaints-quick-soon = Soon due
complaints-quick-overdue = Overdue
complaints-left = { $days ->
    [0] due today
    [one] { $days } day left
   *[other] { $days } days left
}
complaints-over = { $days ->
    [one] { $days } day late
   *[other] { $days } days late
}

complaints-new = Register a complaint
complaints-new-lead = Enter what was said by phone, letter, in person or by the platform, as it was said. The number is given by the system.
complaints-register = Register
complaints-edit = Edit
complaints-edit-of = Edit: { $name }
complaints-assign = Assign
complaints-reassign = Assign anew
complaints-refuse = Refuse
complaints-transfer = Transfer
complaints-withdraw = Note a withdrawal
complaints-handle = Report the outcome
complaints-send-back = Send back
complaints-close = Close
complaints-erase = Erase who complained

complaints-kind-help = A complaint needs name and phone, a petition a name; a report may come from nobody.
complaints-in-registry-help = Fills in name and domain. Leave it open if the registry doesn't have it.
complaints-subject-name-help = As the complainant called it. The name is shown in lists: nothing about the complainant belongs here.
complaints-item-help = A code of the catalogue such as JG-01; leave it open if unclear.
complaints-content = What is complained of
complaints-content-help = When, where, which goods or service, how much, what is asked for. Kept encrypted; the complainant's name, phone and address in it are masked.
complaints-complainant-help = Kept encrypted. Only the handler can see it, after giving a reason.
complaints-name = Name
complaints-phone = Phone
complaints-address = Address
complaints-replace = Replace
complaints-replace-field = Replace: { $field }
complaints-replace-masked = Write out in full what stands behind the stars; a text with them can't be saved.
complaints-keep = Keep what is there
complaints-keep-field = Keep what is there: { $field }
complaints-kept-masked = The stars only hide what is registered; it stays as it is unless you replace it.
complaints-confidential = Confidential
complaints-confidential-ask = The complainant asks for confidentiality
complaints-confidential-help = Then not even the surname and the ends of the phone number are shown.
complaints-anonymous = Nobody: the report came without a name.
complaints-erased = Who complained was erased by law.
complaints-unmask = See in full
complaints-unmask-lead = It is shown until you leave this page. Who looked, when and why is kept and entered in the journal.
complaints-unmask-reason = Why you need to see it
complaints-unmask-go = See, and enter in the journal
complaints-unmasked = In full below, until you leave this page. Don't copy it elsewhere.
complaints-mask = Mask again

complaints-turn-registered = Waits for an approver or the leader to assign it.
complaints-turn-assigned = { $name } handles it.
complaints-turn-mine = Yours to handle: look into it, then report the outcome.
complaints-turn-handled = { $name } has reported. Waits for an approver or the leader to close it or send it back.
complaints-sent-back-for = Sent back because: { $reason }
complaints-not-in-registry = (not matched to the registry)
complaints-transferred-to = Authority it is transferred to
complaints-hands = Registered / assigned / decided
complaints-ended = Ended on
complaints-disposal = What was found and done
complaints-visited = Visited on
complaints-not-visited = Nobody went there.
complaints-story = Its story
complaints-reason-was = Reason: { $reason }
complaints-changed = Changed: { $fields }
complaints-changed-sealed = What is complained of and who complained are kept encrypted; whether they changed isn't compared here.
complaints-chapter-erased = What it said then was erased by law; what was done stays.

complaints-assign-of = Assign: { $name }
complaints-assign-lead = Not to yourself. The handler looks into it and reports by the day you set.
complaints-handler-help = Inspectors of this organisation and those above it.
complaints-due-help = Within a year from today.
complaints-due-in = within { $days } days
complaints-no-handlers = There is no inspector who could handle it
complaints-no-handlers-do = Ask the security administrator to give somebody else the role of inspector, then assign it.
complaints-handle-of = Report the outcome: { $name }
complaints-handle-lead = Somebody else looks at it after you; until then it can't be changed.
complaints-handle-go = Hand in
complaints-outcome-help = What is substantiated, wholly or in part, counts as a risk signal once closed.
complaints-disposal-help = How it was looked into, the evidence, what was found, done and answered. Kept encrypted.
complaints-visited-help = Leave it open if nobody went there.

complaints-end-effect = It ends here and can't be assigned, handled or reopened; its content and story are kept.
complaints-answer-effect = The system sends no notice: tell the complainant in writing or by phone.
complaints-refuse-of = Refuse: { $name }
complaints-refuse-reason = Why it is refused
complaints-refuse-sure = I have checked it and refuse it
complaints-refuse-effect = It is marked as not accepted.
complaints-transfer-of = Transfer: { $name }
complaints-transfer-reason = Why it is transferred
complaints-transfer-sure = I have checked it and transfer it
complaints-transfer-effect = It is marked as transferred. Send the papers to the competent authority yourself.
complaints-withdraw-of = Note a withdrawal: { $name }
complaints-withdraw-reason = How it was withdrawn (when and in which way)
complaints-withdraw-sure = I have made sure that the complainant asked for it
complaints-withdraw-effect = It is marked as withdrawn.
complaints-send-back-of = Send back: { $name }
complaints-send-back-reason = Why it is sent back
complaints-send-back-sure = I send it back
complaints-send-back-effect = It goes back to its handler and is being handled again, with the same day.
complaints-send-back-effect-kept = What was written stays for the handler to go on from; the outcome is to be chosen again.
complaints-close-of = Close: { $name }
complaints-close-sure = I have read the report and close it
complaints-close-effect = It is closed, and its outcome can't be changed.
complaints-close-effect-counts = The outcome counts in the figures on the portal, which name neither people nor businesses.
complaints-close-effect-signal = What is substantiated, wholly or in part, counts as a risk signal of the business; whether its class changes is decided by a registry manager.
complaints-erase-of = Erase who complained: { $name }
complaints-erase-reason = Why it is erased (asked for by them, time of keeping over)
complaints-erase-effect = The complainant's name, phone and address are destroyed at once. Nobody can bring them back in any way.
complaints-erase-effect-texts = Where texts and reasons mention them, masks stand for good.
complaints-erase-effect-journal = What the journal sealed about this one can't be opened any more; the journal itself stays whole and can be verified.
complaints-erase-effect-kept = Number, business, what was done and what came of it stay.

complaints-card-none = No complaint waits for you.
complaints-card-mine = For me to handle
complaints-card-mine-overdue = For me to handle, overdue
complaints-card-mine-soon = For me to handle, due within three days
complaints-card-registered = To be assigned
complaints-card-handled = To be looked at
complaints-card-overdue = Overdue
complaints-card-soon = Due within three days
complaints-card-signals = Businesses with a higher class suggested

signals-lead = Only what was closed after { $since } and found substantiated, wholly or in part, counts: from { $raised } on class C at least is suggested, from { $high } on class D. Whether a class changes is decided by a registry manager, with a reason.
signals-counted = Counted
signals-suggestion = Suggested class
signals-outcomes = Closed as
signals-next = Next
signals-look = See them
signals-which = Which ones
signals-all = All with complaints
signals-none = No business needs another class
signals-none-do = A business whose complaints reach the published rule while its class is lower than suggested stands here.

story-complaint-registered = Registered
story-complaint-edited = Edited
story-complaint-assigned = Assigned
story-complaint-handled = Outcome reported
story-complaint-sent-back = Sent back
story-complaint-closed = Closed
story-complaint-refused = Refused
story-complaint-transferred = Transferred
story-complaint-withdrawn = Withdrawn
story-complaint-unmasked = Complainant seen in full
story-complaint-erased = Complainant erased
