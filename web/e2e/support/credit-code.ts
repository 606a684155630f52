/** Unified social credit codes of businesses that don't exist. */

/** The check character of an organisation's code (GB 11714) behind its first eight. */
function organisationCheck(first8: string): string {
  const sum = [...first8].reduce((all, sign, place) => all + Number.parseInt(sign, 36) * [3, 7, 9, 10, 5, 8, 4, 2][place], 0);
  return ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "X"][(11 - (sum % 11)) % 11];
}

/** A unified social credit code (GB 32100) of an organisation with these first eight characters. */
export function creditCode(first8: string): string {
  const alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  const first17 = `91210402${first8}${organisationCheck(first8)}`;
  const sum = [...first17].reduce((all, sign, place) => all + alphabet.indexOf(sign) * (3 ** place % 31), 0);
  return first17 + alphabet[(31 - (sum % 31)) % 31];
}
