package io.pardotroutes.prospect;

/** What a call does with a prospect. */
public enum Operation {
  /** Always makes a new prospect in version 4; refused by version 3 where the e-mail is known. */
  CREATE,
  /** Changes a prospect that is there. */
  UPDATE,
  /** Changes or makes. In version 4 a write by e-mail makes a new prospect each time. */
  UPSERT
}
