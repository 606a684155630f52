# The journal, its audit, its witnesses.

help-data = The folder of the journal's data
help-entered = The time to enter, where this machine's clock isn't the one that counts (such as trials); without it, that clock
help-guard = The guard's folder; apart from the data, and never restored from a backup together with them
help-journal-dir = Write this step into the journal in this folder; needs --guard and --keys
help-keys = The folder of keys
help-person = Who acts; the journal holds a pseudonym only
help-role = The role of who acts, a code such as clerk

help-audit = Audit a journal: from its files alone, that nothing was changed, removed or put in between
help-audit-log = A folder, or a URL that begins with http://
help-audit-policy = A policy file: who must have signed, and how many witnesses
help-audit-root = The log's root key
help-audit-since = A checkpoint kept from earlier; the log must continue it
help-audit-keep = Keep the checkpoint here once the audit has passed, for the next --since

help-verify-policy = A policy file, for the signatures of the journal's part

help-journal = A bureau's journal: set it up, write, hand out receipts, ask witnesses
help-journal-init = Begin a journal: make keys (Ed25519, SM2, root) and the first keys note
help-journal-init-origin = The log's name, such as price.fushun.example/journal
help-journal-status = Read everything, hold it against the guard, and say what there is
help-journal-entry = Say one entry in words, and that it is included
help-journal-entry-index = The entry's index, from 0
help-journal-receipt = Write an entry's receipt, to be checked offline
help-journal-receipt-index = The entry's index, from 0
help-journal-receipt-out = The file to write
help-journal-record = Enter what a draw's directory has and the journal hasn't; doing it again enters nothing twice
help-journal-record-draw = The draw's directory
help-journal-append = Enter draw.announced or draw.annulled
help-journal-append-draw = The draw's directory
help-journal-append-kind = Which of the two
help-journal-append-reason = Why it is called off, a code
help-journal-append-why = Why, in words; sealed, not published
help-journal-append-confirm = The draw's id again: an entry can't be taken back
help-journal-erase = Destroy the opening of a seal, and enter that
help-journal-erase-draw = The draw's directory
help-journal-erase-entry = The entry's index, from 0
help-journal-erase-field = The seal's name, such as task
help-journal-keys = Change keys: first a new one beside the old, later the old one away
help-journal-keys-change = add-ed25519 or add-sm2: a new key; drop: away with one
help-journal-keys-id = The id of the key to drop
help-journal-keys-root = The root key's file, if it isn't with the others
help-journal-policy = Write a policy for others
help-journal-policy-witness = A witness's key; may be given several times
help-journal-policy-quorum = How many witnesses must have cosigned; 0 for none
help-journal-policy-out = The file to write
help-journal-request = Write a request to a witness
help-journal-request-size = The size this witness cosigned last; 0 if none
help-journal-request-out = The file to write
help-journal-cosign = Check a witness's answer and put it into the checkpoint
help-journal-cosign-answer = The witness's answer
help-journal-cosign-policy = The policy file that names the witnesses
help-journal-hammer = Load a new trial journal and verify every proof; the last line has the figures
help-journal-hammer-writers = How many threads write
help-journal-hammer-readers = How many threads verify
help-journal-hammer-entries = How many entries in all

help-witness = A witness: cosign only what continues what was cosigned; works without a network, by files
help-witness-init = Make a witness's key
help-witness-init-folder = The witness's folder
help-witness-init-name = Its name, such as discipline.fushun.example
help-witness-sign = Answer a request
help-witness-sign-folder = The witness's folder
help-witness-sign-request = The request
help-witness-sign-policy = The policy file that names the logs it knows
help-witness-sign-out = The file for the answer

act-draw-committed = committed
act-draw-seeded = seeded
act-draw-drawn = drawn
act-draw-amended = amended
act-draw-announced = announced
act-draw-annulled = annulled
act-journal-keys = keys changed
act-journal-erased = an opening destroyed
act-unknown = an act this version doesn't know ({ $kind })

