package io.pardotroutes.sandbox.data;

import java.util.regex.Pattern;

/** The Salesforce id of the lead ({@code 00Q...}) or contact ({@code 003...}) behind a prospect: 15 characters, or 18 with a checksum. */
public final class Fid {
  private static final Pattern SHAPE = Pattern.compile("(00Q|003)[A-Za-z0-9]{12}([A-Za-z0-9]{3})?");

  private Fid() {}

  /** Whether the text has the shape of one. */
  public static boolean isOne(String text) {
    return SHAPE.matcher(text).matches();
  }

  /** What both lengths of one id have in common. */
  public static String key(String fid) {
    return fid.substring(0, 15);
  }

  /** Where a prospect keeps it: a contact's or a lead's. */
  public static Field field(String fid) {
    return fid.startsWith("003") ? Fields.CONTACT_FID : Fields.LEAD_FID;
  }

  /** The contact's, else the lead's, else null: Pardot's {@code salesforce_fid}. */
  public static String of(Prospect prospect) {
    String contact = prospect.text(Fields.CONTACT_FID);
    return contact != null ? contact : prospect.text(Fields.LEAD_FID);
  }

  /** Whether it is the prospect's own, in either length. */
  public static boolean belongsTo(Prospect prospect, String fid) {
    String own = prospect.text(field(fid));
    return own != null && key(own).equals(key(fid));
  }
}
