# The registry of subjects.

subject-name = Name
subject-code = Unified social credit code (registration number, internal number)
subject-kind = Kind
subject-domain = Domain
subject-industry = Industry code
subject-region = Region
subject-grid = Grid
subject-address = Address
subject-latitude = Latitude
subject-longitude = Longitude
subject-representative = Legal representative (person in charge, operator)
subject-liaison = Contact
subject-phone = Phone
subject-status = Status
subject-status-reason = Reason of the status
subject-risk = Risk class
subject-risk-moves = Moves of the risk class
subject-risk-moves-count = { $count ->
    [0] never moved
    [one] moved once
   *[other] moved { $count } times
}
subject-licences = Licences
subject-licence-kind = Licence
subject-licence-code = Licence number
subject-licence-valid-to = Licence valid to
subject-tags = Tags
subject-visits-most = Most visits a year
subject-cooldown-days = Fewest days between two visits
subject-visited = Last visit
subject-visit-result = Result of the last visit

subject-code-help = Unified social credit code, registration number, or your own internal number; in every row, none twice
subject-name-help = The name on the licence, at most 200 characters
subject-kind-help = Company, sole trader and so on; if empty, by the first two characters of the credit code
subject-domain-help = Business, agriculture, education, medical or tourism; companies and traders default to business
subject-industry-help = Industry code of GB/T 4754, e.g. F5212
subject-region-help = Six digits of GB/T 2260; if empty, characters 3 to 8 of the credit code
subject-grid-help = Its grid, at most 50 characters
subject-address-help = Its address, at most 300 characters
subject-latitude-help = Decimal degrees, e.g. 41.8797
subject-longitude-help = Decimal degrees, e.g. 123.9573
subject-representative-help = Name of the legal representative, person in charge or operator
subject-liaison-help = Name of the contact; never public
subject-phone-help = Phone; kept encrypted, never public
subject-status-help = Active, suspended, revoked, deregistered or moved; empty is active
subject-risk-help = A, B, C or D; for new subjects only, the others are moved one by one with a reason
subject-visits-most-help = A whole number from 0 to 366
subject-cooldown-days-help = A whole number from 0 to 3660
subject-tags-help = Several between commas; tags are added, never taken away
subject-licence-kind-help = E.g. food business licence
subject-licence-code-help = The number on the licence
subject-licence-valid-to-help = E.g. 2027-03-01; empty if it doesn't end
subject-visited-help = Day of the last visit before this system
subject-visit-result-help = E.g. nothing found, or rectification ordered

subject-kind-enterprise = Company
subject-kind-trader = Sole trader
subject-kind-cooperative = Farmers' cooperative
subject-kind-institution = Public institution
subject-kind-private = Private non-enterprise unit
subject-kind-government = Government body
subject-kind-association = Association
subject-kind-project = Project
subject-kind-stall = Stall
subject-kind-other = Other

subject-domain-enterprise = Business
subject-domain-agriculture = Agriculture
subject-domain-education = Education
subject-domain-medical = Medical
subject-domain-tourism = Tourism

subject-status-active = Active
subject-status-suspended = Suspended
subject-status-revoked = Revoked
subject-status-deregistered = Deregistered
subject-status-moved = Moved away
subject-status-merged = Merged


