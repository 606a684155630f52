/** Where one lands after login. */

/** The address one came from, if it is one of ours: a path of this application and nothing else. */
export function landing(next: string | null): string {
  if (next === null || !/^\/(?![/\\])/.test(next) || next.startsWith("/login") || next.startsWith("/setup")) return "/";
  return next;
}
