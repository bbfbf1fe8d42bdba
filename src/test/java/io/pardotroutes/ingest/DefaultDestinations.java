package io.pardotroutes.ingest;

import io.pardotroutes.destination.Auth;
import io.pardotroutes.destination.Destination;
import io.pardotroutes.event.EventFilter;
import io.pardotroutes.prospect.ApiVersion;
import io.pardotroutes.prospect.OnLookupMiss;
import io.pardotroutes.prospect.OnNoIdentifier;
import java.net.URI;
import java.time.Duration;

/** DefaultDestinations as they are with default settings. */
public final class DefaultDestinations {

  private DefaultDestinations() {}

  public static Destination v3(String name) {
    return destination(name, ApiVersion.V3);
  }

  public static Destination v4(String name) {
    return destination(name, ApiVersion.V4);
  }

  private static Destination destination(String name, ApiVersion version) {
    return new Destination(name, true, version, URI.create("http://localhost:8090"), null, null, false, EventFilter.parse("type = \"identify\""), 50,
        Duration.ofMillis(200), 4, OnLookupMiss.ADOPT, OnNoIdentifier.MATCH_EMAIL, false, null, null,
        new Auth(Auth.Flow.NONE, URI.create("http://localhost:8090"), null, null, null, null, null));
  }
}
