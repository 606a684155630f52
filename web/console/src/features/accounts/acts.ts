/** What one must be allowed to do, by the server's names. */
export const ACTS = {
  readOrganisations: "organisation.read",
  editOrganisations: "organisation.edit",
  readPeople: "person.read",
  editPeople: "person.edit",
  grantRoles: "person.grant",
  suspendPeople: "person.suspend",
  resetPasswords: "person.reset-password",
  endSessions: "person.end-sessions",
} as const;
