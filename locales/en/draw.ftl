# Commit, seed, draw, verify: the words of the commands of `lots`.

file-exists = "{ $file }" exists already and is not overwritten. Choose another place, or move it away first.
file-unwritable = Can't write "{ $file }": { $why }
bundle-missing = Missing file: { $file }. If the public edition lacks it, use the auditor's edition.
bundle-changed = A file is not as it was committed: { $detail }
bundle-commitment = The commitment is refused ({ $code }): { $detail }
bundle-seed = The record of the seed is refused ({ $code }): { $detail }
bundle-done = Written: { $file }

## Help

help-commit = Commit: freeze rosters, bench, recusals and scheme, and take their digest C
help-commit-plan = The plan (plan.json)
help-commit-subjects = The roster of subjects (CSV, XLSX or Parquet)
help-commit-excluded = Subjects that are left out, with reasons
help-commit-inspectors = The roster of inspectors
help-commit-recusals = Pairs of inspector and subject that must not meet
help-commit-out = The new directory to write
help-commit-at = Time of the commit, like 2026-03-05T09:30:00+08:00; else the plan's, else now
help-commit-date = Date of the inspections: certificates must be valid on it; else the day of the commit
help-commit-ids = Ids: auto (18 characters are checked as 统一社会信用代码; where most ids are such codes, 16, 17, 19 or 20 characters are refused as damaged), uscc (all checked), any (none)
help-commit-column = Name a column, like id=licence; can be repeated
help-commit-shares = Directory for the shares of the secret (unannounced draws only); give them to three parties
help-seed = Seed: record the values of the random sources
help-seed-directory = The committed directory
help-seed-entries = The values as the first person entered them (JSON)
help-seed-again = The values as a second person entered them; they must agree
help-seed-shares = Any two shares of the secret (unannounced draws only)
help-draw = Draw: compute the result from the frozen rosters and the seed
help-draw-directory = The committed directory with its seed
help-draw-zip = Also write the auditor's zip
help-bundle = Pack the auditor's or the public edition
help-bundle-directory = The draw's directory
help-bundle-edition = auditor or public
help-bundle-out = The zip to write
help-verify = Verify: recompute everything from the bundle alone, and say what was not checked and why
help-verify-bundle = The published zip, its unpacked directory, or a receipt (receipt.json)
help-receipt = Receipt: one business's proof of its row, stratum and ticket
help-receipt-bundle = The auditor's edition (directory or zip)
help-receipt-id = The business's id
help-receipt-out = The receipt to write
help-explain = Explain one business's stratum, chance, ticket and cut-off
help-explain-bundle = A bundle of either edition
help-explain-id = The business's id
help-sql = Print the SQL that recomputes the draw on a database
help-sql-bundle = The auditor's directory
help-sql-engine = postgresql, duckdb or spark
help-reveal = Reveal: make a party's value and the hash that goes into the plan
help-reveal-draw = The draw's id
help-reveal-party = The party's code
help-reveal-value = An existing value (64 hex characters); else a new one

## Verify

check-files = the files are complete, and no others are there
check-commitment-form = the commitment is well formed and its scheme lawful
check-seed-form = the record of the seed is well formed, with two persons where two must enter
check-seed-commitment = the seed belongs to this commitment
check-secret = the secret matches its committed hash
check-sources = the sources are those planned, their values possible, reveals match their hashes
check-beacon-signature = the public beacon's signatures are valid
check-table-excluded = the list of those left out is as committed
check-table-bench = the bench of inspectors is as committed
check-table-recusals = the recusals are as committed
check-table-subjects = the roster of subjects is as committed
check-populations = the strata's sizes are as committed, and nobody is both in and left out
check-pools = the pools of inspectors suit the seats
check-result-form = the result is well formed
check-result-commitment = the result belongs to this commitment
check-result-seed = the result's seed follows from the record
check-quotas = the quotas recompute
check-tickets = tickets, ranks, cut-offs and reserves recompute
check-pairs = the pairs' tickets recompute, nobody is twice in a team
check-level = loads are level and within the limit
check-teams = the teams recompute
check-strands = the pairs passed over had to be
check-open = open seats are all listed
check-amendments = later amendments are chained and recompute
check-receipt-form = the receipt is well formed
check-receipt-row = the business's row is in the committed table
check-receipt-ticket = the ticket recomputes
check-receipt-standing = drawn or not agrees with ticket and cut-off

