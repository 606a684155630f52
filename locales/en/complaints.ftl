# Complaints, reports and petitions.

complaint-number = Number
complaint-kind = Kind
complaint-channel = Came by
complaint-received = Received on
complaint-subject-name = Business complained of
complaint-domain = Domain
complaint-item = Item concerned
complaint-complainant = Complainant (masked)
complaint-phone = Phone (masked)
complaint-state = State
complaint-handler = Handler
complaint-due = Due on
complaint-clock = Time
complaint-outcome = Outcome

complaint-kind-complaint = Complaint
complaint-kind-report = Report
complaint-kind-petition = Petition

complaint-channel-platform-12315 = Platform 12315
complaint-channel-call = Call
complaint-channel-letter = Letter
complaint-channel-visit = In person
complaint-channel-web = Web
complaint-channel-superior = From the superior authority

complaint-state-registered = Registered
complaint-state-assigned = Being handled
complaint-state-handled = Handled, to be looked at
complaint-state-closed = Closed
complaint-state-refused = Not accepted
complaint-state-transferred = Transferred
complaint-state-withdrawn = Withdrawn

complaint-outcome-substantiated = Substantiated
complaint-outcome-partly-substantiated = Partly substantiated
complaint-outcome-unsubstantiated = Not substantiated
complaint-outcome-unverifiable = Couldn't be verified

complaint-clock-stopped = Not running
complaint-clock-running = In time
complaint-clock-soon = Soon due
complaint-clock-overdue = Overdue

problem-complaint-not-now = Not in this state
problem-complaint-not-now-detail = This one is in the state “{ $state }”, where the procedure doesn't have this step. Reload to see where it stands now.
problem-complaint-assign-self = Nobody assigns to himself
problem-complaint-assign-self-detail = Who assigns and who handles are different people. Choose another inspector, or ask another approver to assign it.
problem-complaint-not-handler = You aren't its handler
problem-complaint-not-handler-detail = Only the handler reports the outcome and sees who complained. If it should be yours, ask an approver to assign it to you.
problem-complaint-own-handling = Nobody judges his own handling
problem-complaint-own-handling-detail = Closing and sending back are for somebody other than the handler. Ask another approver or the leader.
problem-complaint-own-registration = Not for who registered it
problem-complaint-own-registration-detail = Refusing, transferring, withdrawing, and erasing who complained are for somebody other than who registered it. Ask another approver or the leader.
problem-complaint-handler-unable = This person can't handle it
problem-complaint-handler-unable-detail = A handler is an inspector of this organisation or one above it, with an account in use. Choose another from the list of handlers.
problem-complaint-erased = Who complained was erased
problem-complaint-erased-detail = The complainant's data of this one was erased before; there is nothing left to erase.
problem-complaint-linked = It names a subject already
problem-complaint-linked-detail = A subject of the registry was named for this one before; it can be named neither again nor otherwise. Reload to see it.
problem-complaint-export-too-long = Too many rows to export
problem-complaint-export-too-long-detail = At most { $most } rows go into one file. Narrow the filters and export in parts.

fault-date-ahead = Can't be later than today
fault-due-range = Must be from today to a year from today
fault-visited-range = Must be between the day it was received and today
fault-complainant-needed = A complaint needs name and phone, a petition a name; a report needs neither
fault-names-complainant = Contains the complainant's name, phone or address. Take it out: who complains belongs into the fields made for it
fault-masked-text = Contains the stars of a mask. To keep what is there, leave this field out; to change it, write out in full what stands behind the stars
fault-names-former = The text that is kept names the complainant as registered before, which would no longer be masked. Change the content too
fault-no-subject-why = What is substantiated, wholly or in part, names a subject of the registry; if it has none, say why
fault-no-subject-why-unasked = Where a subject is named, or the complaint isn't substantiated or can't be verified, no reason is given
complaint-subject-linked = named
complaint-subject-unknown = substantiated, and none named, with a reason

portal-complaints = Complaints, reports and petitions
portal-complaints-about = Complaints, reports and petitions about unlawful prices and charges are registered, assigned, looked into and answered one by one. How many there are is published here; no person and no business is named.
portal-complaints-how = How to complain
portal-complaints-how-12315 = Call 12315 or use the national platform (www.12315.cn); you can also write or come.
portal-complaints-how-needed = For a complaint please give your name, phone and address, the name and address of the business, and what you ask for and why. A report can be made without a name, but needs concrete clues.
portal-complaints-how-secret = A complainant's name, phone and address are kept encrypted and always masked. Only the handler may see them where the case needs it; each time is entered in the public journal, with a reason.
portal-complaints-never = Complaints are never drawn by lot
portal-complaints-never-why = Random inspection is the everyday check of all businesses, and lots decide whom it meets. A complaint, report or petition has a cause of its own and must be looked into, one by one; lots can't decide whether it is. So these stand outside the draw and are handled in a lane of their own.
portal-complaints-rule = How complaints bear on the risk class
portal-complaints-rule-counted = Only those count that were closed within the last { $months } months and were found substantiated, wholly or in part.
portal-complaints-rule-raised = From { $raised } on, a class of at least C is suggested.
portal-complaints-rule-high = From { $high } on, class D is suggested.
portal-complaints-rule-never = Those not substantiated or not verifiable never raise a class, however many there are.
portal-complaints-rule-person = It is a suggestion: the registry manager decides, gives a reason, and the move is entered in the public journal.
portal-complaints-counts = Counts
portal-complaints-counts-about = Received within the last 12 months, this one included; states as of now, outcomes of those that were closed.
portal-complaints-by-month = By month received
portal-complaints-by-kind = By kind
portal-complaints-by-domain = By domain
portal-complaints-by-state = By state
portal-complaints-overdue = their day over, among those being handled
portal-complaints-found = found substantiated, wholly or in part, among those handled
portal-complaints-by-outcome = By outcome
portal-complaints-month = { $month }/{ $year }
portal-complaints-count = Count
portal-complaints-table = Table
portal-complaints-row = Row
