package io.pardotroutes.prospect;

/** Setting {@code onLookupMiss}: what to do when no prospect carries the event's lookup value. */
public enum OnLookupMiss {
  /** Take over the only prospect with that e-mail whose lookup field is empty; create one where there is none. */
  ADOPT,
  /** Always create, as Segment's classic destination does. */
  CREATE
}
