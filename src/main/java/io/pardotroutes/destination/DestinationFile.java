package io.pardotroutes.destination;

import io.pardotroutes.event.EventFilter;
import io.pardotroutes.files.KeyFileRights;
import io.pardotroutes.files.NearestName;
import io.pardotroutes.files.Problem;
import io.pardotroutes.files.PropertyLines;
import io.pardotroutes.files.TextFile;
import io.pardotroutes.prospect.ApiVersion;
import io.pardotroutes.prospect.FieldMap;
import io.pardotroutes.prospect.FieldMapException;
import io.pardotroutes.prospect.OnLookupMiss;
import io.pardotroutes.prospect.OnNoIdentifier;
import io.pardotroutes.settings.Host;
import io.pardotroutes.settings.Placeholders;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads one {@code config/destinations/<name>.properties}; collects everything that is wrong with it. */
public final class DestinationFile {

  /** Where these files are, below the home folder. */
  public static final Path FOLDER = Path.of("config", "destinations");
  static final String ENDING = ".properties";

  /**
   * What a file says.
   *
   * @param destination null where there are problems
   * @param fieldMap the field map that the file names, relative to the home folder
   * @param secrets the names of the secrets that it asks for
   * @param inputs all text that went into it, what its placeholders stand for too
   */
  public record Content(Destination destination, Path fieldMap, Set<String> secrets, String inputs, List<Problem> problems) {}

  private static final Map<String, String> STANDARD = standard();

  private final Path home;
  private final Path file;
  private final Placeholders placeholders;
  private final Collection<String> hosts;
  private final Map<String, PropertyLines.Entry> written;
  private final Properties sameFile = new Properties();
  private final List<Problem> problems = new ArrayList<>();
  private final Set<String> refused = new HashSet<>();
  private final Map<String, String> resolved = new HashMap<>();

  private DestinationFile(Path home, Path file, Placeholders placeholders, Collection<String> hosts, PropertyLines lines) {
    this.home = home;
    this.file = file;
    this.placeholders = placeholders;
    this.hosts = hosts;
    this.written = lines.entries();
    this.problems.addAll(lines.problems());
    written.values().forEach(entry -> sameFile.setProperty(entry.key(), entry.value()));
  }

  private static Map<String, String> standard() {
    Map<String, String> standard = new LinkedHashMap<>();
    standard.put("enabled", "true");
    standard.put("apiVersion", "4");
    standard.put("baseUrl", "https://pi.pardot.com");
    standard.put("businessUnitId", "");
    standard.put("lookupField", "");
    standard.put("lookupByUserId", "false");
    standard.put("filter", "type = \"identify\"");
    standard.put("batchSize", "50");
    standard.put("batchWait", "200ms");
    standard.put("maxConcurrentRequests", "4");
    standard.put("onLookupMiss", OnLookupMiss.ADOPT.settingName());
    standard.put("onNoIdentifier", OnNoIdentifier.MATCH_EMAIL.settingName());
    standard.put("clearOnNull", "false");
    standard.put("campaignId", "");
    standard.put("fieldMap", "config/field-map.yaml");
    standard.put("auth.flow", Auth.Flow.REFRESH_TOKEN.settingName());
    standard.put("auth.loginUrl", "https://login.salesforce.com");
    for (String part : List.of("auth.clientId", "auth.clientSecret", "auth.refreshToken", "auth.username", "auth.keyFile")) {
      standard.put(part, "");
    }
    return standard;
  }

  /**
   * Reads a file.
   *
   * @param file relative to the home folder
   * @param hosts as {@link Host#parse} has them
   */
  static Content read(Path home, Path file, TextFile text, Placeholders placeholders, Collection<String> hosts) {
    DestinationFile reader = new DestinationFile(home, file, placeholders, hosts, PropertyLines.parse(file, text.text()));
    reader.problems.addAll(text.problems());
    return text.problems().isEmpty() ? reader.read(text.text()) : new Content(null, Path.of(STANDARD.get("fieldMap")), Set.of(), "", reader.problems);
  }

  private Content read(String text) {
    String name = nameOf(file);
    if (!name.matches("[a-z0-9-]{1,40}")) {
      problems.add(new Problem(file, 0, "the name of a destination is that of its file: 1 to 40 of a-z, 0-9 and -; rename it"));
    }
    refuseUnknownKeys();
    boolean enabled = get("enabled", DestinationValue::flag);
    ApiVersion apiVersion = get("apiVersion", ApiVersion::parse);
    URI baseUrl = get("baseUrl", value -> Host.parse(value, hosts));
    String lookupField = get("lookupField", DestinationValue::lookupField);
    boolean lookupByUserId = get("lookupByUserId", DestinationValue::flag);
    Path fieldMapFile = get("fieldMap", Path::of);
    TextFile fieldMap = TextFile.read(home, fieldMapFile);
    Auth auth = auth();
    String businessUnitId = get("businessUnitId", DestinationValue::businessUnitId);
    Destination destination = new Destination(name, enabled, apiVersion, baseUrl, businessUnitId, lookupField, lookupByUserId,
        get("filter", EventFilter::parse), get("batchSize", value -> DestinationValue.number(value, 1, 50)),
        get("batchWait", DestinationValue::batchWait),
        get("maxConcurrentRequests", value -> DestinationValue.number(value, 1, 5)), get("onLookupMiss", OnLookupMiss::parse),
        get("onNoIdentifier", OnNoIdentifier::parse), get("clearOnNull", DestinationValue::flag),
        get("campaignId", DestinationValue::campaignId), fieldMap(fieldMapFile, fieldMap), auth);
    refuseCombinations(destination);
    return new Content(problems.isEmpty() ? destination : null, fieldMapFile, secrets(), text + fieldMap.text() + resolved,
        List.copyOf(problems));
  }

