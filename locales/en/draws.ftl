# Draws: schemes, approval, commit, seed, draw, announcement, annulment, standing rules.

problem-draw-not-draft = Only a draft can be changed
problem-draw-not-draft-detail = A scheme doesn't change once it is submitted. Have the approver return it, or give it up and begin another.
problem-draw-not-submitted = Not submitted, or done already
problem-draw-not-submitted-detail = Only a scheme or rule that waits for approval can be approved or returned. Reload the page to see where it stands.
problem-draw-not-approved = Not at this stage
problem-draw-not-approved-detail = Parties give their hashes after the approval and before the commit, which needs the approval. Reload the page to see where the draw stands.
problem-draw-not-committed = Not at this stage
problem-draw-not-committed-detail = This can be done after the commit and before the seed is there. Reload the page to see where the draw stands.
problem-draw-not-drawn = Not drawn yet
problem-draw-not-drawn-detail = Results can be seen, downloaded and announced once the draw has been made.
problem-draw-frozen = Committed: it can't be given up
problem-draw-frozen-detail = From the commit on everything is on record. Two people can annul the draw while no beacon is known.
problem-draw-scheme = The scheme isn't complete
problem-draw-scheme-detail = Mend each of the fields named, then submit it again.
problem-draw-own-draft = Nobody approves what they wrote
problem-draw-own-draft-detail = Whoever wrote in it can neither approve nor return it. Another approver has to.
problem-draw-own-approval = Another person has to do this
problem-draw-own-approval-detail = Who approved can't commit; who wrote or approved can't announce.
problem-draw-no-rule = No standing rule in force
problem-draw-no-rule-detail = Where the seed comes from is fixed by the organisation's standing rule, not chosen. Write one and have it approved first.
problem-draw-rule-same = The same as the rule in force
problem-draw-rule-same-detail = It says exactly what rule { $n } says, which is in force: there is nothing to approve. Change something first; one that waits for approval is withdrawn or returned.
problem-draw-rule-not-own = Not written by you
problem-draw-rule-not-own-detail = A rule that waits is withdrawn by who wrote it; an approver can return it with a reason.
problem-draw-hash-missing = A party hasn't given its hash
problem-draw-hash-missing-detail = Every party gives the hash of its value before the commit. Send those who haven't their link.
problem-draw-given-already = Given already
problem-draw-given-already-detail = It is given once and can't be changed.
problem-draw-not-of-hash = The value isn't that of the hash
problem-draw-not-of-hash-detail = Check the value: it must be the one whose hash was given before the commit, to the character.
problem-draw-too-late = The time for it is over
problem-draw-too-late-detail = Values are revealed before the plan's time; later ones aren't taken.
problem-draw-too-early = The source hasn't closed yet
problem-draw-too-early-detail = Enter the numbers once the issue is closed and drawn.
problem-draw-not-a-value = These can't be the numbers
problem-draw-not-a-value-detail = { $kind ->
    [count] There should be { $expected } numbers (or characters), and there are { $found }
    [range] “{ $number }” can’t come up: the greatest is { $most }
    [twice] “{ $number }” stands twice
    [character] “{ $text }” is not a number of this source
   *[normal] Not in normal form, which is “{ $text }”
}. Enter them again from the announcement.
problem-draw-same-reader = Two people read a value off
problem-draw-same-reader-detail = You have read this source already and can’t change it. Another person (a draw operator, an observer or a leader) has to read it independently; two must agree, and where two differ a third one reads.
problem-draw-not-its-turn = Not a source of the plan
problem-draw-not-its-turn-detail = Enter the sources the seed plan names. Another issue can't be used.
problem-draw-planned-read = The earlier source has been read: none stands in for it
problem-draw-planned-read-detail = Somebody entered the earlier source’s value, so it came into being. Let a second person enter it from the announcement; where one was wrong, a third reads it again, and the two that agree count.
problem-draw-read-late = The time to enter values is over
problem-draw-read-late-detail = From 15 days after the public number closed nothing is entered any more: this draw has no result. Draft a further draw.
problem-draw-target-visited = There is a record of this target’s visit
problem-draw-target-visited-detail = Inspectors handed a record in, so that the target can’t leave as gone or closed any more. If nobody was found there, the record says so.
problem-draw-why-missing = Say why a fallback stands in
problem-draw-why-missing-detail = A fallback counts only where the earlier source did not come into being. The reason becomes public with the seed.
problem-draw-signature = The signature doesn't verify
problem-draw-signature-detail = It isn't the signature of that chain and round. Take it again from a source you trust.
problem-draw-beacon-there = It can't be annulled any more
problem-draw-beacon-there-detail = The sources of the seed have closed, or of a draw by reveals alone a party has revealed; from then on somebody may know the result. By the protocol nothing can be annulled from then on. If a party never revealed, there will be no result: draft a further draw.
problem-draw-own-annulment = Another person has to confirm
problem-draw-own-annulment-detail = One asks for an annulment, another confirms it.
problem-draw-holders-missing = An unannounced draw's secret needs three holders
problem-draw-holders-missing-detail = By the protocol the secret is split in three shares, any two of which give it back, so that nobody can keep the result from the public. Name three of the parties as holders of shares 1, 2 and 3; if the scheme was submitted or approved already, have it returned or give it up and change it.
problem-draw-follows-open = The draw before isn't over yet
problem-draw-follows-open-detail = A further draw of a task can be drafted once the one before is drawn, announced or annulled. Finish that one first; if it isn't committed yet, change it, or give it up and draft another.
problem-draw-own-amendment = Somebody else decides
problem-draw-own-amendment-detail = One asks for an amendment, another approves; nobody approves or declines what they asked for. Leave it to another approver.
problem-draw-amendment-decided = This amendment was decided already
problem-draw-amendment-decided-detail = What was approved, declined or withdrawn doesn't change any more. If things have changed again, ask anew.
problem-draw-amendment-not-team = This isn't for you to ask for
problem-draw-amendment-not-team-detail = A draw operator asks for amendments, or an inspector of a team that is concerned: a recusal or a target that is gone is asked for by somebody of that target's team, an absence by the inspector or somebody of a team with them. Tell a draw operator. If you are of this team, have the registry manager link your account to you under “Inspectors' accounts”.
problem-draw-amendment-not-asker = Only who asked withdraws it
problem-draw-amendment-not-asker-detail = What somebody else asked for is declined by an approver or a leader; if it was a mistake, let them withdraw it themselves.
problem-draw-amendment-asked = The same amendment is asked for already
problem-draw-amendment-asked-detail = It waits for an approver; the same isn't asked for twice. Wait for the approver.
problem-draw-amendment-form = It can't be amended like this
problem-draw-amendment-form-detail = Check each of the fields named. Where others were amended before, the teams since then count.
problem-draw-not-announced = The result isn't announced yet
problem-draw-not-announced-detail = A receipt says whether its business was drawn, so there is none before the announcement.
problem-draw-entry-waiting = The step before isn't in the journal yet
problem-draw-entry-waiting-detail = Each step is an entry of the public journal before the next begins. Try again in some seconds; if it lasts, have the system's administrator look at the journal's writer.
problem-draw-ruled-out-kept = Not told of this draw
problem-draw-ruled-out-kept-detail = This draw is unannounced: whom a rule leaves out is told to nobody before its day. The preview says how many.
problem-draw-before-disclosure = Not before its date
problem-draw-before-disclosure-detail = This draw is unannounced: it is published from the committed date on.
problem-draw-code-unfit = A subject's code can't stand in a draw
problem-draw-code-unfit-detail = The code “{ $what }” has more than 55 characters, or special ones. Mend it in the registry first.
problem-draw-stratum-unrated = A stratum has no rate
problem-draw-stratum-unrated-detail = The stratum “{ $name }” has { $count } subjects and no rate in the scheme. Have the scheme returned and give it one; 0 if nobody is to be drawn.
problem-draw-secret-small = A stratum of an unannounced draw tells who is drawn
problem-draw-secret-small-detail = The stratum “{ $name }” has { $count } subjects: fewer than 5, or more than half of them are drawn. Strata and rates are public from the commit on, so these subjects would be announced. Have the scheme returned: leave such subjects out of the scope, to be inspected by another, announced draw or for cause; or drop an axis, so that the stratum is joined with others; where all are drawn, a lower rate or minimum will do as well.
problem-draw-nobody-there = Nobody can be drawn
problem-draw-nobody-there-detail = There are no active subjects in the scope, or all are left out, or none in the strata from which some are to be drawn. Look at the scheme's scope, strata and exclusions.
problem-draw-bench-unfit = Inspectors and seats don't go together
problem-draw-bench-unfit-detail = { $what }. See whether each seat's pool has somebody in it, and whether pools cross each other.
problem-draw-infeasible = Whatever is drawn, there aren't enough inspectors
problem-draw-infeasible-detail = The seats ask for { $demand }, and inspectors have places for { $places }. Have the scheme returned: add inspectors, take away recusals, seats or targets, or raise the most that one takes.
problem-draw-replay-unseated = Not all made-up draws could be fully seated
problem-draw-replay-unseated-detail = Whether there are enough inspectors hangs on who is drawn, so { $replays } draws were made up, with seeds that follow from the commitment; in { $n } of them a seat stayed open. The protocol allows no commit if it happens once, so nothing was frozen. Discard the draw and write another scheme: more inspectors or more visits for each, fewer targets, fewer recusals.
problem-draw-commit-late = Freezing took so long that a source of the seed has closed
problem-draw-commit-late-detail = What is frozen has to be in the public journal before any source of the seed closes, or nobody could show that it came first. Nothing was committed. Commit once more; if it happens again, have another standing rule approved, with more time for the reveals and until the beacon.
problem-draw-commit-retried = The commit was broken off
problem-draw-commit-retried-detail = The database didn’t take this commit, or it was broken off several times. Nothing was committed, and the system doesn’t try again by itself: each attempt makes new secrets, so each has to be on record. Commit once more; if it happens again, have the system administrator look at the database and the server’s log.
problem-draw-protocol-refuses = The protocol refuses it
problem-draw-protocol-refuses-detail = It says: { $code }. { $what }
problem-draw-too-many = Too many subjects
problem-draw-too-many-detail = A draw has at most { $most } subjects. Draw by domain or region.
problem-draw-journal-behind = The journal doesn't have everything yet
problem-draw-journal-behind-detail = Before a draw is committed every change of registries and scheme has to be in the public journal; some weren't for a minute. Nothing was committed. Commit once more in a while; if it happens again, have yaoguang doctor run at the server, to see whether the journal's writer has stopped.
problem-draw-database-odd = There is something in the database that the system never made
problem-draw-database-odd-detail = “{ $name }” in the database is a view, a trigger, a rule, a row policy or a function that the system never made; it could let what is frozen differ from what was checked. Nothing was committed. Have yaoguang doctor run at the server, find out who made it, and remove it first.
problem-draw-registry-differs = Registries or scheme aren't what the journal says
problem-draw-registry-differs-detail = { $n } of them differ from what was sealed in the journal last: somebody may have changed the database behind the system. Nothing was committed. Have yaoguang doctor run at the server, and put it right first.
problem-draw-same-person = One person can be drawn under two certificates
problem-draw-same-person-detail = The certificates “{ $one }” and “{ $other }” have the same id number, or differ only in how they are written, so they are one person's. Nothing was committed. Have whoever keeps the registry check, and let the one too many depart; then commit.
problem-draw-followed = There is a further draw already
problem-draw-followed-detail = A draw has one further draw at a time. Go on from that one, or begin another task.
problem-draw-link-over = The link is over
problem-draw-link-over-detail = Ask whoever sent it for a new one.

