/** Runs all vectors in a browser and returns what failed. */
import { type Vectors, vectorTests } from "./vectors";

/** How many tests passed, and what the others said. */
export interface Outcome { passed: number; failures: string[] }

function runAll(vectors: Vectors): Outcome {
  const failures: string[] = [];
  const tests = vectorTests(vectors);
  for (const { name, run } of tests) {
    try {
      run();
    } catch (error) {
      failures.push(`${name}: ${String(error)}`);
    }
  }
  return { passed: tests.length - failures.length, failures };
}

Object.assign(globalThis, { runVectors: runAll });
