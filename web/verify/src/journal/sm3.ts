/** SM3 (GB/T 32905-2016). It is here because @noble/hashes has none; nothing but SM2 signatures uses it. */

const BLOCK = 64;
const INITIAL = [0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e];

/** The 32 bytes of the hash. */
export function sm3(message: Uint8Array): Uint8Array {
  const padded = pad(message);
  let state = INITIAL;
  for (let at = 0; at < padded.length; at += BLOCK) state = compress(state, new DataView(padded.buffer, at, BLOCK));
  const out = new DataView(new ArrayBuffer(32));
  state.forEach((word, at) => out.setUint32(4 * at, word));
  return new Uint8Array(out.buffer);
}

function pad(message: Uint8Array): Uint8Array<ArrayBuffer> {
  const padded = new Uint8Array(Math.ceil((message.length + 9) / BLOCK) * BLOCK);
  padded.set(message);
  padded[message.length] = 0x80;
  new DataView(padded.buffer).setBigUint64(padded.length - 8, BigInt(message.length) * 8n);
  return padded;
}

function compress(state: number[], block: DataView): number[] {
  const words = expand(block);
  let [a, b, c, d, e, f, g, h] = state;
  for (let j = 0; j < 64; j++) {
    const early = j < 16;
    const ss1 = rotate((rotate(a, 12) + e + rotate(early ? 0x79cc4519 : 0x7a879d8a, j % 32)) | 0, 7);
    const ff = early ? a ^ b ^ c : (a & b) | (a & c) | (b & c);
    const gg = early ? e ^ f ^ g : (e & f) | (~e & g);
    const tt1 = (ff + d + (ss1 ^ rotate(a, 12)) + (words[j] ^ words[j + 4])) | 0;
    const tt2 = (gg + h + ss1 + words[j]) | 0;
    [a, b, c, d, e, f, g, h] = [tt1, a, rotate(b, 9), c, p0(tt2), e, rotate(f, 19), g];
  }
  return [a, b, c, d, e, f, g, h].map((word, at) => (word ^ state[at]) >>> 0);
}

function expand(block: DataView): number[] {
  const words = Array.from({ length: 16 }, (_, at) => block.getUint32(4 * at));
  for (let j = 16; j < 68; j++) {
    words.push(p1(words[j - 16] ^ words[j - 9] ^ rotate(words[j - 3], 15)) ^ rotate(words[j - 13], 7) ^ words[j - 6]);
  }
  return words;
}

function p0(word: number): number {
  return word ^ rotate(word, 9) ^ rotate(word, 17);
}

function p1(word: number): number {
  return word ^ rotate(word, 15) ^ rotate(word, 23);
}

function rotate(word: number, by: number): number {
  return by === 0 ? word : (word << by) | (word >>> (32 - by));
}