fault-draw-no-items = Name the edition and at least one item: no basis, no inspection
fault-draw-edition-past = The edition isn’t in force on the first day: choose the one that is
fault-draw-plan-unknown = That plan isn't the one in force this year, or has no such line
fault-draw-plan-office = That line of the plan is another office's
fault-draw-plan-item = The item of that line isn't among the items of this draw
fault-draw-item-unknown = The edition has no such item, or isn't public
fault-draw-code-unknown = No subject in the registry has this code; check it
fault-draw-certificate-unknown = No inspector in the registry has this certificate number; check it
fault-amendment-no-target = No target of this draw, or it left
fault-amendment-not-on-bench = Nobody on this draw's bench
fault-amendment-not-in-team = They aren't in this target's team
fault-amendment-not-named = Not for this kind of amendment
fault-amendment-reason = This reason doesn't go with this kind of amendment
fault-draw-receipt-nobody = This code is neither among the subjects nor among those left out
fault-date-past = The date must lie in the future (the first day may be today)
fault-date-order = The end is before the beginning
fault-closed-known = The program has the closed days of this year: remove the line. If they differ from the Ministry of Finance’s announcement, update the program
fault-draw-too-long = Too long: 366 days at most
fault-draw-from-far = Too far off: the first day is at most 366 days from today
fault-draw-disclosure-far = Too late: at most 92 days after the last day. Who was visited can’t stay a secret longer than a quarter
fault-too-many = Too many
fault-region-prefix = A region is 1 to 6 digits
fault-draw-no-strata = Give the strata rates
fault-draw-nobody = All rates are 0: nobody would be drawn
fault-name-form = A name isn't empty, has no blanks around it, no commas or special characters, and at most 40 characters
fault-rate-form = A rate is a fraction from 0 to 1 with a denominator up to 1,000,000
fault-exact-minimum = There is no minimum where rates are rounded at random
fault-named-twice = Named twice
fault-reason-ruled = This reason follows from rules alone; say why a person or a pair is left out by name
fault-reason-form = A reason is 1 to 32 lower-case letters, digits or hyphens
fault-subject-code-form = A code is 1 to 55 letters, digits or signs
fault-required = This is needed
fault-seats-count = A team has two inspectors at least and 16 at most
fault-seats-unknown = A seat names a pool there isn't
fault-party-twice = Another party has this name; other punctuation or blanks make no other name
fault-share-form = Shares are 1 to 3, each held by one party; 0 for none
fault-text-unclean = It isn't empty, has no needless blanks, no characters that nobody sees, control characters, undefined ones, marks by themselves, symbols that no name has or other code points of Chinese characters, and at most 100 characters
fault-line-form = One line of at most 120 characters with a letter or digit, without needless blanks, control characters, characters that nobody sees, undefined ones, marks by themselves, symbols such as musical notes or other code points of Chinese characters
fault-note-form = One line, not empty, of at most 400 bytes
fault-delay-order = The time until public sources close must be longer than the time to reveal, and 30 days at most
fault-dice-form = Dice have 2 to 10 faces and are thrown 1 to 200 times
fault-digest-form = 64 lower-case hexadecimal digits

