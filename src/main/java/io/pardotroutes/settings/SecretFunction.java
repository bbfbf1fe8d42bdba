package io.pardotroutes.settings;

import io.pardotroutes.secret.Secrets;
import org.apache.camel.spi.PropertiesFunction;

/** Camel's property function {@code {{secret:NAME}}}: what {@code bin/pardot-routes secret set NAME} has kept. */
public final class SecretFunction implements PropertiesFunction {

  private final Secrets secrets;

  /** Reads a secret each time that it is asked for. */
  public SecretFunction(Secrets secrets) {
    this.secrets = secrets;
  }

  @Override
  public String getName() {
    return "secret";
  }

  @Override
  public String apply(String name) {
    return secrets.required(name);
  }
}
