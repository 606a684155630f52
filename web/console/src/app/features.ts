/** All features. A new one is one line here. */
import { accounts } from "../features/accounts";
import { workbench } from "../features/workbench";
import type { Feature } from "./feature";

export const FEATURES: Feature[] = [workbench, accounts];