draws-title = Draws
draws-lead = Every draw is public from the moment its rosters are committed: who may be drawn, where the seed comes from, when it was drawn. Open ones show how many days have passed.
draws-none = No draws yet. One appears here as soon as its rosters are committed.
draws-no-match = No draw fits. Ask for less and try again.
draws-all = All
draws-filter = Filter draws
draws-apply = Search
draws-task = Task
draws-organisation = Organisation
draws-state = Where it stands
draws-committed = Committed
draws-assurance = Assurance
draws-subjects = Subjects
draws-targets = Drawn
draws-age = { $days ->
    [0] committed less than a day ago
    [one] committed one day ago
   *[other] committed { $days } days ago
}
draw-next-separator = ;{" "}
draw-next-closes = next: { $name } closes at { $at }, { $left }.
draw-ahead-read = values of public sources are to be read off by { $at }, { $left }.
draw-next-announced = waits to be announced; if nobody has by { $at }, the system announces it, { $left }.
draw-left-days = in { $n } days
draw-left-hours = in { $n } hours
draw-left-minutes = in { $n } minutes
draws-feed = Draws
draws-feed-summary = { $state }; { $subjects } subjects; commitment { $commitment }
card-draws-figure = { $n }
card-draws-text = draws announced; { $open } more are on their way. You can verify each yourself.
card-draws-none = draws announced. You can verify each yourself.
card-draws-lost = {" "}{ $lost } never come to a result, since a value was not revealed or not read off.
card-draws-link = See the draws
draw-state-committed = Committed
draw-state-seeded = Seeded
draw-state-drawn = Drawn, to be announced
draw-state-announced = Announced
draw-state-annulled = Annulled
draw-state-unrevealed = Can't be completed (a party did not reveal)
draw-state-unread = Can't be completed (values were not read off as prescribed)
draw-says-who = { $subjects } subjects may be drawn; { $excluded ->
    [0] nobody of the scope was left out
   *[other] { $excluded } more were left out for reasons fixed beforehand
}.
draw-says-frozen = Rosters, inspectors, recusals and rates were fixed before the seed existed, and their hash is in the public journal: changing a letter would show.
draw-says-seed = The seed that decides came into being after the commit, from the parties and public numbers below; none of them alone can steer it.
draw-says-seed-parties = The seed that decides comes into being after the commit, from the values of all the parties below; none of them alone can steer it.
draw-says-team = All { $all } inspectors of the registry are frozen with it, and { $inspectors } of them can be drawn; each target is visited by a team of { $seats }, drawn too, and nobody who is related.
draw-says-team-of = All { $all } inspectors of the registry are frozen with it, and { $inspectors } of them can be drawn; each target is visited by a team of { $seats }, drawn too, from the { $able } who can take its seats, and nobody who is related.
draw-says-team-by-seat = All { $all } inspectors of the registry are frozen with it, and { $inspectors } of them can be drawn; each target is visited by a team of { $seats }, drawn too, from those who can take its seats: { $able }, in the order of the seats; and nobody who is related.
draw-says-announced = { $targets } were drawn; anybody can recompute all of it from the bundle below without believing this system.
draw-says-annulled = This draw was annulled by two people before there was a seed. It has no result.
draw-says-lost = A party let its time to reveal pass: this draw will never have a seed, and no result. Who it was stands below, under the parties.
draw-says-unread = The public number wasn’t entered as the rules ask within 15 days of its close: this draw will never have a seed, and no result.
draw-says-revealed = All parties have revealed. After the close the system makes the seed and draws; nobody has to do anything more.
draw-says-drawn = The draw is made and the hash of its result is in the journal; it waits to be announced.
draw-says-seeded = The seed is there and the system draws, without anybody; nobody sees the result before it is on record in the journal.
draw-says-still = But it hasn’t gone on yet. The system tries every minute, and nobody can stop it; if it stays so, tell the authority and whoever supervises it.
draw-says-open = There is no seed yet: nobody knows who will be drawn.
draw-says-closed = There is no seed yet. All parties have revealed and the public source has closed: its value may be known to somebody by now, but rosters, rates and sources were fixed long before, and nobody can change anything any more. What is awaited is that the value is read off (that of a lottery or dice by two people who must agree), until { $until }; then the system makes the seed and draws.
draw-annul-why = Why annulment was asked for
draw-annul-confirmed = Why it was confirmed
draw-further = A further draw of the same task, because: { $why }
draw-disclosure = Visits aren't announced beforehand; the result is published from { $day } on.
draw-announces = If nobody announces the result by { $at }, the system does: nobody can keep it back.
draw-overdue = The system should have announced the result by { $at }, and hasn’t yet. It tries every minute without success: somebody may have changed the database past the system. Tell the authority and whoever supervises it, and ask for the reason.
draw-attempts = The commit of this draw was begun { $n } times and came to its end once. Whenever an attempt comes as far as its secrets, they are new, so each is in the public journal; some never came as far (the journal didn't have everything yet, or a registry wasn't what the journal says). Where no reason was given, ask the authority for it.
draw-verify-self = Verify it yourself
draw-verify-of = Verify it yourself: { $task }
draw-no-script = What this page shows is worked out by a script in your browser. If you keep seeing this text, allow the page to run scripts, or do as follows.
draw-live = Live screen
draw-live-of = Live screen: { $task }
draw-live-back = The draw's page
draw-steps = Steps
draw-step-approved = Scheme approved
draw-step-committed = Committed
draw-step-seeded = Seeded
draw-step-drawn = Drawn
draw-step-announced = Announced
draw-step-announced-itself = { $at } (by the system, since nobody had in time)
draw-not-yet = Not yet
draw-never = Never
draw-not-revealed = Not revealed
draw-parties = Parties who reveal
draw-no-parties = Nobody reveals a value in this draw.
draw-party = Name
draw-party-outside = Place
draw-party-revealed = Revealed
draw-outside = Outside the operator
draw-inside = Of the operator
draw-seed = Where the seed comes from
draw-assurance-a = Assurance A: a public beacon and reveals. All parties and the beacon's publisher would have to collude to steer it.
draw-assurance-b = Assurance B: dice thrown in public and reveals.
draw-assurance-c = Assurance C: reveals by two or more outside the operator, who would all have to collude to choose a result; but any one of them can let the draw come to nothing by not revealing, and no public randomness stands in.
draw-assurance-d = Assurance D: a public beacon alone.
draw-rule = Standing rule: { $rule }
draw-source = Source
draw-source-kl8 = Kuaile 8, issue { $issue }
draw-source-ssq = Shuangseqiu, issue { $issue }
draw-source-drand = drand beacon, round { $round }
draw-source-reveal = Revealed by { $party }
draw-source-dice = { $throws } throws of a die with { $faces } faces
draw-closes = Closes
draw-value = Value
draw-value-kept = Revealed; shown together with the others' once all have revealed.
draw-value-never = Revealed; not shown any more, since not all revealed.
draw-seed-value = The seed: by the protocol, the SHA-256 of the commitment and the sources' values (and of the secret, if the inspections were unannounced). All tickets follow from it:
draw-seed-kept = There is a seed, but these inspections are unannounced. A secret that was sealed at the commit is part of it, and it is told with the result, since it says who was drawn.
draw-fallback = Fallback:
draw-strata = Strata and rates
draw-certain-none = { $strata ->
    [one] In one stratum the rate is 0
   *[other] In { $strata } strata the rate is 0
}: { $subjects ->
    [one] one subject can’t be drawn.
   *[other] { $subjects } subjects can’t be drawn.
}
draw-certain-all = { $strata ->
    [one] In one stratum everybody is drawn
   *[other] In { $strata } strata everybody is drawn
}: { $subjects ->
    [one] one subject.
   *[other] { $subjects } subjects.
}
draw-certain-seldom = { $strata ->
    [one] In one stratum fewer than one in a hundred are drawn
   *[other] In { $strata } strata fewer than one in a hundred are drawn
}: { $subjects ->
    [one] one subject hardly ever is.
   *[other] { $subjects } subjects hardly ever are.
}
draw-certain-nearly = { $strata ->
    [one] In one stratum more than 99 in a hundred are drawn
   *[other] In { $strata } strata more than 99 in a hundred are drawn
}: nearly all of { $subjects } subjects.
draw-strata-few = { $strata ->
    [one] One stratum has fewer than { $fewest } subjects
   *[other] { $strata } strata have fewer than { $fewest } subjects
}: a stratum made for a few can decide who is drawn, or spared.
draw-strata-empty = { $strata ->
    [one] One stratum of the scheme
   *[other] { $strata } strata of the scheme
} had no subjects at the commit: there the rate stands as 0, whatever the scheme says.
draw-excluded = { $excluded ->
    [0] Nobody left out
   *[other] { $excluded } left out
}, { $recusals ->
    [0] no pairs recused
   *[other] { $recusals } pairs recused
}.
stratum-risk = class { $risk }
stratum-within = visited within { $months } months
stratum-before = last visited over { $months } months ago
stratum-never = never visited
stratum-complaints = substantiated complaint
stratum-no-complaints = no substantiated complaint
stratum-all = all
draw-stratum = Stratum
draw-population = Subjects
draw-rate = Rate
draw-minimum = At least
draw-quota = Drawn
draw-rounded-at-least = How many are drawn is population times rate, rounded up, and no fewer than the minimum. For example 1% of 146 is 1.46, so 2 are drawn.
draw-rounded-exact = Where population times rate is no whole number, the seed decides whether it is rounded up or down, so that each chance is the rate exactly.
draw-cutoff = Cut-off
draw-ticket = Find my ticket
draw-ticket-about = A subject's ticket follows from the seed and its code; the smallest are drawn. Enter the unified social credit code to see the ticket.
draw-ticket-code = Unified social credit code (or the code on record)
draw-ticket-look = Look up
draw-ticket-no-code = This is no code. A unified social credit code has 18 digits and capital letters.
draw-ticket-length = This is not a valid unified social credit code, please check it: it should have 18 characters and has { $n }; the registry of subjects has no such code either.
draw-ticket-character = This is not a valid unified social credit code, please check it: “{ $character }” at position { $position } never occurs in one (the letters I, O, S, V and Z are left out, being easily mistaken for digits).
draw-ticket-check = This is not a valid unified social credit code, please check it: its length is right, but a check character is not; most likely one character was mistyped.
draw-ticket-is = Ticket
draw-ticket-result = Result
draw-ticket-drawn = Drawn, number { $rank } of its stratum.
draw-ticket-not-drawn = This code is not among those drawn. Whether it took part, and in which stratum, is not shown here: the receipt says so, and the operator issues it.
draw-ticket-stood-in = A reserve at first; it stands in for a target that left.
draw-ticket-gone = It was drawn and has left since; why stands below, under amendments after the draw.
draw-ticket-older = This code was given later: when the registry was committed to, this subject had the code { $code }, and was drawn by it if at all. What follows is the ticket of that code.
draw-ticket-another = When the registry was committed to, the code { $code } was another subject’s, whose ticket follows.
draw-ticket-key = What stands before the code in these commands is the ticket key, computed from the seed by the rules of the draw; it isn't the seed itself, and is the same for every subject.
draw-ticket-shell = On a computer with Linux, or another that has sha256sum, this line gives the same ticket:
draw-targets = The { $n } subjects drawn
draw-name = Name
draw-code = Code
draw-rank = Rank
draw-team = Inspectors' codes
draw-target-gone = Left (amendment { $number })
draw-target-stood-in = stands in (amendment { $number })
draw-target-amended = at first { $team }
draw-before = Page before
draw-after = Next page
draw-amended = Amendments after the draw
draw-amended-about = The result doesn't change. Where an inspector must not or can't take part, the next acceptable one in ticket order takes the seat; where a target is gone, the next reserve of its stratum stands in. One asks, another approves; each amendment is in the public journal and is verified with the bundle.
draw-amended-all = Whatever was asked for stands here: what was declined or withdrawn too, and how much isn't decided.
draw-amended-none = Nothing was amended.
draw-amended-none-asked = No amendment was asked for.
draw-amended-count = { $n } approved: { $recused } recusals, { $absent } absences, { $gone } targets gone (for { $in } a reserve stands in); { $declined } more weren't approved.
draw-amended-waiting = { $n } more wait for an approver's decision, the first of them since { $at }.
draw-amended-number = No.
draw-amended-taken-back = { $n } were withdrawn by who asked.
draw-amended-decision = Decision
draw-amended-when = Decided or withdrawn
draw-amended-kind = Kind
draw-amended-reason = Reason
draw-amended-subject = Subject's code
draw-amended-inspector = Inspector's code
draw-amended-teams = Teams changed
draw-amended-stood-in = Stands in
draw-amended-open = Open seats
draw-amended-by = Approver's office and code
draw-amended-kind-recuse = Recusal
draw-amended-kind-absent = Absence
draw-amended-kind-gone = Target gone
draw-amended-why-interest = An interest in the subject
draw-amended-why-applied-for = The subject asked for the recusal
draw-amended-why-illness = Illness
draw-amended-why-other-duty = Other duties
draw-amended-why-left-post = Left the post, or certificate not valid any more
draw-amended-why-deregistered = Deregistered, licence revoked
draw-amended-why-closed = Closed
draw-amended-why-moved-away = Moved away
draw-amended-why-unreachable = Can't be found
draw-amended-rates = Rates of amendments
draw-amended-rates-about = By approver, over announced draws: how many amendments they approved and declined, and which part of these draws' teams changed. An approver is named by a code that stays the same.
draw-amended-approver = Approver { $code }
draw-amended-approved = Approved
draw-amended-declined = Declined
draw-amended-withdrawn = Withdrawn
draw-amended-drawn = Drawn
draw-amended-rate = Rate
draw-verify = Verify it yourself
draw-commitment = The commitment, in the public journal since before the seed:
draw-verify-how = Download the bundle and open it with the program lots or the verification page: everything is computed anew, and whatever doesn't agree is named:
draw-verify-lots = How to get lots
draw-bundle = Download the bundle (public edition)
draw-verify-later = The bundle will be here once the draw is announced. You can keep the commitment now and compare it then.
draw-commitment-file = commitment.json

