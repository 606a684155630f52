# Auditing: acts on record, checks of the journal.

audit-at = Time
audit-act = Act
audit-thing = Kind of thing
audit-thing-name = Thing
audit-thing-id = Id of the thing
audit-person = By
audit-role = Role
audit-facts = Public facts
audit-entry = Journal entry

problem-audit-part-only = Only the top organisation's audit administrator can have the journal checked
problem-audit-part-only-detail = The journal is one for the whole system, and a check reads all data. Ask the top organisation's audit administrator, or run yaoguang doctor on the server.
problem-audit-check-runs = A check is under way
problem-audit-check-runs-detail = One check runs at a time. Wait for it to end and look at its result.
problem-audit-export-too-long = Too many acts for one file
problem-audit-export-too-long-detail = A file has at most { $most } acts. Narrow them by time, act or person, and take them out in parts.
