package io.pardotroutes.prospect;

/** Setting {@code onLookupMiss}: what to do when no prospect carries the event's lookup value. */
public enum OnLookupMiss {
  /** Take over the only prospect with that e-mail whose lookup field is empty; create one where there is none. */
  ADOPT("adopt"),
  /** Always create, as Segment's classic destination does. */
  CREATE("create");

  private final String settingName;

  OnLookupMiss(String settingName) {
    this.settingName = settingName;
  }

  /** The word for this choice in a settings file. */
  public String settingName() {
    return settingName;
  }

  /** Reads the word of a settings file; {@link IllegalArgumentException} names the known words. */
  public static OnLookupMiss parse(String setting) {
    for (OnLookupMiss choice : values()) {
      if (choice.settingName.equals(setting)) {
        return choice;
      }
    }
    throw new IllegalArgumentException("onLookupMiss must be adopt or create");
  }
}
