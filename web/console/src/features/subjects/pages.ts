/** The pages of subjects, fetched together. */
export { ImportSubjects } from "./ImportPage";
export { DuplicatesPage, MergePage } from "./MergePage";
export { ApproveMergePage, EndMergePage, MergesPage, OneMergePage } from "./MergesPages";
export { LicencesPage, RiskPage, StatusPage, TagsPage } from "./MovePages";
export { EditSubject, NewSubject } from "./SubjectForm";
export { SubjectPage } from "./SubjectPage";
export { SubjectsPage } from "./SubjectsPage";
