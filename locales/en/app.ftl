# The server's shell: problems everywhere, the portal's frame, the command yaoguang.

problem-fields = Something has to be corrected
problem-fields-detail = Correct what the notes beside the fields say and submit again; nothing you typed is lost.
problem-not-found = Not found
problem-not-found-detail = There is no such page or record, or it isn't yours to see. Check the address, or go back and choose again.
problem-method-not-allowed = Not to be called this way
problem-method-not-allowed-detail = This address doesn't take that kind of request. Use the buttons and links of the pages.
problem-stale = It was changed elsewhere
problem-stale-detail = This record was saved elsewhere after you opened it. Load the newest version, and make your change again; yours isn't saved.
problem-unlike-journal = This isn't what the journal says
problem-unlike-journal-detail = This record differs from what was sealed in the journal last: somebody may have changed the database behind the system. Your act wasn't saved. Tell the system administrator: yaoguang doctor at the server says which record it is; once it is put right, try again.
problem-broken = The system is at fault
problem-broken-detail = What you asked for wasn't done, nor half of it. Try again later; if it still fails, tell the system administrator the request's number.
problem-not-ready = Not ready
problem-not-ready-detail = The database or the public journal isn't available at the moment. Try again later.
problem-no-session = Please sign in
problem-no-session-detail = You aren't signed in, or your session has run out. Sign in to go on; drafts are kept.
problem-other-person = { $name } is signed in now
problem-other-person-detail = { $name } has signed in with this browser since, and this page is still { $shown }'s, so nothing was done. Reload the page, or use another browser (or a private window) for two accounts at once.
other-person-unknown = somebody else
problem-not-permitted = Not permitted
problem-not-permitted-detail = Your roles don't permit this: { $act }. If your work needs it, ask the security administrator.
problem-password-must-change = Change your password first
problem-password-must-change-detail = Your password was set by an administrator. Choose your own before anything else.
problem-totp-must-enrol = Set up the second factor first
problem-totp-must-enrol-detail = System, security and audit administrators must use a one-time code. Set it up under "My account".
problem-other-site = The request comes from another site
problem-other-site-detail = So that nobody acts in your name, requests from other sites are refused. Work in this system itself.
problem-idempotency-key-missing = The act has no key
problem-idempotency-key-missing-detail = A request that changes something carries Idempotency-Key (1 to 64 letters, digits, underscores or hyphens), so that it is done once.
problem-idempotency-key-used = The key was used
problem-idempotency-key-used-detail = The same key came with another request before. Reload the page and try again.
problem-already-done = Already done
problem-already-done-detail = This act was done before and wasn't done again. Reload to see what came out.
problem-act-running = Under way
problem-act-running-detail = The same act is being done. Don't send it again; reload in a moment.
problem-body-too-long = Too long
problem-body-too-long-detail = One request has at most { $most } bytes. Send it in parts.
problem-body-form = The body hasn't its form
problem-body-form-detail = What was sent doesn't follow the interface's description: { $why }
problem-body-not-json = The body isn't JSON
problem-body-not-json-detail = Set Content-Type to application/json and send it again.
problem-body-cut-off = The body was cut off
problem-body-cut-off-detail = Not all of it arrived, and nothing was saved. Send it again.
problem-query-form = The query hasn't its form
problem-query-form-detail = What stands in the address doesn't follow the interface's description: { $why }
problem-job-over = The job is over
problem-job-over-detail = This job has ended and can't be stopped. Look at its result.
problem-job-goes-on = This job can’t be stopped
problem-job-goes-on-detail = Once a draw is committed, its seed and its result come by themselves; nobody can stop them.
problem-streams-full = All places at the screen are taken
problem-streams-full-detail = As many people are watching as this system takes at once. Please open it again in a moment; the draw's own page is always there.
problem-console-not-built = The console isn't built
problem-console-not-built-detail = The server has no files of the console in it. Run cargo xtask web and build the server again.

fault-empty = must not be empty
fault-too-long = at most { $most } characters
fault-control-character = contains an invisible control character; remove it
fault-unseen-character = contains characters that nobody sees, characters without a common meaning (private use or unassigned), or marks by themselves; remove them
fault-out-of-range = out of range
fault-no-cursor = not a page's mark; begin at the first page
fault-no-sort = the list can't be sorted by this

