/** What people bring along in a clipboard. */
import type { Locator } from "playwright-core";

/** Pastes a text into a cell, as a sheet gives it. */
export async function paste(cell: Locator, text: string): Promise<void> {
  await cell.evaluate((element, pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", pasted);
    element.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}
