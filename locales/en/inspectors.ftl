# The register of inspectors.

inspector-yes = yes
inspector-list-separator = {", "}
inspector-no = no

inspector-field-certificate = Certificate number
inspector-field-name = Name
inspector-field-valid-to = Valid to
inspector-field-valid-from = Valid from
inspector-field-issuer = Issuer
inspector-field-organisation = Organisation
inspector-field-unit = Unit
inspector-field-level = Level
inspector-field-post = Post
inspector-field-fields = Fields
inspector-field-qualifications = Qualifications
inspector-field-expert = Expert
inspector-field-area = Area
inspector-field-languages = Languages
inspector-field-phone = Phone
inspector-field-id-number = Id number
inspector-field-state = State
inspector-field-state-reason = Reason of the state

inspector-help-certificate = One for each person; tells who is in the register already
inspector-help-name = As on the certificate
inspector-help-valid-to = The certificate's last day; afterwards its holder isn't drawn
inspector-help-valid-from = The certificate's first day
inspector-help-issuer = As on the certificate
inspector-help-organisation = An organisation's full name in this system; your own if empty
inspector-help-unit = Unit or office
inspector-help-level = The civil-service level
inspector-help-post = The position held
inspector-help-fields = Domains or items that may be inspected, separated by commas
inspector-help-qualifications = Separated by commas
inspector-help-expert = yes or no
inspector-help-area = The district one is stationed in
inspector-help-languages = Separated by commas
inspector-help-phone = Encrypted; only its ends are shown
inspector-help-id-number = Encrypted; only its ends are shown

inspector-state-active = working
inspector-state-suspended = suspended
inspector-state-left = left
leave-kind-annual = annual leave
leave-kind-sick = sick leave
leave-kind-family = family leave
leave-kind-training = training
leave-kind-secondment = a secondment
leave-kind-other = other reasons

why-not-left = This inspector has left and can't be drawn. If they are back, please restore them in the register first.
why-not-suspended = This inspector is suspended and can't be drawn. Once that is lifted, please restore them in the register first.
why-not-not-yet-valid = This inspector's certificate is valid from { NUMBER($year, useGrouping: 0) }-{ $month }-{ $day } on and they can't be drawn before. Please check the certificate in the register.
why-not-expired = This inspector's certificate expired on { NUMBER($year, useGrouping: 0) }-{ $month }-{ $day }, so they can't be drawn this time. Please update the certificate in the register first.
why-not-on-leave = This inspector is away until { NUMBER($year, useGrouping: 0) }-{ $month }-{ $day } because of { $kind } and can't be drawn this time. If they are back, please withdraw the leave.
why-not-training-missing = This organisation asks for a training passed within { $months } months; since { NUMBER($year, useGrouping: 0) }-{ $month }-{ $day } none is on record, so this inspector can't be drawn this time. Please enter the training, or arrange one first.

problem-inspector-has-left = This inspector has left
problem-inspector-has-left-detail = Data of somebody who left aren't changed any more. If they are back, please restore them first.
problem-already-withdrawn = Already withdrawn
problem-already-withdrawn-detail = This record was withdrawn before and stays so. Please enter a new one if needed.
problem-nothing-to-unmask = Nothing was entered here
problem-nothing-to-unmask-detail = No phone or id number was entered for this inspector, so there is nothing to show.

fault-certificate-form = a certificate number has 4 to 30 half-width letters, digits or Chinese characters, with single hyphens or brackets between them, not at the ends
fault-certificate-dirty = it has full-width or invisible characters, blanks, or hyphens too many; it should be “{ $suggestion }”
fault-certificate-alike = it differs from “{ $found }” in the register only in case, hyphens, brackets or look-alikes (O and 0, I, L and 1), so it is the same number; please check: that one may be of another organisation, or of somebody who left
fault-certificate-taken = this certificate number is in the register already; please check, or let the other organisation hand the person over
fault-phone-form = not a telephone number (7 to 15 digits)
fault-id-number-form = not a valid id number of 18 characters; please check, a last X is upper case
fault-valid-order = the last day of validity is before the first
fault-not-yes-or-no = please say yes or no
fault-foreign-scope = this certificate belongs to an organisation outside your scope and can't be changed by you; please ask that organisation
fault-office-by-hand = they are in the registry at another organisation; a move is made on their page, one by one, and not by a file
fault-foreign-organisation = there is no organisation of this name within your scope
fault-inspector-has-left = this inspector has left; if they are back, please restore them first
fault-in-the-future = can't be later than today
fault-leave-order = the last day is before the first
fault-uscc-form = not a valid unified social credit code
fault-conflict-subject = the credit code or the name is needed
fault-text-form = at most 200 characters, without control characters
