package io.pardotroutes.destination;

import io.pardotroutes.destination.Auth.Flow;
import io.pardotroutes.event.EventFilter;
import io.pardotroutes.prospect.ApiVersion;
import io.pardotroutes.prospect.OnLookupMiss;
import io.pardotroutes.prospect.OnNoIdentifier;
import io.pardotroutes.settings.Described;
import io.pardotroutes.settings.Format;
import io.pardotroutes.settings.Host;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * Every key of a destination's file, each with what {@link Destination} and {@link Auth} have of it. {@code docs/settings.md} is made
 * from them.
 */
public enum DestinationKey implements Described {
  ENABLED("enabled", "true", Format.flag(),
      "false: it takes no new events, and what waits in its queue stays there, as if the file were gone."),
  API_VERSION("apiVersion", "4", new Format<>("3 or 4", false, ApiVersion::parse),
      "3 where an e-mail address is unique in Pardot, 4 where it isn't (the default since 2016)."),
  BASE_URL("baseUrl", "https://pi.pardot.com", new Format<>("scheme and host", false, Host::parse), """
      Where the API is: https://pi.demo.pardot.com for a sandbox or a developer's account, http://localhost:8090 for the local one. Hosts
      besides those of Pardot and Salesforce have to be in pardot.allowedHosts."""),
  BUSINESS_UNIT_ID("businessUnitId", "", new Format<>("0Uv and 15 letters and digits", false, DestinationValue::businessUnitId),
      "From Salesforce Setup, Business Unit Setup. Always needed, but not for the local Pardot."),
  LOOKUP_FIELD("lookupField", "", new Format<>("the API name of a custom field", false, DestinationValue::lookupField), """
      The custom field that tells your users apart; create it in Pardot first. Its value is the trait of that name. Empty: none,
      onNoIdentifier says what then. Not with version 3."""),
  LOOKUP_BY_USER_ID("lookupByUserId", "false", Format.flag(),
      "true: the value of lookupField is the event's userId, not the trait of that name."),
  FILTER("filter", "type = \"identify\"", new Format<>("type = \"identify\"", false, EventFilter::parse),
      "Which events go here; there is no other choice yet."),
  BATCH_SIZE("batchSize", "50", Format.number(1, 50), "Most prospects in one request; 1 = each in its own."),
  BATCH_WAIT("batchWait", "200ms", Format.duration(Duration.ZERO, Duration.ofMinutes(1)),
      "How long a batch waits to fill: longer saves API calls, shorter delivers sooner."),
  MAX_CONCURRENT_REQUESTS("maxConcurrentRequests", "4", Format.number(1, 5),
      "Requests at the same time. Pardot allows an account 5 in all: leave some to whatever else uses it."),
  ON_LOOKUP_MISS("onLookupMiss", "adopt", Format.choice(OnLookupMiss.class), """
      No prospect has the lookup value: adopt takes over the only one with that e-mail address whose lookupField is empty, else creates;
      create always creates."""),
  ON_NO_IDENTIFIER("onNoIdentifier", "match-email", Format.choice(OnNoIdentifier.class), """
      Version 4, an event with neither id, fid nor lookup value: match-email updates the prospect with its e-mail address, the latest active
      of several, and creates one where there is none; create always creates; reject puts the event to the dead letters."""),
  CLEAR_ON_NULL("clearOnNull", "false", Format.flag(), "true: a trait that is null empties its field; false: it leaves the field alone."),
  CAMPAIGN_ID("campaignId", "", new Format<>("the number of a campaign", false, DestinationValue::campaignId),
      "The campaign of prospects that are created. Empty: Pardot's own choice."),
  FIELD_MAP("fieldMap", "config/field-map.yaml", new Format<>("a file", false, Path::of),
      "Which trait goes to which field; relative to the home folder. Another file where this business unit has other fields."),
  AUTH_FLOW("auth.flow", "refresh-token", Format.choice(Flow.class), """
      How it gets its access tokens. web-server: somebody signs in once (bin/pardot-routes connect or invite); none: only for a Pardot on
      this machine."""),
  AUTH_LOGIN_URL("auth.loginUrl", "https://login.salesforce.com", new Format<>("scheme and host", false, Host::parse), """
      Where one signs in: https://test.salesforce.com for a Salesforce sandbox; for client-credentials your My Domain host, such as
      https://acme.my.salesforce.com."""),
  AUTH_CLIENT_ID("auth.clientId", "", new Format<>("text", false, DestinationValue::given),
      "The consumer key of the connected app.",
      Flow.WEB_SERVER, Flow.REFRESH_TOKEN, Flow.CLIENT_CREDENTIALS, Flow.JWT),
  AUTH_CLIENT_SECRET("auth.clientSecret", "", new Format<>("a secret", true, DestinationValue::given), """
      Its consumer secret, such as {{secret:NAME}} after bin/pardot-routes secret set NAME; also for web-server and refresh-token where the
      app asks for it.""", Flow.CLIENT_CREDENTIALS),
  AUTH_REFRESH_TOKEN("auth.refreshToken", "", new Format<>("a secret", true, DestinationValue::given),
      "The refresh token, such as {{secret:NAME}}.", Flow.REFRESH_TOKEN),
  AUTH_USERNAME("auth.username", "", new Format<>("text", false, DestinationValue::given),
      "The Salesforce user that it acts for.", Flow.JWT),
  AUTH_KEY_FILE("auth.keyFile", "", new Format<>("text", false, DestinationValue::given),
      "The private key in PEM, relative to the home folder; nobody else may have rights to it.", Flow.JWT);

  private final Description description;
  private final List<Flow> neededBy;

  DestinationKey(String key, String standard, Format<?> format, String sentence, Flow... neededBy) {
    this.description = new Description(key, standard, format, sentence);
    this.neededBy = List.of(neededBy);
  }

  @Override
  public Description description() {
    return description;
  }

  /** The flows that can't do without it. */
  public List<Flow> neededBy() {
    return neededBy;
  }

  static List<String> names() {
    return Arrays.stream(values()).map(DestinationKey::key).toList();
  }
}
