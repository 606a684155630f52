/** All features. A new one is one line here. Their cards stand on the workbench in this order: first what waits for somebody. */
import { accounts } from "../features/accounts";
import { audit } from "../features/audit";
import { catalogue } from "../features/catalogue";
import { complaints } from "../features/complaints";
import { disclosure } from "../features/disclosure";
import { draws } from "../features/draws";
import { inspections } from "../features/inspections";
import { inspectors } from "../features/inspectors";
import { outcomes } from "../features/outcomes";
import { plans } from "../features/plans";
import { subjects } from "../features/subjects";
import { workbench } from "../features/workbench";
import type { Feature } from "./feature";

export const FEATURES: Feature[] = [inspections, complaints, outcomes, disclosure, draws, plans, catalogue, workbench, subjects, inspectors, accounts, audit];
