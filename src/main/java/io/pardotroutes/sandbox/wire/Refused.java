package io.pardotroutes.sandbox.wire;

import java.util.List;

/** A request, or one record of a batch, that Pardot would refuse: a numbered error, without a stack trace. */
public final class Refused extends RuntimeException {
  private final int code;
  private final transient List<ParameterFault> faults;

  /** What is wrong with one parameter of a record. */
  public record ParameterFault(int code, String parameter, String text) {
    /** With the code's own text. */
    public static ParameterFault of(int code, String parameter) {
      return new ParameterFault(code, parameter, Codes.text(code) + " " + parameter);
    }
  }

  private Refused(int code, String text, List<ParameterFault> faults) {
    super(text, null, false, false);
    this.code = code;
    this.faults = faults;
  }

  /** With the code's own text. */
  public static Refused with(int code) {
    return new Refused(code, Codes.text(code), List.of());
  }

  /** Refuses with the code's own text if that is so. */
  public static void when(boolean refused, int code) {
    if (refused) {
      throw with(code);
    }
  }

  /** With a text of its own. */
  public static Refused with(int code, String text) {
    return new Refused(code, text, List.of());
  }

  /** One fault is answered by its own code, several by 10000 with an entry for each (Pardot API, code 10000). */
  public static Refused with(List<ParameterFault> faults) {
    if (faults.size() == 1) {
      return with(faults.get(0).code(), faults.get(0).text());
    }
    var texts = faults.stream().map(ParameterFault::text).toList();
    return new Refused(Codes.PARAMETER_FAULTS, String.join("; ", texts), List.copyOf(faults));
  }

  int code() {
    return code;
  }

  /** The entries of a 10000, empty for every other code. */
  List<ParameterFault> faults() {
    return faults;
  }
}