journal-key-open = Others can read the key in { $file } (permissions { $mode }). Let only its owner read it (chmod 600); if it may have leaked, change the key.
journal-clock = This machine's clock is wrong. Nothing was written; set it and try again.
journal-no-role = With --person there must be a --role.
journal-locked = Another program is writing this journal. Wait until it has ended.
journal-guard-inside = The guard can't lie within the data: one backup would take both, and old data would come back unnoticed. Put it elsewhere, best on another device.
journal-exists = There is a journal here already.
journal-unguarded = The guard is empty: this is the wrong folder, or the guard was lost. Nothing is written without it. Don't make a new one; find out why.
journal-behind = The data have { $tree } entries, but the guard has signed { $guard }: the data are old, perhaps from a backup. Nothing was written. Find the latest data.
journal-ahead = { $published } entries are published, but the guard has only { $guard }: the guard is old. Nothing was written. Find the latest guard; it must never come from a backup.
journal-no-start = The journal doesn't check, and nothing was written ({ $detail }). Leave everything as it is and find out who touched the files.
journal-form = A name or code has not its form.
journal-clash = The journal has “{ $kind }” of this draw already, and it says something else than the directory. Nothing was written. Find out which of them was changed.
journal-stopped = Writing was interrupted; the next start finds out whether the entry is in ({ $why }). Look at the disk, then do it again: nothing is entered twice.
journal-refused = The journal doesn't take this entry; nothing has changed ({ $why }).
journal-unrecorded = The files are written, but not entered into the journal, so this step isn't done yet. { $why }
    Then run lots journal record --draw { $folder }; nothing is entered twice.
journal-recorded = Entered into the journal, { $entries } new; journal.json is up to date.
journal-init-done = The journal { $origin } begins in { $folder }.
journal-init-root = Root key, to be published with the log: { $key }
journal-init-keep = The secret root key { $file } is only for changing keys: keep it offline.
journal-init-guard = The guard is in { $folder }. It stays apart from the data and is never restored from a backup together with them.
journal-policy-bad = Line { NUMBER($line, useGrouping: 0) } of the policy is wrong ({ $code }).
journal-written = Written: { $file }
journal-status = Journal { $origin }: { $entries } entries, root { $root }. Every entry was hashed again, and it agrees with the guard.
journal-status-cosigned = The checkpoint has { $lines } cosignature lines.
journal-status-key = Key in force: { $key }
journal-no-entry = There is no entry { NUMBER($index, useGrouping: 0) }; the journal has { $entries }.
journal-entry = Entry { NUMBER($index, useGrouping: 0) }: { $act } ({ $kind }), case { $case }
journal-entry-time = Time: { $time }
journal-entry-actor = By { $organisation }, role { $role }, pseudonym { $pseudonym }
journal-entry-fact = Fact { $name }: { $value }
journal-entry-seal = Seal { $name }: { $seal }
journal-entry-included = It is included: the proof holds under the checkpoint of { $entries } entries with root { $root }.
journal-entry-not-included = The proof of entry { NUMBER($index, useGrouping: 0) } doesn't hold: the log's files were changed. Run lots audit.
journal-confirm = An entry can't be taken back. If you are sure, add --confirm “{ $id }”.
journal-not-drawn = There is no result to announce yet.
journal-no-seal = Entry { NUMBER($index, useGrouping: 0) } has no seal { $field }.
journal-erased = The opening of seal { $field } of entry { NUMBER($index, useGrouping: 0) } is destroyed in this directory, and that is entered. Destroy copies in bundles handed out and in backups too.
journal-no-such-key = No key in force has the id { $id }.
journal-keys-changed = Keys note { $number } is in; from { $size } entries on these keys sign:
journal-witness-ahead = The witness says it cosigned { $size } entries, but the log has { $entries }: the log was rolled back, or the number is wrong.
journal-requested = The request for { $entries } entries is in { $file }; take it to the witness.
journal-no-cosignature = The answer has no valid cosignature of a witness of this policy under a checkpoint of this log. Nothing has changed.
journal-cosigned = The checkpoint of { $entries } entries has { $lines } signature lines now. Run lots journal record on the draws' directories to renew their journal.json.
journal-hammer-broken = The trial found what must not be: { $why }
journal-hammer-checked = { $inclusions } inclusions and { $steps } steps between checkpoints were verified; all hold.
journal-hammer = { $entries } entries in { $millis } ms, { $rate } a second; latency: median { $median } µs, 99 % within { $worst } µs

