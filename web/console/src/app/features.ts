/** All features. A new one is one line here. */
import { accounts } from "../features/accounts";
import { catalogue } from "../features/catalogue";
import { inspectors } from "../features/inspectors";
import { subjects } from "../features/subjects";
import { workbench } from "../features/workbench";
import type { Feature } from "./feature";

export const FEATURES: Feature[] = [workbench, subjects, inspectors, catalogue, accounts];