account-title = Account of a random draw
account-lead = This account is made by the system from the bundle in the same zip. It tells in plain words who decided, when things were done, how it came out, and how to check all of it without this system. Where it differs from the bundle, the bundle counts.
account-id = Draw id
account-nth = Which draw of its task
account-why = Why it was drawn again
account-commitment = Commitment
account-seed = Seed
account-course = 1. Course
account-when = Time
account-what = What
account-who = Who
account-drafted = The scheme was drafted
account-submitted = The scheme was submitted
account-approved = The scheme was approved; it didn't change since
account-committed = Commit: registry, inspectors, recusals and rates were frozen at once, and the commitment went into the public journal
account-hashed = A party gave the hash of its value (before the commit)
account-revealed = A party revealed its value (after the commit)
account-read = { $name } was read off, from: { $evidence }
account-fetched = The system itself, from { $host }; the signature was verified
account-seeded = Seed: all values were there, and the seed follows from them
account-drawn = Draw: computed from the seed; nobody chose
account-announced = The result was announced
account-announced-itself = The system itself, since nobody had in time
account-numbers = 2. Numbers
account-subjects = Subjects that could be drawn
account-excluded = Left out, by reason
account-inspectors = Inspectors on the bench
account-bench = Inspectors of the registry, all frozen
account-recusals = Pairs that must not meet
account-seats = Inspectors of a team
account-open = Seats nobody could fill
account-strata = Subjects, rate and number drawn of each stratum. Within a stratum everybody has the same chance.
account-targets = 3. The { $n } subjects drawn
account-targets-more = The first { $n } only; the others stand in result.json of the bundle.
account-asked-by = Asked by
account-approved-by = Approved by
account-amended = 4. Amendments after the draw
account-verify = 5. How to check it
account-step-files = Whether the files are whole. The bundle's digest is that of the table below:
account-step-page = Without installing anything: open the page verify.html in the browser of any computer (no network is needed) and drop the bundle on it. A second program, written independently, recomputes every step; green is agreement, red says what differs.
account-step-command = On the command line:
account-step-journal = That the commit came before the random values: the commitment in the public journal is this one, and its entry is earlier than the close of every source. The journal is cosigned by witnesses, whom one can ask.
account-step-ticket = One subject alone: this line computes its ticket, which stands in the list; the smaller the ticket, the better the rank.
account-step-windows = On a computer with Windows, which has neither printf nor sha256sum, this line in PowerShell:
account-step-wrong = If any step differs, the bundle was changed or the draw didn't follow the protocol; the programs say where.
account-files = 6. Files
account-file = File
account-file-about = What it holds
account-file-bytes = Bytes
account-file-digest = SHA-256
account-file-zip = The bundle, auditor's edition, in which all of these are
account-file-commitment = Commitment: scheme, rates, seats, seed plan, digests of the tables
account-file-seed = Seed record: the value of each source
account-file-result = The result
account-file-amendments = Amendments after the draw
account-file-journal = The draw's entries in the public journal, with proofs
account-file-subjects = Subjects that could be drawn
account-file-excluded = Those left out, with reasons
account-file-members = Who is behind the codes; its digest is `members` of the journal’s entry drawing.committed
account-file-bench = Inspectors by code; those with a capacity of 0 can’t be drawn
account-file-recusals = Pairs that must not meet
account-file-roster-secret = Roster secret, to recompute the tables' digests