verify-in-part = {" "}(what the public edition holds agrees; the rest needs the auditor's)
verify-not-here = {" "}(not checked: needs the lists of the auditor's edition)
verify-not-reached = {" "}(not reached: an earlier check failed)
verify-unknown-chain = Note: { $name } is no beacon this program knows; its signature was not checked.
verify-fallback = Note: the fallback { $name } stood in, because: { $why }
verify-issue = Note: { $name } is not the issue drawn on the day of its close: by the announced closed days that is { $drawn }. It may have been drawn before the commit; hold it against the lottery’s announcement.
verify-issue-none = Note: no issue is drawn on the day on which { $name } closes. It may have been drawn before the commit; hold it against the lottery’s announcement.
verify-erased = Note: { $rows } rows of { $table } were erased by law; teams can't be recomputed.
verify-gap-erased = {" "}(records were erased by law, so not all of it can be checked)
verify-ok = Verified: everything above was recomputed from this bundle and agrees with what was published.
verify-ok-public = Verified: all that the public edition allows to check was recomputed and agrees with what was published.
    Not checked: { $gaps }. Checked in part: { $parts }. They need the roster, the list of those left out, the bench and the recusals, which the public edition doesn't hold.
    To check everything, use the auditor's edition; a business that wants proof of being on the roster can ask the publisher for a receipt.
verify-ok-erased = Verified: all that can be checked was recomputed and agrees with what was published.
    Records of persons were erased by law and only their hashes are left. So these were not checked: { $gaps }; and these only in part: { $parts }.
verify-ok-receipt = Verified: the receipt's business is in a committed list, and its ticket and whether it was drawn recompute.
verify-compare = One thing is left to compare: C should be the digest published when the draw was committed. Only then has nothing been exchanged since.
    C: { $digest }
verify-compare-receipt = Left to compare with the publisher's page: C and the stratum's cut-off should be those published (a receipt can't prove these two itself).
    C: { $digest }
verify-within = This zip has an account beside the bundle; what follows is of the bundle within, “{ $file }”.
verify-failed = NOT verified. What does not hold: { $check } ({ $code }).
    { $detail } ({ $finding })
verify-failed-do = Download the whole material again and retry. If it still fails, keep it and object to the organiser, its superior or a discipline office.

## Seed

seed-done = Seed recorded. S: { $seed }
seed-key = Ticket key K: { $key }
seed-refused = The seed is refused: { $why }
seed-value = The value of { $name } can't be: { $why }
seed-not-entered = The second person entered { $name }, the first did not.
seed-differs = { $name } was entered differently: "{ $first }" and "{ $second }". Compare with the source and enter again.
seed-share = The share "{ $file }" can't be used: { $why }
seed-shares = The two shares give no secret: { $why }

## Draw

draw-done = Drawn: { $targets } targets, { $members } seats filled.
draw-stratum = {"  "}{ $name }: { $quota } of { $population }
draw-level = At most { $level } targets an inspector; { $strands } pairs passed over so that all teams could be filled.
draw-open = { $open } seats stay open; the result says why.
draw-digest = Digest of the result (SHA-256): { $digest }

## Receipts and explanations

receipt-done = Receipt of { $id } written: { $file }
receipt-nobody = { $id } is neither in the roster nor among those left out. Check the id.
explain-chance = { $id } is in the stratum "{ $stratum }": { $quota } of its { $population } subjects are drawn, each with the same chance, { $quota }/{ $population }.
explain-excluded = { $id } takes no part in this draw: { $reason }.
explain-nowhere = { $id } is neither in the roster nor among those left out. Check the id; if it should be there, tell the publisher.
explain-unknown = { $id } was not drawn. The public edition does not tell the strata of those not drawn; ask the publisher for a receipt.
explain-ticket = Ticket: { $ticket }
explain-cutoff = Cut-off of "{ $stratum }": { $cutoff } (drawn if the ticket is not above it)
explain-no-cutoff = Nobody is drawn from "{ $stratum }".
explain-drawn = Result: drawn, rank { $rank } of its stratum. Team: { $team }
explain-not-drawn = Result: not drawn.
explain-shell = On any computer this line computes the ticket:

reason-cap-reached = this year's cap of inspections is reached
reason-cooling-down = too soon after the last inspection
reason-inspected-elsewhere = inspected by another department
reason-recused-office = the whole office is recused
reason-closed = closed
reason-moved-away = moved away
reason-for-cause = handled in a case of its own

## Reveals

reveal-value = Value (keep it secret until the reveal): { $value }
reveal-hash = Hash (goes into the plan): { $hash }
reveal-refused = Can't be made: { $why }

## Commit

commit-done = Committed. C: { $digest }
commit-counts = { $subjects } subjects, { $excluded } left out, { $inspectors } inspectors, { $recusals } recusals.
commit-assurance = Assurance of the seed: { $level }
commit-feasible = The bench suffices: whoever is drawn, every team can be filled.
commit-estimated = The bench suffices by estimate: { $replays } public made-up seeds could all be fully seated.
commit-infeasible = The bench does not suffice, nothing was committed: { $subjects } subjects have { $demand } seats that only { $inspectors } inspectors could fill, and they have { $places } places in all. Add inspectors or capacity, or draw or recuse fewer.
commit-certificates = Not taking part, since their certificates are not valid on the day: { $codes }
commit-shares = The secret was split into three shares in { $folder }. Hand them to three parties now; any two can disclose the result.
commit-roster = The roster "{ $file }" has flaws, nothing was committed:
    { $report }
commit-time = Not a time: { $why }
commit-chance = The operating system gave no random bytes: { $why }
commit-twice = { $key } stands twice.
commit-both = { $id } is among the subjects and among those left out.
commit-stranger = The inspector { $code } of a recusal is not on the bench.
commit-unplanned = { $rows } subjects are in the stratum "{ $name }", which the plan does not have.

seed-no-source = no known source; expected kl8:ISSUE, ssq:ISSUE, drand:CHAIN:ROUND, reveal:PARTY or dice:NdFACES
seed-value-count = expected { $expected }, entered { $found }
seed-value-range = { $number } can't come up; the greatest is { $most }
seed-value-twice = { $number } stands twice
seed-value-character = "{ $text }" is no value of this source
seed-value-normal = not in normal form, which is "{ $normal }"
