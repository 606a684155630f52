/** One line for a shell that computes a text's SHA-256, so that nobody needs this page for a ticket. */

/** Where there is `sha256sum`. An id may have any printable character: in quotes a shell reads none of them otherwise. */
export function shellLine(text: string): string {
  return `printf %s '${text.replace(/'/g, "'\\''")}' | sha256sum`;
}

/** In PowerShell, which Windows has: hashed as UTF-8, without a line's end, and written in small letters as everywhere here. */
export function powerShellLine(text: string): string {
  const bytes = `[Text.Encoding]::UTF8.GetBytes('${text.replace(/'/g, "''")}')`;
  return `-join ([Security.Cryptography.SHA256]::Create().ComputeHash(${bytes}) | ForEach-Object { $_.ToString('x2') })`;
}