problem-subject-merged = This subject was merged
problem-subject-merged-detail = It was a second entry and was merged into another one, so it can't be changed any more. Open the entry that stayed.
problem-subject-over = This subject is deregistered
problem-subject-over-detail = Deregistered subjects have no risk class to move. If that is a mistake, first set the status back to active.
problem-risk-basis-needed = Class D needs its basis
problem-risk-basis-needed-detail = Class D raises how much and how often is drawn, so the rule or document it rests on must be named. Add the basis and try again.
problem-merge-self = Not with itself
problem-merge-self-detail = Choose another entry of the same subject.
problem-merge-elsewhere = Not of the same organisation
problem-merge-elsewhere-detail = Only entries in the registry of one organisation can be merged. Where two organisations keep the same subject, each keeps its own.
problem-merge-into-merged = The other entry was merged
problem-merge-into-merged-detail = The entry you chose was itself merged into another. Merge into the one that stays in the end.
problem-subject-merge-unlike = The two entries have nothing in common
problem-subject-merge-unlike-detail = An entry that was merged isn't drawn any more, so only second entries of one subject are merged: those with near codes, or with the same name or address, and so when they were first entered; entries merged earlier must be alike too. A business that ceased is deregistered by its status; one that was renamed or moved is edited.
problem-subject-merge-differs = The two entries differ in risk class, tags or limits of their own
problem-subject-merge-differs-detail = A merge doesn't change the chance of being drawn. Make class, tags, visits a year and days between visits the same in both first, each by an act of its own, and merge then.
problem-status-merged = Use the merge
problem-status-merged-detail = “Merged” can't be set directly. Open the duplicate and choose “Merge”.
problem-export-too-long = Too many rows for a file
problem-export-too-long-detail = An Excel file has at most { $xlsx } rows, a CSV file { $csv }. Filter more, or choose CSV.

fault-dirty = It has blanks or invisible characters around it; it should be “{ $suggestion }”
fault-code-dirty = It has full-width, lower-case, look-alike or extra characters; is it “{ $suggestion }”?
fault-code-taken = This code is already in your organisation's registry; find and edit that entry
fault-uscc-length = A unified social credit code has 18 characters; check for one too many or too few, or say that it is an internal number
fault-uscc-character = Character { $most }, “{ $suggestion }”, doesn't occur in unified social credit codes
fault-uscc-check = The check character is wrong; compare the code with the business licence
fault-registration-form = A registration number has 13 or 15 digits
fault-internal-form = An internal number has 1 to 32 capitals, digits or hyphens and must not look like a credit code or registration number
fault-code-like-uscc = This looks like a unified social credit code; enter it as one
fault-industry-form = An industry is a section's letter (A to T), 2 to 4 digits, or both (GB/T 4754)
fault-subject-phone-form = A phone number has 7 to 15 digits, with plus sign, blanks, brackets and hyphens if you like
fault-tag-form = A tag has 1 to 20 characters, without blanks and separators
fault-licence-twice = Two licences of the same kind have the same number; remove one
fault-kind-unknown = Not a known kind, such as company, sole trader, institution
fault-domain-unknown = A domain is business, agriculture, education, medical or tourism
fault-status-unknown = A status is active, suspended, revoked, deregistered or moved
fault-risk-unknown = A risk class is A, B, C or D
fault-result-unknown = Not one of the results there are
fault-degrees-form = Write decimal degrees, e.g. 41.8797
fault-risk-by-act = This subject is in the registry; its risk class is moved one by one with a reason, not by a file. Empty the cell, or write the present class
fault-row-merged = The entry of this code was merged into another and can't be changed

portal-subjects = Registry of subjects
portal-subjects-about = Find who stands in the registry. It only says who may be inspected, not that anything is wrong; contacts and phones are not public.
portal-subjects-q = Name, credit code, or initials in pinyin
portal-subjects-none = Nothing found. Try fewer characters, or check the spelling.
portal-subjects-count = { $count } in all
portal-subjects-more = More than { $count }; type a few more characters
portal-subjects-back = Back to the registry
portal-subject-about = The risk class is not shown on this page, only how often it was moved; where a draw goes by classes, the list of those drawn shows the stratum. Draws and results below are those of the code above.
portal-subject-no-licences = No licences on record.
portal-search = Search
portal-all = All
portal-next = Next page
card-subjects-figure = { $n }
card-subjects-text = { $active } are in business, in { $domains } domains. Lots decide who is inspected; to be listed means nothing bad.
card-subjects-link = Search the registry