portal-name = Yaoguang · Double-random inspection
portal-home = Home
portal-skip = Skip to content
portal-navigation = Main navigation
portal-footer = Anybody can recompute a draw, and nobody can rewrite the public journal.
portal-request-id = Request: { $id }
portal-back-home = Back to the home page

help-yaoguang = The server of the double-random inspection system
help-yaoguang-lang = The language: zh or en
help-yaoguang-config = The configuration file
help-yaoguang-init = Make configuration, database and keys in a new folder
help-yaoguang-init-folder = The folder
help-yaoguang-init-origin = The journal's name, e.g. price.fushun.example/journal
help-yaoguang-init-organisation = The organisation in its entries, e.g. price.fushun.example
help-yaoguang-init-database_url = PostgreSQL address, e.g. postgres://yaoguang@127.0.0.1/yaoguang; SQLite in the folder if not said
help-yaoguang-serve = Run the server
help-yaoguang-migrate = Bring the database to this version
help-yaoguang-openapi = Print the interface's description (OpenAPI 3.1)
yaoguang-exists = "{ $file }" exists already; nothing was changed. Choose another folder.
yaoguang-made = Made "{ $file }". Next: yaoguang --config { $file } serve
yaoguang-serving = Portal: { $url }/   Console: { $url }/console/
yaoguang-stopped = Stopped.
yaoguang-migrated = The database is of this version.
yaoguang-confirmed = The account { $login } is confirmed; its roles hold again. This is on record.
yaoguang-failed = Not done: { $why }

help-yaoguang-demo = Make the price bureau of a fictitious city in a new folder, and run the server
help-yaoguang-demo-folder = The folder; an earlier demonstration there is made anew
help-yaoguang-demo-subjects = How many subjects, at least 40; 30000 if not said
help-yaoguang-demo-seed = The number everything follows from
help-yaoguang-demo-port = The port; 0 takes a free one
help-yaoguang-demo-database_url = PostgreSQL address of an empty database; SQLite in the folder if not said
help-yaoguang-demo-check = Unattended: look at the pages, print one line of figures, and end
demo-making = Making a fictitious city of { $subjects } businesses; this takes about a minute. Businesses, people and codes are invented.
demo-made = Made: { $subjects } subjects, { $inspectors } inspectors, { $items } items of the catalogue, { $complaints } complaints, an annual plan of { $lines } lines, { $draws } draws, { $visits } visits ({ $results } results public).
demo-portal = Public portal: { $url }/
demo-console = Console: { $url }/console/   The sign-in page lists these accounts: one press signs in (by hand, all have the password { $password }):
demo-how =
    Do what the lines say, one after the other; what needs no typing is filled in. To change accounts press the figure or the name at the top right, “Demonstration: another account”, and who it is to be: you come back to the same page.
    For two accounts at once open a private window or another browser: ordinary windows share one login.
    To see a draw of your own, begin with (3): (3) and (4) take about fifteen minutes, and need neither (1) nor (2).
demo-try-1 =
    (1) Verify a draw, without a login: about a minute
      Open { $url }/draws/{ $draw }
      Press “Verify it yourself” → the browser takes the bundle (no file is saved), computes again what can be computed there, and says “Verified”
      Go back, enter { $drawn } under “Find my ticket”, press “Look up” → the ticket, and “Drawn”
demo-try-2 =
    (2) From a record to a public result: about three minutes
      { $who } opens { $url }/console/login?as={ $login }&next=/visits/{ $visit }/record
        “Now” beside “From”; “Yes” to all unanswered rows of the checklist; the result “Nothing found”
        any name for who was there; the signature “Signed”
        “Now” beside “To”; tick “I have checked every row…” at the end; “Hand the record in”
      Change to { $other } ({ $partner })
        “Confirm the record”, tick, “Confirm the record”
      Change to 秦川 (reviewer)
        “Review”, tick, “Approve”
      Change to 何晴 (publisher)
        “Go and publish”, tick { $name }, “Publish the 1 chosen”, tick, “Publish”
      Anybody opens { $url }/results?q={ $code } → the result says “Nothing found”, and that both who were there handed in or confirmed it with their own accounts
