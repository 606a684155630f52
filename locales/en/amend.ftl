# Amendments: what happened after the draw.

help-amend = Amend: record a recusal, an absence or a target that is gone, and fill the seats by rule
help-amend-directory = The draw's directory (auditor's edition)
help-amend-kind = recuse (one inspector, one target), absent (an inspector) or gone (a target)
help-amend-subject = The target's id (needed for recuse and gone)
help-amend-inspector = The inspector's code (needed for recuse and absent)
help-amend-reason = The reason's code, like conflict-declared or closed; your own begin with x-, like x-illness
help-amend-approver = The code of the person who approved it (a-z, 0-9 and -); it will be public

amend-mismatch = recuse takes --subject and --inspector, absent only --inspector, gone only --subject.
amend-unverified = Not amended: the draw doesn't verify ({ $code }). What fails: { $check }
amend-refused = Not amended: { $why }
amend-done = Amendment { $number } is on record in amendments.json.
amend-stood-in = { $id }, first of its stratum's reserves, stands in.
amend-no-change = No team changes.
amend-team = Team of { $id }: { $team }
amend-open = { $id }: seat { $seat } ({ $pool }) stays open; nobody can fill it.
amend-digest = Digest of the chain: { $digest }
