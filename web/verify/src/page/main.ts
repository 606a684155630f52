/** The page as one file that opens from disk. */
import { open } from "./page";
import CheckWorker from "./worker?worker&inline";

open(() => new CheckWorker(), null);
