# The command `lots sample`: a fictitious city.

help-sample = Make a fictitious city (subjects, inspectors, recusals, a plan) to try things on
help-sample-folder = The folder to write to
help-sample-subjects = How many subjects, at least 40; 30000 if not given
help-sample-inspectors = How many inspectors, at least 6; 120 if not given
help-sample-seed = The number it starts from; the same number makes the same files on every machine; 1 if not given
help-sample-date = The day of the commit, on which the plan's times depend; today: this day. 2026-03-05 if not given
sample-made = Written to “{ $folder }”: { $subjects } subjects in { $strata } strata, { $excluded } excluded, { $inspectors } inspectors, { $recusals } recusals.
sample-invented = Every business, person and code is invented; any likeness to real ones is chance.
sample-too-small = The city is too small: it needs at least 40 subjects and 6 inspectors.
sample-unwritable = Can't write to “{ $folder }”: { $why }
