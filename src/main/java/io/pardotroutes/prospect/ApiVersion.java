package io.pardotroutes.prospect;

import java.util.Arrays;
import java.util.stream.Collectors;

/** A version of Pardot's API. What tells one from another is asked here and nowhere else. */
public enum ApiVersion {
  /** For accounts with one prospect an e-mail: the e-mail is who a prospect is (Pardot API v3, Prospects). */
  V3 {
    @Override
    public boolean isUniqueByEmail() {
      return true;
    }

    /** An upsert does not tell whether it creates, and only a prospect that is created may be given a campaign. */
    @Override
    public Operation operation(ProspectWrite write, boolean absent) {
      return write.campaignId() == null ? Operation.UPSERT : absent ? Operation.CREATE : Operation.UPDATE;
    }
  },
  /** For accounts where prospects may share an e-mail: each is named by an id, or looked up first (Pardot API v4, Prospects). */
  V4;

  /** Whether an e-mail names one prospect, and nothing else names any. */
  public boolean isUniqueByEmail() {
    return false;
  }

  /** Whether a custom field can say which prospect is meant. */
  public boolean hasLookup() {
    return !isUniqueByEmail();
  }

  /**
   * How a write is sent.
   *
   * @param absent an update by e-mail has found nobody
   */
  public Operation operation(ProspectWrite write, boolean absent) {
    return switch (write.by()) {
      case ID -> Operation.UPDATE;
      case NEW -> Operation.CREATE;
      case FID, EMAIL -> Operation.UPSERT;
    };
  }

  /** The name of a mapped field. */
  String fieldName(FieldRow row) {
    return row.field();
  }

  /** The name of a custom field that no row of the field map names. */
  String customName(String field) {
    return field;
  }

  /** Reads the number of a settings file; {@link IllegalArgumentException} says what it may be. */
  public static ApiVersion parse(String setting) {
    return Arrays.stream(values()).filter(version -> version.toString().equals(setting)).findFirst()
        .orElseThrow(() -> new IllegalArgumentException(setting.equals("5") ? "5 can't be used yet; set 4"
            : "must be " + Arrays.stream(values()).map(ApiVersion::toString).collect(Collectors.joining(" or ")) + ", not '" + setting + "'"));
  }

  /** Its number, as settings, paths and logs have it. */
  @Override
  public String toString() {
    return name().substring(1);
  }
}
