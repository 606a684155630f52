/** What one must be allowed to do, by the server's names. */
export const ACTS = {
  readOrganisations: "organisation.read",
  manageOrganisations: "organisation.manage",
  readPeople: "person.read",
  managePeople: "person.manage",
  grantRoles: "person.grant",
  confirmPeople: "person.confirm",
  vouchForPeople: "person.vouch",
  manageSessions: "session.manage",
} as const;
