# Where a check failed, and on what.

detail-file-missing = The file { $file } is missing. That alone doesn't mean that the draw is wrong: get the whole bundle. Before an unannounced draw is published there is only its commitment.
detail-file-extra = The file { $file } is not one of a bundle's.
detail-shape = { $file } doesn't have the form it should (its reader says: { $why }).
detail-canonical = From byte { NUMBER($offset, useGrouping: 0) } on, { $file } is not written canonically; it may have been edited.
detail-integer = { $file } holds an integer above 2^53 − 1.
detail-form = In the commitment, { $what ->
    [json] the text is not as it should be and may have been edited (its reader says: { $why })
    [origin] the organisation (origin) is empty
    [task] the task is empty
    [number] the number of the draw is 0
    [reserves] more than 1000 reserves are asked for
    [slack] the slack is above 1000000
    [strata] there aren't 1 to 10000 strata
   *[disclosure] the disclosure is neither at-once nor a date
}.
detail-strata-names = Two strata are named “{ $stratum }”.
detail-rate = The rate of “{ $stratum }” is not within 0 to 1, or its denominator not within 1 to 1000000.
detail-populations = The strata's sizes don't add up to the rows of the roster.
detail-empty-stratum = Nobody is in the stratum “{ $stratum }”, but some are to be drawn from it. Leave it out or draw nobody from it.
detail-exact-minimum = With exact rounding no minimum is possible; “{ $stratum }” has one.
detail-exact-denominator = With exact rounding the rates' common denominator must not be above 1000000.
detail-seats = A team doesn't have 2 to 16 seats.
detail-further-draw = A further draw needs a reason, and a first draw has none.
detail-at-once-secret = A draw published at once has no secret, an unannounced one needs it; here they don't agree.
detail-disclosure-date = The day of disclosure must be later than the day of the commit.
detail-plan-form = In the seed plan a name, time, hash or count is badly formed.
detail-plan-twice = In the seed plan a source stands twice.
detail-plan-order = In the seed plan reveals must stand before beacons and dice.
detail-plan-issue = In the seed plan a lottery's issue doesn't fit its close, or a drand round isn't the first after the delay.
detail-plan-time = In the seed plan a source closes too early, or a beacon before a reveal. The order is commit, reveals, beacon.
detail-plan-weak = The seed's sources are too weak for any level of assurance. Add outside parties or use a beacon.
detail-assurance = The stated level of assurance isn't the plan's, which is { $level }.
detail-no-source = “{ $name }” in the record of the seed is no source's name.
detail-entered = { $name } was not entered as it must be: lotteries and dice by two different persons, reveals and drand by nobody.
detail-other-commitment = The record of the seed names another commitment.
detail-other-secret = The secret's hash is not the committed one.
detail-source-count = There is another number of sources than planned.
detail-source-name = { $name } isn't planned in this place, or a fallback stands in without a reason.
detail-value-count = { $name } should have { $expected } numbers or characters; { $found } are on record.
detail-value-range = { $name } can't give { $number }; the greatest is { $most }.
detail-value-twice = In the value of { $name }, { $number } stands twice.
detail-value-character = “{ $text }” is no value of { $name }.
detail-value-normal = The value of { $name } is not in normal form, which is “{ $normal }”.
detail-reveal = The value revealed as { $name } doesn't match the hash left at the commit.
detail-beacon-evidence = The evidence of { $name } is no signature of this chain.
detail-beacon-signature = The signature of { $name } is not the beacon's for this round.
detail-beacon-value = The value of { $name } doesn't follow from its signature.
detail-roster-secret = roster-secret.txt is not 64 hex characters and an end of line.
detail-row-fields = Row { NUMBER($row, useGrouping: 0) } of { $file } doesn't have { $expected } fields.
detail-row-empty = In row { NUMBER($row, useGrouping: 0) } of { $file }, { $field } is empty.
detail-row-too-long = In row { NUMBER($row, useGrouping: 0) } of { $file }, { $field } is longer than { $limit } bytes.
detail-row-character = In row { NUMBER($row, useGrouping: 0) } of { $file }, { $field } has the character “{ $character }”, which is not allowed.
detail-row-blank = In row { NUMBER($row, useGrouping: 0) } of { $file }, { $field } begins or ends with a blank.
detail-row-value = In row { NUMBER($row, useGrouping: 0) } of { $file }, { $field } is badly formed.
detail-row-pools = In row { NUMBER($row, useGrouping: 0) } of { $file }, the pools are not sorted or one stands twice.
detail-row-order = Row { NUMBER($row, useGrouping: 0) } of { $file } doesn't sort behind the one before: the order is wrong, or an id stands twice.
detail-row-text = Row { NUMBER($row, useGrouping: 0) } of { $file } is not UTF-8 text.
detail-row-ending = The last line of { $file } has no end; the file may not be whole.
detail-row-unknown = “{ $name }” in row { NUMBER($row, useGrouping: 0) } of { $file } is none of the committed strata.
detail-table-rows = { $file } has { $found } rows; { $expected } were committed.
detail-table-root = { $file } has as many rows as committed, but something in it was changed: its hash is not the committed one (or roster-secret.txt was exchanged).
detail-recusal-stranger = The inspector { $inspector } of a recusal is not on the bench.
detail-population = The roster has { $found } subjects in “{ $stratum }”; { $expected } were committed.
detail-in-both = { $id } is both among the subjects and among those left out.
detail-table-bench = The inspector { $inspector } stands twice on the bench.
detail-pools-cross = The pools “{ $pool }” and “{ $other }” overlap in part. One must hold the other, or they must be apart.
detail-pool-empty = Nobody in the pool “{ $pool }” can be sent. Look at capacities and certificates.
detail-result-commitment = The result names the commitment { $found }; this one is { $expected }.
detail-result-record = The result names another record of the seed than this seed.json.
detail-result-secret = The result's secret is not that of the record.
detail-result-sources = The result's sources and values are not those of the record.
detail-result-seed = The result's seed is { $found }; from the record follows { $expected }.
detail-strata-count = The result has { $found } strata; { $expected } were committed.
detail-stratum-differs = The result's stratum “{ $stratum }” ({ $found } subjects) has another name or size than committed.
detail-quota = { $found } were drawn from “{ $stratum }”; by its rate it is { $expected }.
detail-targets-few = Fewer are listed as drawn from “{ $stratum }” than its number.
detail-target-extra = { $id } is listed beyond the numbers drawn from the strata.
detail-target-stray = { $id } is listed in “{ $stratum }”, where it doesn't belong.
detail-ticket = The ticket of { $id } is given as { $found }; it recomputes to { $expected }.
detail-rank = The rank of { $id } is given as { $found }; it is { $expected }.
detail-order = { $id } doesn't stand behind the one before: ranks go by ticket, smallest first.
detail-cutoff = The cut-off of “{ $stratum }” is not the ticket of the last one drawn.
detail-reserve-count = “{ $stratum }” lists { $found } reserves; it should be { $expected }.
detail-lot-before = { $expected } should stand where { $id } is listed: a smaller ticket on the roster was passed over.
detail-reserves = The reserves or the cut-off of “{ $stratum }” are not those found again.
detail-target-twice = { $id } stands in the result twice.
detail-pair-ticket = The pair ticket of { $id } and the inspector { $inspector } is wrong.
detail-pair-twice = The inspector { $inspector } is in the team of { $id } twice.
detail-pair-seat = In the team of { $id }, the inspector { $inspector } has seat { $seat }, which can't be.
detail-not-eligible = The inspector { $inspector } can't visit { $id }: not on the bench, fits no seat, has no capacity, or is recused.
detail-load = The inspector { $inspector } has { $found } targets; at most { $most } are allowed.
detail-level = The level is given as { $found }; it recomputes to { $expected }.
detail-level-witness = The reason why the level can't be lower is not the one found again.
detail-team = By the rules the team of { $id } is { $expected }.
detail-strand-count = { $found } pairs are listed as passed over; { $expected } are found again.
detail-strand = The pair { $id } and { $inspector }, passed over, is not the one found again.
detail-seat-unlisted = Seat { $seat } of { $id } is open and not listed.
detail-seat-taken = Seat { $seat } of { $id } is listed as open and is taken.
detail-open = The open seats are not those found again.
detail-shortage = The reason why seats are open is not the one found again.
detail-amendments-empty = amendments.json holds no amendment; then there must be no such file.
detail-amendment-kind = The subject and inspector of amendment { $number } don't go with its kind.
detail-amendment-chain = Amendment { $number } doesn't follow what stands before it.
detail-amendment-target = “{ $id }” was not drawn, or has left.
detail-amendment-member = The inspector { $inspector } is not in the team of “{ $id }”.
detail-amendment-bench = The inspector “{ $inspector }” is not on the bench.
detail-amendment-outcome = The outcome of amendment { $number } isn't what the rules bring about.
detail-receipt-fields = The roster's row in the receipt is badly formed.
detail-receipt-row = The receipt doesn't prove that { $id } is in the committed roster.
detail-receipt-ticket = The receipt's ticket is wrong; it recomputes to “{ $expected }”.
detail-receipt-excluded = A business left out has no ticket, rank or team; the receipt gives one.
detail-receipt-stratum = The receipt's stratum “{ $stratum }” is not one of this draw.
detail-receipt-cutoff = The receipt's cut-off of “{ $stratum }” doesn't agree with whether any are drawn from it.
detail-receipt-drawn = What the receipt says of being drawn ({ $found }; 1 is drawn, 0 is not) doesn't agree with ticket and cut-off.
detail-receipt-rank = The receipt's rank { $found } doesn't agree with ticket and cut-off.
detail-receipt-team = The receipt's team is wrong: a team of nobody drawn, a wrong seat, or somebody twice.
