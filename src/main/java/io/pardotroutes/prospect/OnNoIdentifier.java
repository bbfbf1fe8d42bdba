package io.pardotroutes.prospect;

/** Setting {@code onNoIdentifier}: what to do with a v4 event that has neither id, fid nor lookup value. */
public enum OnNoIdentifier {
  /** Update the prospect with the event's e-mail, the latest active of several; create one where there is none. */
  MATCH_EMAIL,
  /** Always create, as Segment's classic destination does. */
  CREATE,
  /** Dead-letter the event. */
  REJECT
}
