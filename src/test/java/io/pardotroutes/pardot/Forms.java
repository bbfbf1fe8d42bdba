package io.pardotroutes.pardot;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads what goes out, with the JDK's decoder. */
public final class Forms {

  private Forms() {}

  /** The parameters of a call by their names; a name that is there twice is a failure. */
  public static Map<String, String> parameters(PardotRequest request) {
    assertThat(request.body()).matches("[!-~]*");
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String parameter : request.body().split("&")) {
      String[] nameAndValue = parameter.split("=", 2);
      String name = URLDecoder.decode(nameAndValue[0], StandardCharsets.UTF_8);
      assertThat(parameters.put(name, URLDecoder.decode(nameAndValue[1], StandardCharsets.UTF_8))).as("twice: " + name).isNull();
    }
    return parameters;
  }
}