demo-try-3 =
    (3) A draw of your own: about nine minutes, two of which the parties have to reveal
      The rule in force here takes the parties' values alone and gives a result two minutes after the commit, at level C; a bureau takes public numbers too, such as a lottery, and waits for the evening.
      许明 opens { $url }/console/login?as=planner&next=/plans/{ $plan }: the list of accounts comes first, press 许明 (as with every address that has login in it)
        “Draft a draw” in line 1 of “Progress” → the parties are filled in; scope, strata and people are too, folded at the end: no need to open them
        “Save the draft”; “Submit”, tick, “Submit”
      Change to 沈岩 (approver)
        “Approve”, scroll to the end, tick, “Approve”
      Change to 姜禾 (operator)
        For each party “Make a link”, “Copy”, and open it in a new tab: “Save as a file”, then “Saved: give the hash” → you play the parties yourself, without a login
        Back on the draw: “Commit”, type or paste the task's name, “Commit” → two minutes from now
        Within two minutes, in both tabs “Choose the saved file”, the one with this party's name, “Reveal”; without one of them there is no result: begin again at 许明's line
        Wait until two minutes have passed → seed and draw come by themselves, and the draw's page shows them
        “Dispatch”, tick, “Dispatch” → who was drawn, and the two for each
      何晴 opens { $url }/console/login?as=publisher&next=/draws?disclosable=true
        Open this draw, “Announce”, type or paste the task's name, “Announce”
      Anybody opens { $url }/draws and this draw, “Verify it yourself” → “Verified”
demo-try-4 =
    (4) One of its visits, to its public result: about five minutes
      何晴 presses “See the visits of this draw” on the draw's page in the console, and opens the first → the team is the two who were drawn
      Change to the first of the team
        “Give notice”, tick, “Give notice”
        “Write the record”: “Now” beside “From”; “Yes” to all unanswered rows; “Nothing found”; any name; “Signed”; “Now” beside “To”; tick “I have checked every row…” at the end; “Hand the record in”
      Change to the second of the team
        “Confirm the record”, tick, “Confirm the record”
      Change to 秦川 (reviewer)
        “Review”, tick, “Approve”
      Change to 何晴 (publisher)
        “Go and publish”, tick this one, “Publish the 1 chosen”, tick, “Publish”
        “See it on the portal” → what the public sees
        “Verify it yourself” on that result → verifies the result: what is public is what the journal has
        Back on the result, its task leads to the draw, where “Verify it yourself” verifies the draw: who was drawn, and who goes
demo-try-5 =
    (5) Registers: about two minutes
      陈静 opens { $url }/console/login?as=registry&next=/subjects/import
        Take the template and fill in a few rows, or an Excel file of your own, and send it → a preview first; rows at fault come back to be mended
demo-try-6 =
    (6) The catalogue
      冯清 opens { $url }/console/login?as=catalogue&next=/catalogue
        “New edition”; submit it once it is done; 沈岩 (approver) approves, 何晴 (publisher) publishes
demo-try-7 =
    (7) The journal: about two minutes
      白鹭 opens { $url }/console/login?as=audit&next=/acts
        each step is there; anybody finds its entry at { $url }/journal
      In another terminal run
        { $lots } audit { $url }/journal
        → the whole log by its files alone
demo-stop = Ctrl+C stops it.
yaoguang-said = { $why }
help-yaoguang-doctor = Hold tables, journal rows and the public journal against each other, and name visits dated later than today
help-yaoguang-backup = Copy the database; the server may go on
help-yaoguang-backup-folder = The new folder of the copy
help-yaoguang-backup-keys = Copy the keys too (keep them safe)
help-yaoguang-restore = Restore a copy; a database that is there is not overwritten
help-yaoguang-restore-folder = The folder of the copy
help-yaoguang-accept-rollback = Accept that the database was set back to an earlier copy; it stands in the journal for ever
help-yaoguang-confirm = After a reset, confirm the security administrator's account where there is neither another one nor an audit administrator
help-yaoguang-confirm-login = The security administrator's login
