package io.pardotroutes.sandbox.data;

import io.pardotroutes.sandbox.wire.ControlError;
import io.pardotroutes.sandbox.wire.Refused;
import java.time.LocalDate;
import java.util.regex.Pattern;

/** One Pardot tenant: its prospects, its answer to "several prospects per email address?", and its use of the limits. */
public final class BusinessUnit {
  public static final Pattern ID = Pattern.compile("0Uv[A-Za-z0-9]{15}");
  public static final String DEFAULT_ID = "0Uv000000000001AAA";

  private final String id;
  private final Prospects prospects = new Prospects();
  private Boolean severalPerEmail;
  private LocalDate day;
  private int callsToday;
  private int inFlight;
  private int mostInFlight;

  BusinessUnit(String id) {
    this.id = id;
  }

  /** Refuses a control call's text that is no business unit's id. */
  public static void requireId(String id) {
    ControlError.when(!ID.matcher(id).matches(), "a business unit id has to be 0Uv and 15 more letters and digits");
  }

  /** {@code 0Uv} and 15 more characters. */
  public String id() {
    return id;
  }

  /** Its prospects, archived ones too. */
  public Prospects prospects() {
    return prospects;
  }

  /** Null until the first call or a setting has decided it. */
  public Boolean severalPerEmail() {
    return severalPerEmail;
  }

  /** Decides it. */
  public void allowSeveralPerEmail(boolean several) {
    severalPerEmail = several;
  }

  /** A unit that nothing has been said about takes the mode that fits its first call's version. */
  public void accept(int version) {
    if (severalPerEmail == null) {
      severalPerEmail = version == 4 || prospects.repeatsAnEmail();
    }
    Refused.when(severalPerEmail && version == 3, 88);
    Refused.when(!severalPerEmail && version == 4, 89);
  }

  /** Takes one of the concurrent requests and one of the day's calls; a call refused for concurrency doesn't count for the day. */
  public void enter(Settings settings, LocalDate today) {
    Refused.when(inFlight >= settings.concurrency(), 66);
    if (!today.equals(day)) {
      day = today;
      callsToday = 0;
    }
    callsToday++;
    Refused.when(settings.dailyLimit() != null && callsToday > settings.dailyLimit(), 122);
    inFlight++;
    mostInFlight = Math.max(mostInFlight, inFlight);
  }

  /** Gives back what {@link #enter} took. */
  public void leave() {
    inFlight--;
  }

  /** Calls of the last day on which there was one, those refused for the daily limit too. */
  public int callsToday() {
    return callsToday;
  }

  /** Requests under way. */
  public int inFlight() {
    return inFlight;
  }

  /** The most that were under way at one time. */
  public int mostInFlight() {
    return mostInFlight;
  }
}
