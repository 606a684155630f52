# The journal: audit (doctor), backup and restoring. Every audit-… says which two things don't agree and what to do.

audit-log = The journal by itself doesn't hold: check “{ $check }” failed ({ $detail }). Keep everything as it is, stop writing, and compare with a backup and with the checkpoints that witnesses keep.
audit-guard-missing = The guard holds no checkpoint. Writing has stopped; see that `guard` in the configuration names the right folder, and don't restore that folder from a backup.
audit-database-odd = There is something in the database that the system never made: { $what } “{ $name }” (views, triggers, rules, row policies and functions can let one table tell queries different things, or change what was checked). Find out who made it, remove it, audit again, and look at the draws of that time.
audit-entry-unread = The journal's file { $file } is missing or can't be read; its entries can't be checked. Take it from a backup.
audit-row-unlike-entry = Record { $row } and entry { $entry } don't agree: the record was changed after the journal had it. The journal stands; find out who changed it.
audit-entry-without-row = Entry { $entry } has no record in the database: it was removed or changed. Take it from a backup and find out why.
audit-entry-with-two-rows = Record { $row } names entry { $entry }, as another does. An entry has one record; find out why.
audit-row-beyond-journal = Record { $row } names entry { $entry }, but the journal isn't that long. See whether database and journal are of the same moment.
audit-row-gap = Record { $row } lacks one before it on the same thing, so it can't go into the journal. Take the missing one from a backup.
audit-opening-unlike-seal = Opening { $leaf } of record { $row } doesn't open its seal: it was changed afterwards. Take it from a backup and find out why.
audit-openings-unlike-row = The openings of record { $row } are too few, too many, or not of what it seals. Take them from a backup and find out why.
audit-opening-without-row = Opening { $leaf } belongs to record { $row }, which isn't there. Take the record from a backup and find out why.
audit-opening-kind-unknown = There are openings of things of kind “{ $kind }”, but this version has no such things to compare. See that the program isn't older than the data.
audit-image-unlike-opening = { $kind } { $id } is another than its last record says: it was changed past the system. Find out who did, and put it right by the record.
audit-image-without-opening = { $kind } { $id } has no record: it was written past the system. Find out who did.
audit-opening-without-image = { $kind } { $id } has a record but isn't there any more: it was removed past the system. Take it from a backup.
audit-visit-undrawn = Visit { $id } is of nobody whom its draw drew, or who stood in: something was changed past the system when it was dispatched. Stop this visit, find out who changed it, and visit whoever was drawn.
audit-result-unlike-record = The published result { $id } isn’t what its reviewed record says: something was changed past the system when it was published. Find out who changed it, have the team correct the record, and publish that.
audit-same-hand = { $kind } { $id }: one person did both { $one } and { $other }, which two people must do. Somebody changed past the system who had a hand in it; find out who, and have it done again by others.
audit-change-unlike-act = { $kind } { $id }: what record { $row } sealed has another { $field } than the record before it, and acts of its kind don't change that (`state` is all of it: no such beginning, or an opening destroyed). Somebody changed data and openings past the system around this act and put the openings back. Compare what both sealed, find out who did and which draws were committed meanwhile, and put it right by the act that is for it.
audit-roster-unlike-openings = Draw { $draw }: its frozen roster isn't what was sealed of the registry before the commit. Entry { $entry } (a code where there is no number, a file's name where it can't be read) is missing, doesn't belong there, or is in another stratum than was sealed. Somebody changed what the commit read, past the system. Don't use the result of this draw; find out why, and annul it or tell the public.

audit-stopped = It could not be done: { $why }. That says nothing about the data; remove the cause and try again.
audit-clean = Audited: { $rows } records, { $waiting } of them waiting for the journal; { $openings } openings, { $destroyed } of them destroyed; { $images } things compared. Everything agrees.
doctor-visits-ahead = Besides, the registry has { $n ->
    [one] one visit
   *[other] { $n } visits
} dated later than today, from earlier files. Draws and plans count none of them before its day, and each from its day on: keep an eye on them. No file takes a visit off. Which file entered it, and who did, stands in the console, in the entry's “All that happened”. Codes and days (50 at the most):
audit-found = Audited: { $found } things don't agree.
audit-untold = The index of { $untold } entries wasn't written back yet; the writer's next start does that.
audit-staged = { $staged } batches lie staged; the writer's next start clears them.

sequencing-off = The journal's writer isn't running.
sequencing-standby = Another process writes the journal; this one stands by.
sequencing-writing = The journal is being written; it has { $size } entries.
sequencing-again = The journal's writer failed and starts again by itself: { $why }
sequencing-broken = The journal's writer has stopped, and a person has to look: { $why }. Run the audit, find the cause, and start again.

backup-done = Backup written to { $folder }: { $files } files, the journal with { $size } entries or more.
backup-keys = The backup holds keys. Keep it apart from backups of data, for authorised people only.
backup-no-keys = The backup holds no keys. Back them up by themselves: without them nothing can be written again and no personal data decrypted.
backup-guard = The guard is not part of a backup and stays as it is when one is restored: if the data are older than the guard, the system refuses to write the journal.
backup-exists = { $folder } is there already. A backup writes over nothing: name another folder.
backup-file = { $file } can't be read or written: { $why }
backup-manifest = { $folder } is no whole backup: its manifest is missing or has another form.
backup-changed = { $file } isn't what the manifest says: damaged or changed. Nothing was restored; take another backup.
backup-in-use = { $file } is there already. Restoring writes over nothing: move the old data folder away first.
backup-other-database = The backup is of another kind of database ({ $kind }): configure the same kind, then restore.
backup-no-program = There is no { $program }. Install PostgreSQL's client programs, or run this on the database's machine: { $command }
backup-program = { $program } failed: { $why }
backup-database = The database refused: { $why }
restore-done = Restored from { $folder }: { $files } files. When it starts, the system compares journal and guard first.
rollback-both = The guard is at { $guard } entries (root { $guard_root }), the restored journal at { $tree } (root { $tree_root }).
rollback-accepted = As asked, the guard now holds the restored journal, and a record of that goes into the journal. Entries published in between are no longer part of it: give the reason in writing and tell the witnesses.
rollback-none = Guard and journal agree; there is nothing to change.
rollback-unsigned = The restored journal has no checkpoint signed by this system's keys, so it can't be where it goes on.
