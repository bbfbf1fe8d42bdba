package io.pardotroutes.prospect;

/** Setting {@code onNoIdentifier}: what to do with a v4 event that has neither id, fid nor lookup value. */
public enum OnNoIdentifier {
  /** Update the prospect with the event's e-mail, the latest active of several; create one where there is none. */
  MATCH_EMAIL("match-email"),
  /** Always create, as Segment's classic destination does. */
  CREATE("create"),
  /** Dead-letter the event. */
  REJECT("reject");

  private final String settingName;

  OnNoIdentifier(String settingName) {
    this.settingName = settingName;
  }

  /** The word for this choice in a settings file. */
  public String settingName() {
    return settingName;
  }

  /** Reads the word of a settings file; {@link IllegalArgumentException} names the known words. */
  public static OnNoIdentifier parse(String setting) {
    for (OnNoIdentifier choice : values()) {
      if (choice.settingName.equals(setting)) {
        return choice;
      }
    }
    throw new IllegalArgumentException("onNoIdentifier must be match-email, create or reject");
  }
}
