import test from "node:test";
import { readVectors } from "../support/files";
import { vectorTests } from "../support/vectors";

for (const { name, run } of vectorTests(readVectors())) test(name, run);