progress-audit = Auditing
audit-https = This program doesn't speak https. Download the log's files into a folder first (they are all static files), and audit the folder.
audit-checkpoint = the checkpoint's form, and that it is this log's
audit-keys = the keys notes form a chain that the root key signed
audit-signatures = the keys in force signed the checkpoint
audit-policy = enough witnesses cosigned
audit-consistency = it continues the checkpoint kept from earlier
audit-bundles = every entry bundle is there and has its form
audit-tiles = every tile is what the entries give
audit-root = the root is the checkpoint's
audit-entries = every entry's form
audit-chains = every case hangs together; times don't fall; the steps are in order
audit-keys-entries = the entries on keys are those of the keys notes
audit-not-given = {" "}(not checked: what it needs wasn't given)
audit-failed = ✗ The audit failed ({ $code }): { $detail }
audit-failed-do = Keep all files of this log as they are and hand them with this page to the superior or a discipline office; then get the same log from elsewhere and compare.
audit-kind = { $act }: { $count }
audit-others = Other acts of the bureau’s own system (kinds: { $kinds }, entries: { $count }). Their form, their order and their place in the log were audited; what they mean isn’t judged by this program:
audit-other-act = {"  "}{ $act } ({ $kind }): { $count }
audit-other-kind = {"  "}{ $kind }: { $count }
audit-ok = ✓ The audit passed: { $origin }, { $entries } entries in { $cases } cases; nothing was changed, removed or put in between.
audit-compare = Compare with what others see: { $entries } entries, root { $root }. The same number with another root means that different people were shown different logs.

witness-init-done = The witness's key, for the log's policy: { $key }
witness-200 = Cosigned: this checkpoint continues what was cosigned before. Take the answer back to the log.
witness-400 = Not cosigned (400): this is no request, or its old size is above the checkpoint's.
witness-403 = Not cosigned (403): no valid signature of a log's key of this policy; the checkpoint may be forged.
witness-404 = Not cosigned (404): the policy doesn't name this log.
witness-409 = Not cosigned (409): this witness has cosigned { $size } entries, which isn't what the request says, or the same number with another root. If the request is merely old, let the log make it again for this size; if the size is the same, the log has two versions: report it at once.
witness-422 = Not cosigned (422): this checkpoint doesn't continue what was cosigned before; the log may have been rewritten. Keep the request and report it.
witness-500 = Not cosigned (500): this witness can't sign.

check-journal-form = the journal's entries are all there and in order
check-journal-facts = the entries say what the bundle's files say
check-journal-inclusion = every entry is in the journal
check-journal-order = committed before the sources closed, seeded after, each entry behind the one before
check-journal-signatures = the checkpoints are signed and cosigned as the policy asks
recorded-heading = The journal:
recorded-none = There is no journal's part (journal.json), so checks 25 to 29 can't be made here. If there should be one, ask the organiser for it.
recorded-no-policy = {" "}(can't be checked here without a policy)
recorded-unknown = Among the entries is an act this version doesn't know: { $kind }
recorded-failed = ✗ The journal and the draw don't agree ({ $code }): { $detail }
recorded-cosigned = ✓ Enough witnesses had cosigned by { $time }: the commitment was public then, before every random source closed, and couldn't be exchanged afterwards.
recorded-signed = ✓ The log has signed. The policy asks for no witnesses, so the time of the commit is only the log's word.
recorded-unsigned = The entries agree with each other, but without a policy nobody knows who signed. Verify again with --policy.
proof-ok = ✓ This is entry { NUMBER($index, useGrouping: 0) } of { $origin }.
proof-entry = Act: { $act }, { $case }, { $time }
proof-no-policy = The proof fits its checkpoint, but without a policy nobody knows who signed that: anybody could make such a receipt. Verify again with --policy.
proof-no-entry = ✗ The receipt holds no entry, or one without its form; it shows nothing.
proof-not-included = ✗ The proof doesn't hold: the entry isn't under the checkpoint.
proof-cosigned = Enough witnesses had cosigned by { $time }.
proof-signed = The log has signed; the policy asks for no witnesses.
proof-policy = ✗ The checkpoint doesn't satisfy the policy: a signature is wrong, or there are too few witnesses.

detail-log-file-missing = The file { $file } is missing.
detail-log-file-form = The file { $file } has not its form; it may be cut off or changed.
detail-log-file-unread = The file { $file } can't be read ({ $why }).
detail-log-other-origin = This is the log of { $found }, not of { $expected }.
detail-log-keys-note = The keys notes don't hold ({ $why }): not signed by the root key, or not one behind the other.
detail-log-signatures = Not all keys in force signed, or a signature is wrong ({ $why }).
detail-log-policy = The policy isn't satisfied: { $why ->
    [log] no log of the policy signed
    [signature] a signature line doesn't verify
   *[quorum] too few witnesses cosigned
}.
detail-log-consistency = The checkpoint of { $size } entries kept from earlier has another root here: the log was rewritten, or there are two of it.
detail-log-rolled-back = There were { $expected } entries, now there are { $found }: the log was rolled back.
detail-log-tile = The tile { $file } isn't what the entries give.
detail-log-root = The entries give the root { $found }; the checkpoint says { $expected }.
detail-log-entry = Entry { NUMBER($index, useGrouping: 0) } has not its form ({ $why }).
detail-log-chain = Entry { NUMBER($index, useGrouping: 0) }: { $why ->
    [prev] it names the wrong entry before it; one of its case was left out or put in
    [time] its time is before that of the entry before
    [origin] it is about another log
   *[order] this step can't stand here
}.
detail-log-keys-entry = The keys note of which entry { NUMBER($index, useGrouping: 0) } speaks isn't there, is another, or was entered too late.
detail-log-keys-entry-missing = Keys note { $number } was never entered.
detail-journal-form = journal.json has not its form; it may have been changed ({ $why }).
detail-journal-item-entry = Item { $place } of journal.json is no entry ({ $why }).
detail-journal-item-proof = The proof of item { $place } of journal.json has not its form.
detail-journal-item-opening = An opening of item { $place } of journal.json opens nothing, or isn't in order.
detail-journal-item-order = Item { $place } of journal.json can't stand here: the order is commit, seed, draw, and only then amendments and the announcement.
detail-journal-incomplete = journal.json doesn't reach the draw.
detail-journal-amendments = journal.json has { $found } amendments, the bundle { $expected }.
detail-journal-case = Item { $place } of journal.json is about another draw.
detail-journal-fact = “{ $field }” of item { $place } of journal.json isn't what the bundle's files say.
detail-journal-inclusion = The proof of item { $place } of journal.json (entry { NUMBER($index, useGrouping: 0) }) doesn't hold under its checkpoint.
detail-journal-two-organisations = Item { $place } of journal.json is another organisation's.
detail-journal-two-origins = Item { $place } of journal.json is in another log.
detail-journal-index = The index of item { $place } of journal.json isn't above that of the one before.
detail-journal-prev = Item { $place } of journal.json doesn't name the one before it: an entry was left out.
detail-journal-time = The time of item { $place } of journal.json is before that of the one before.
detail-journal-committed-late = When the commit was entered, the source { $source } had closed: the commit may have been made with the random value at hand.
detail-journal-seeded-early = When the seed was entered, the source { $source } hadn't closed.
detail-journal-item-policy = The checkpoint of item { $place } of journal.json doesn't satisfy the policy: { $why ->
    [log] no log of the policy signed
    [signature] a signature line doesn't verify
   *[quorum] too few witnesses cosigned
}.
detail-journal-cosigned-late = When enough witnesses had cosigned the commit, the source { $source } had closed: nothing shows that the commit came first.
