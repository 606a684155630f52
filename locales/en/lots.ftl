# Words that the commands of `lots` share.

rows-read = { $rows ->
    [one] { $rows } row read.
   *[other] { $rows } rows read.
}
file-unreadable = The file “{ $file }” can't be read: { $why }
progress = { $what } … { $percent } %
progress-roster = Reading the roster of subjects
progress-teams = drawing the teams
progress-feasible = estimating whether the bench suffices

## Help

help-lots = Draw subjects and inspectors by lot (双随机), so that anyone can check the result
help-heading-usage = Usage:
help-heading-commands = Commands
help-heading-command = COMMAND
help-heading-arguments = Arguments
help-heading-options = Options
help-help = Show help
help-version = Show the version
help-json = Answer in JSON
help-lang = Language: zh (Chinese) or en (English); without it what LC_ALL, LC_MESSAGES or LANG says, else Chinese
help-exit-codes = Exit codes: 0 fine; 1 the check found something; 2 wrong command line; 3 a file can't be read or written

## A wrong command line

usage-see-help = Use --help to see how it goes.
usage-unknown-argument = There is no option “{ $argument }”.
usage-missing-argument = Missing: { $argument }
usage-missing-command = Please name a command.
usage-unknown-command = There is no command “{ $command }”.
usage-conflict = “{ $argument }” can't stand with the other options like this, or more than once.
usage-bad-value = “{ $argument }” can't be “{ $value }”.
usage-valid-values = It can be: { $valid }
usage-other = Wrong command line: { $why }