draw-away = Inspectors who took no part
draw-away-lead = { $n ->
    [one] One inspector of the registry takes no part
   *[other] { $n } inspectors of the registry take no part
 } in this draw, { $named ->
    [0] none of them left out by name in the scheme
   *[other] { $named } of them left out by name in the scheme
 }; in the frozen table their capacity is 0.
draw-away-seats = How many can take each seat: { $seats }.
draw-away-tight = A team has { $seats } seats that only { $able } people can take: half of them or more, so that nearly every team has the same people, and who inspects is hardly left to chance.
draw-seated-certain = When it was committed it was certain that every team can be filled, whoever is drawn.
draw-seated-estimated = Whether every team can be filled hangs on who is drawn. When it was committed, { $n } draws were made up, with seeds that follow from the commitment, and all could be fully seated: an estimate, and no certainty.
draw-namesakes = { $n } of those who can be drawn have the name of another one of them.
draw-trained = The rule on training when it was committed: { $rules }.
draw-trained-within = a training passed within { $months } months
draw-trained-none = none
draw-away-why = Reason
draw-away-count = How many
draw-away-left = has left
draw-away-suspended = suspended
draw-away-not-yet-valid = certificate not valid yet
draw-away-expired = certificate expired
draw-away-on-leave = away
draw-away-training-missing = training missing
draw-away-other-field = another field
draw-away-on-duty-elsewhere = on other duty
draw-parties-about = The office that draws invites the parties and hands them their links. Whether a name is true can be asked of whoever it names. Where several links were made for a party, the one by which it gave its hash stays good: a later one keeps nobody from revealing.
draw-stood-in = { $name } stood in, since: { $why }
draw-unread = The planned source { $name } was due after { $at }, and nobody read it. Check whether it indeed didn’t come into being. If it did, it should have been used and this draw can’t be trusted; tell whoever supervises the office.
draw-unread-kl8 = The planned issue { $issue } of Happy 8 (sales closed at { $at }, to be drawn that day) was read by nobody. Check with the lottery’s own announcements whether it indeed wasn’t drawn. If it was, it should have been used and this draw can’t be trusted; tell whoever supervises the office.
draw-unread-ssq = The planned issue { $issue } of Double Colour Ball (sales closed at { $at }, to be drawn that day) was read by nobody. Check with the lottery’s own announcements whether it indeed wasn’t drawn. If it was, it should have been used and this draw can’t be trusted; tell whoever supervises the office.
draw-lottery-compare = Hold issue, time and numbers against the lottery’s own announcement: the issue must have been drawn after the close written here. If it was drawn earlier, or the numbers differ, this draw can’t be trusted; tell whoever supervises the office.
draw-lottery-announced = Issues are counted by the closed days of { $by }: { $days }.
draw-lottery-closed = The program doesn’t know that year’s closed days; issues are counted by those of the rule on seeds: { $days }. Lest too many be listed, the issue is one that comes late enough even if none of them was closed.
draw-lottery-always = none
draw-out = Subjects that took no part
draw-out-lead = { $n } subjects of the scope took no part, { $named ->
    [0] none of them left out by name by the scheme
   *[other] { $named } of them left out by name by the scheme
}; all are in the frozen table of those left out.
draw-out-cap-reached = cap reached
draw-out-cooling-down = visited too lately
draw-out-x-own-limit = a limit set for this business alone
draw-out-inspected-elsewhere = inspected by another department
draw-out-recused-office = the whole office is recused
draw-out-closed = deregistered, revoked or closed
draw-out-moved-away = moved away
draw-out-for-cause = a case of its own
draw-out-x-merged = a second entry of another one
draw-counts = { $what }: { $n } in all, item by item
draw-changes = Changes of the registry
draw-changes-within = In the { $days } days before this commit there were { $n } other changes that decide who can be drawn.
draw-changes-about = Each is an entry of the public journal; what was closed and opened again counts twice.
draw-changes-since = Changes of these kinds in the registry of subjects between commit and draw, moves of risk classes among them: { $n }; changes of addresses: { $addresses }. Names and addresses of those drawn are those that the registry had at the draw.
draw-complained-within = Complaints about subjects of the registry that were closed as substantiated, wholly or in part, in the { $days } days before this commit: { $n }. Where a scheme has strata by complaints, these move a subject to another one.
draw-complained-unlinked = Another { $n } were found substantiated, wholly or in part, and until the commit nobody had linked the business to an entry of the registry (it may have none), so they move no subject to another stratum. Whoever closed each said why, unless it was closed before that was asked.
draw-complained-found = Found substantiated by their handlers, wholly or in part, and not closed at the commit: another { $n }; sent back to the handler among them: { $back }. What isn’t closed moves no subject to another stratum, and whoever looks at it decides when it is closed.
draw-complained-ended = Ended in the same time without a finding: { $n }, namely not accepted { $refused }, transferred { $transferred }, withdrawn { $withdrawn }.
draw-complained-late = Still being handled at the commit with their day over: { $n }.
draw-complained-put-off = Still being handled at the commit, their day not over but later than the one first given: { $n }.
draw-complained-waiting = Registered and not assigned to anybody at the commit: { $n }.
draw-complained-turned = Found substantiated by their handlers, wholly or in part, then sent back in the same time and found otherwise: { $n }. What they are found now moves no subject to another stratum.
draw-complained-edited = Changed in the same time after they were registered, in the business' name, the domain, the item, what is complained of or who complained: { $n }. What stood there before is kept, encrypted.
draw-suggested-none = At the commit the published rule suggested a class for no subject: none had complaints found substantiated in the { $months } months before.
draw-suggested-within = At the commit, complaints closed as substantiated in the { $months } months before suggested a class, by the published rule, for { $n } subjects, in the scheme's scope or not.
draw-suggested-followed = None of them had a lower class than that.
draw-suggested-lower = { $n } of them had a lower class than that and weren't moved; the class decides the rate, and the registry manager whether it is moved.
draw-complained-none = At the commit no complaint was found substantiated and not closed, and none was late, put off or not assigned; in the same time no finding was changed, none was refused, transferred or withdrawn, and none was changed after it was registered.
draw-changes-what = Change
draw-changes-closed = closed, revoked, deregistered
draw-changes-moved = moved away
draw-changes-opened = in business again
draw-changes-merged = merged
draw-changes-reach = field, region, trade or own limits
draw-changes-visited = earlier visits entered by a file
draw-changes-imported = entries written by a file
draw-changes-imported-unseen = entries written by a file; changed in nothing that a draw sees (grid, phone and the like): { $n } of them
draw-changes-files = Changes by files are counted above by their kinds; the row of entries written by files adds them up, and isn't counted again in the total.
draw-changes-untold = { $n } of them were written by earlier files, which didn't tell kinds apart: they stand in none of the kinds above, and each counts once in the total.
draw-changes-added = new entries
draw-changes-recoded = code
draw-changes-renamed = name
draw-changes-tagged = tags
draw-first = First risk classes of new entries
draw-first-about = The class that a new entry begins with decides its rate, and is no move. New entries by that class:
draw-first-class = Class
draw-first-untold = by earlier files, which didn't tell it
draw-party-links = Links made
draw-alike = Other draws of the same items
draw-alike-none = Within a year before and after, this office has no other public draw of the same items.
draw-alike-idle = Within a year before and after, { $n } draws of other items have a result that isn’t announced, or none though their time is over.
draw-alike-untold = Within a year before and after there are { $n } unannounced draws of which nothing is told yet; they can’t be compared before that.
draw-alike-secret = What this draw inspects isn’t told yet: until it is, nothing is compared.
draw-alike-lead = Within a year before and after, this office has { $n } other draws of the same items, those that came to nothing or were annulled among them.
draw-turns = Changes of the registry of inspectors
draw-turns-within = In the same { $days } days the registry of inspectors was changed { $n } times.
draw-turns-since = Changes of these kinds in the registry of inspectors between commit and draw: { $n }. Whoever may be drawn stands in the frozen table.
draw-turns-added = new entries
draw-turns-identity = name or certificate number
draw-turns-reach = unit, fields, qualifications or validity
draw-turns-office = came to this office or left it
draw-turns-state = suspended, restored, departed
draw-turns-leave = leave entered or withdrawn
draw-turns-conflict = conflicts declared or withdrawn
draw-turns-training = training entered or withdrawn
draw-turns-setting = rules on training, those of offices above among them
draw-turns-imported = written by a file of an office above, or by one that told no kinds
draw-away-hand = Named one by one
draw-out-registry = The registry had { $registry } subjects in business at the commit; those outside of the scope take no part.
draw-beyond-trades = The scope asks for trades: of the subjects in business in the registry at the commit { $none } had no trade, and { $wide } one that says too little to know whether it is among them; none of these is in the scope.
draw-beyond-regions = The scope asks for regions: of the subjects in business in the registry at the commit { $n } were in others, { $wide } of them with a region that says too little, such as the city alone.
draw-beyond = Subjects in regions outside of the scope
draw-beyond-region = Region
draw-out-held = When it was committed, both registries, the standing rules and the scheme were held against the journal one by one, and agreed.
draw-out-not-held = The registry has more than 10 million entries: it wasn’t held against the journal one by one when this was committed.
draw-out-doubled = { $n } entries were second ones of the same subject and count once.
draw-out-alike = { $n ->
    [one] Take note: one entry of the roster has the name of another one in its region or at its address (but for punctuation and blanks), under another code. If both are one subject, its chance is greater.
   *[other] Take note: { $n } entries of the roster have the name of another one in their region or at their address (but for punctuation and blanks), under other codes. Where such entries are one subject, its chance is greater.
}
draw-out-alike-none = No two subjects of the roster have the same name in one region or at one address under different codes.
draw-kept = Recusals
draw-kept-lead = { $n } pairs must not meet, { $named ->
    [0] none of them named by the scheme
   *[other] { $named } of them named by the scheme
}; { $most } at the most against one subject, and at least { $fewest } inspectors can still be drawn for each.
draw-kept-of = Of the { $subjects } subjects that may be drawn, one inspector who can be drawn is kept from { $most } at the most.
draw-kept-tight = Somebody is kept from more than half of the subjects, and goes to one of the few that are left if drawn.
draw-kept-unmatched = Conflicts declared by a name or code that no subject of the registry has, so that they keep nobody apart: { $n }.
draw-kept-conflict = declared conflict
draw-kept-relative = relative
draw-kept-former-employer = former employer
draw-kept-own-area = own area
draw-kept-last-visit = made the last visit
draw-kept-rotation = rotation
draw-kept-interest = an interest
draw-scheme = Scheme
draw-scheme-items = Items
draw-scheme-edition = Edition of the catalogue
draw-scheme-days = Days of the visits
draw-scheme-scope = Scope
draw-scheme-axes = Strata by
draw-scheme-most = Visits a year at the most
draw-scheme-cooldown = Days between two visits at least
draw-scheme-seats = Seats
draw-scheme-capacity = Targets of one inspector at the most
draw-scheme-reserves = Reserves of a stratum
draw-scheme-plan = Annual plan
draw-scheme-none = none
draw-scheme-all = all
draw-scheme-no-plan = It names no line of a plan
draw-scheme-line = Line { $n }
draw-scheme-other = The scope of this draw isn’t the line’s
draw-scheme-file = The scheme as data (JSON, without whom it names)
draw-scheme-opening = The opening of the scheme’s seal in the entry of the commit
draw-scheme-scope-domains = fields: { $of }
draw-scheme-scope-risks = risk classes: { $of }
draw-scheme-scope-regions = regions (GB/T 2260): { $of }
draw-scheme-scope-industries = trades (GB/T 4754): { $of }
draw-scheme-scope-tags = tags: { $of }
draw-scheme-scope-fields = fields of inspectors: { $of }
draw-scheme-scope-rates = rates a year: { $of }
draw-scheme-axis-risk = risk class
draw-scheme-axis-domain = field
draw-scheme-axis-region = region
draw-scheme-axis-visited = time since the last visit
draw-scheme-axis-complaints = substantiated complaints
draw-scheme-pool = { $name } ({ $asked })
draw-scheme-everybody = all inspectors
draw-scheme-experts = experts
draw-rule-since = This is standing rule { $n }, in force since { $since }; { $count ->
    [one] one rule
   *[other] { $count } rules
} came into force in the year before the commit.
draw-dice-compare = Dice are read off on the spot by two people; hold them against the recording.
draw-read-at = Entered: { $times }
draw-read-cited = Read from: { $text }
draw-read-once = { $name } was entered by one person ({ $times }) and waits for another to enter it independently; it is taken if both agree.
draw-read-differ = { $name } was entered by { $n } people ({ $times }), no two of them alike, so none was taken and there can't be a seed yet.
draw-read-next = Next, somebody who hasn't entered it does; the first two that agree are taken.
draw-read-next-why = Of a source that stands in, the reasons given must agree too.
draw-read-until = It is entered until { $until }; if no two agree by then, this draw has no result. Until one is taken, what was entered isn't told; compare with the lottery's announcement or the recording.
draw-read-over = The time to enter it is over and no two agree: this draw has no result.
draw-read-others = Another { $n } entered otherwise than what was taken: { $values }
draw-moves = Moves of risk classes
draw-moves-within = In the { $days } days before this commit, { $n ->
    [one] one risk class was moved
   *[other] { $n } risk classes were moved
 } in the registry.
draw-moves-about = The class decides the rate. Each move is an entry of the public journal.
draw-moves-from = From
draw-moves-to = To
draw-moves-count = How many

subject-draws = Draws
subject-draws-none = No announced draw has drawn this subject.
subject-draws-all = See all draws
subject-draws-more = Only the latest { $n } are listed.
subject-draws-announced = Announced
subject-draws-fared = Outcome
subject-draws-drawn = Drawn
subject-draws-stood-in = A reserve at first; it stood in later
subject-draws-gone = Drawn, and left later
subject-draws-as = (code at that time: { $code })