  private Set<String> secrets() {
    return written.values().stream().flatMap(entry -> Placeholders.secrets(entry.value())).collect(Collectors.toSet());
  }

  /** The destination's name: the file's without its ending. */
  public static String nameOf(Path file) {
    String name = file.getFileName().toString();
    return name.substring(0, name.length() - ENDING.length());
  }

  private void refuseUnknownKeys() {
    written.values().stream().filter(entry -> !STANDARD.containsKey(entry.key())).forEach(entry -> problems.add(new Problem(file,
        entry.line(), entry.key() + " is no setting of a destination; did you mean " + NearestName.to(entry.key(), STANDARD.keySet()) + "?")));
  }

  private void refuseCombinations(Destination destination) {
    String lookup = destination.lookupByUserId() ? "lookupByUserId" : "lookupField";
    if (!destination.apiVersion().hasLookup() && (destination.lookupField() != null || destination.lookupByUserId())) {
      refuse(lookup, "can't be used with apiVersion " + destination.apiVersion() + ", which finds prospects by e-mail only; remove it or set apiVersion = 4");
    } else if (destination.lookupByUserId() && destination.lookupField() == null) {
      refuse(lookup, "needs lookupField, the custom field that holds the userId; set it");
    }
    if (refused.contains("baseUrl") || refused.contains("auth.flow")) {
      return;
    }
    boolean withoutToken = destination.auth().flow() == Auth.Flow.NONE;
    if (withoutToken && !destination.isLoopback()) {
      refuse("auth.flow", "can be none only where baseUrl is on this machine (the sandbox); choose web-server, jwt, client-credentials or refresh-token");
    }
    if (destination.businessUnitId() == null && !refused.contains("businessUnitId") && !(withoutToken && destination.isLoopback())) {
      refuse("businessUnitId", "is missing; take it from Salesforce Setup, Business Unit Setup: 18 characters that begin with 0Uv");
    }
  }

  private Auth auth() {
    Auth.Flow flow = get("auth.flow", Auth.Flow::parse);
    URI loginUrl = get("auth.loginUrl", value -> Host.parse(value, hosts));
    String keyFile = get("auth.keyFile", DestinationValue::given);
    Auth auth = new Auth(flow, loginUrl, get("auth.clientId", DestinationValue::given), get("auth.clientSecret", DestinationValue::given),
        get("auth.refreshToken", DestinationValue::given), get("auth.username", DestinationValue::given),
        keyFile == null ? null : home.resolve(keyFile));
    if (refused.contains("auth.flow")) {
      return auth;
    }
    for (String key : flow.needs()) {
      if ("".equals(resolved.get(key))) {
        refuse(key, "is missing, which auth.flow = " + flow.settingName() + " needs; set it");
      }
    }
    if (flow == Auth.Flow.JWT && keyFile != null) {
      checkKeyFile(auth.keyFile(), keyFile);
    }
    if (flow == Auth.Flow.CLIENT_CREDENTIALS && Set.of("login.salesforce.com", "test.salesforce.com").contains(loginUrl.getHost())) {
      refuse("auth.loginUrl", "must be your My Domain host for auth.flow = client-credentials, such as https://acme.my.salesforce.com");
    }
    return auth;
  }

  private void checkKeyFile(Path key, String written) {
    try {
      if (!Files.isReadable(key)) {
        refuse("auth.keyFile", "names a file that can't be read; check the path and the rights: " + written);
      } else if (KeyFileRights.areTooWide(key)) {
        refuse("auth.keyFile", "names a file that others may read or write; take these rights away (chmod 600): " + written);
      }
    } catch (IOException e) {
      refuse("auth.keyFile", "names a file that can't be looked at; check the path and the rights: " + written);
    }
  }

  private FieldMap fieldMap(Path path, TextFile text) {
    if (!text.problems().isEmpty()) {
      refuse("fieldMap", "names " + path + ": " + text.problems().get(0).what());
      return null;
    }
    try {
      return FieldMap.parse(text.text(), path.toString());
    } catch (FieldMapException e) {
      String place = path + ":" + e.line() + ": ";
      problems.add(new Problem(path, e.line(), e.getMessage().startsWith(place) ? e.getMessage().substring(place.length()) : e.getMessage()));
      return null;
    }
  }

  /** The value of a key; its default, with a problem noted, where it is wrong. */
  private <T> T get(String key, Function<String, T> parse) {
    PropertyLines.Entry entry = written.get(key);
    String value = entry == null ? STANDARD.get(key) : entry.value();
    try {
      resolved.put(key, placeholders.resolve(value, sameFile).strip());
      return parse.apply(resolved.get(key));
    } catch (IllegalArgumentException e) {
      refuse(key, e.getMessage());
      return parse.apply(STANDARD.get(key));
    }
  }

  private void refuse(String key, String what) {
    PropertyLines.Entry entry = written.get(key);
    refused.add(key);
    problems.add(new Problem(file, entry == null ? 0 : entry.line(), what.startsWith(key) ? what : key + " " + what));
  }
}
