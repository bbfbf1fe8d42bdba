package io.pardotroutes.destination;

import static io.pardotroutes.destination.DestinationKey.API_VERSION;
import static io.pardotroutes.destination.DestinationKey.AUTH_CLIENT_ID;
import static io.pardotroutes.destination.DestinationKey.AUTH_CLIENT_SECRET;
import static io.pardotroutes.destination.DestinationKey.AUTH_FLOW;
import static io.pardotroutes.destination.DestinationKey.AUTH_KEY_FILE;
import static io.pardotroutes.destination.DestinationKey.AUTH_LOGIN_URL;
import static io.pardotroutes.destination.DestinationKey.AUTH_REFRESH_TOKEN;
import static io.pardotroutes.destination.DestinationKey.AUTH_USERNAME;
import static io.pardotroutes.destination.DestinationKey.BASE_URL;
import static io.pardotroutes.destination.DestinationKey.BATCH_SIZE;
import static io.pardotroutes.destination.DestinationKey.BATCH_WAIT;
import static io.pardotroutes.destination.DestinationKey.BUSINESS_UNIT_ID;
import static io.pardotroutes.destination.DestinationKey.CAMPAIGN_ID;
import static io.pardotroutes.destination.DestinationKey.CLEAR_ON_NULL;
import static io.pardotroutes.destination.DestinationKey.ENABLED;
import static io.pardotroutes.destination.DestinationKey.FIELD_MAP;
import static io.pardotroutes.destination.DestinationKey.FILTER;
import static io.pardotroutes.destination.DestinationKey.LOOKUP_BY_USER_ID;
import static io.pardotroutes.destination.DestinationKey.LOOKUP_FIELD;
import static io.pardotroutes.destination.DestinationKey.MAX_CONCURRENT_REQUESTS;
import static io.pardotroutes.destination.DestinationKey.ON_LOOKUP_MISS;
import static io.pardotroutes.destination.DestinationKey.ON_NO_IDENTIFIER;

import io.pardotroutes.files.KeyFileRights;
import io.pardotroutes.files.NearestName;
import io.pardotroutes.files.Problem;
import io.pardotroutes.files.PropertyLines;
import io.pardotroutes.files.TextFile;
import io.pardotroutes.prospect.FieldMap;
import io.pardotroutes.prospect.FieldMapException;
import io.pardotroutes.settings.Host;
import io.pardotroutes.settings.Placeholders;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
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

  private final Path home;
  private final Path file;
  private final Placeholders placeholders;
  private final Collection<String> hosts;
  private final Map<String, PropertyLines.Entry> written;
  private final Properties sameFile = new Properties();
  private final List<Problem> problems = new ArrayList<>();
  private final Set<DestinationKey> refused = EnumSet.noneOf(DestinationKey.class);
  private final Map<DestinationKey, String> resolved = new EnumMap<>(DestinationKey.class);

  private DestinationFile(Path home, Path file, Placeholders placeholders, Collection<String> hosts, PropertyLines lines) {
    this.home = home;
    this.file = file;
    this.placeholders = placeholders;
    this.hosts = hosts;
    this.written = lines.entries();
    this.problems.addAll(lines.problems());
    written.values().forEach(entry -> sameFile.setProperty(entry.key(), entry.value()));
  }

  /**
   * Reads a file.
   *
   * @param file relative to the home folder
   * @param hosts as {@link Host#requireAllowed} has them
   */
  static Content read(Path home, Path file, TextFile text, Placeholders placeholders, Collection<String> hosts) {
    DestinationFile reader = new DestinationFile(home, file, placeholders, hosts, PropertyLines.parse(file, text.text()));
    reader.problems.addAll(text.problems());
    return text.problems().isEmpty() ? reader.read(text.text()) : new Content(null, Path.of(FIELD_MAP.standard()), Set.of(), "", reader.problems);
  }

  private Content read(String text) {
    String name = nameOf(file);
    if (!name.matches("[a-z0-9-]{1,40}")) {
      problems.add(new Problem(file, 0, "the name of a destination is that of its file: 1 to 40 of a-z, 0-9 and -; rename it"));
    }
    refuseUnknownKeys();
    Path fieldMapFile = get(FIELD_MAP);
    TextFile fieldMap = TextFile.read(home, fieldMapFile);
    Destination destination = new Destination(name, get(ENABLED), get(API_VERSION), host(BASE_URL), get(BUSINESS_UNIT_ID), get(LOOKUP_FIELD),
        get(LOOKUP_BY_USER_ID), get(FILTER), get(BATCH_SIZE), get(BATCH_WAIT), get(MAX_CONCURRENT_REQUESTS), get(ON_LOOKUP_MISS),
        get(ON_NO_IDENTIFIER), get(CLEAR_ON_NULL), get(CAMPAIGN_ID), fieldMap(fieldMapFile, fieldMap), auth());
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
    written.values().stream().filter(entry -> DestinationKey.named(entry.key()).isEmpty()).forEach(entry -> problems.add(new Problem(file,
        entry.line(), entry.key() + " is no setting of a destination; did you mean " + NearestName.to(entry.key(), DestinationKey.names()) + "?")));
  }

  private void refuseCombinations(Destination destination) {
    DestinationKey lookup = destination.lookupByUserId() ? LOOKUP_BY_USER_ID : LOOKUP_FIELD;
    if (destination.apiVersion() == 3 && (destination.lookupField() != null || destination.lookupByUserId())) {
      refuse(lookup, "can't be used with apiVersion 3, which finds prospects by e-mail only; remove it or set apiVersion = 4");
    } else if (destination.lookupByUserId() && destination.lookupField() == null) {
      refuse(lookup, "needs lookupField, the custom field that holds the userId; set it");
    }
    if (refused.contains(BASE_URL) || refused.contains(AUTH_FLOW)) {
      return;
    }
    boolean withoutToken = destination.auth().flow() == Auth.Flow.NONE;
    if (withoutToken && !destination.isLoopback()) {
      refuse(AUTH_FLOW, "can be none only where baseUrl is on this machine (the sandbox); choose web-server, jwt, client-credentials or refresh-token");
    }
    if (destination.businessUnitId() == null && !refused.contains(BUSINESS_UNIT_ID) && !(withoutToken && destination.isLoopback())) {
      refuse(BUSINESS_UNIT_ID, "is missing; take it from Salesforce Setup, Business Unit Setup: 18 characters that begin with 0Uv");
    }
  }

  private Auth auth() {
    Auth.Flow flow = get(AUTH_FLOW);
    String keyFile = get(AUTH_KEY_FILE);
    Auth auth = new Auth(flow, host(AUTH_LOGIN_URL), get(AUTH_CLIENT_ID), get(AUTH_CLIENT_SECRET), get(AUTH_REFRESH_TOKEN), get(AUTH_USERNAME),
        keyFile == null ? null : home.resolve(keyFile));
    if (refused.contains(AUTH_FLOW)) {
      return auth;
    }
    for (DestinationKey key : DestinationKey.values()) {
      if (key.neededBy().contains(flow) && "".equals(resolved.get(key))) {
        refuse(key, "is missing, which auth.flow = " + flow.settingName() + " needs; set it");
      }
    }
    if (flow == Auth.Flow.JWT && keyFile != null) {
      checkKeyFile(auth.keyFile(), keyFile);
    }
    if (flow == Auth.Flow.CLIENT_CREDENTIALS && Set.of("login.salesforce.com", "test.salesforce.com").contains(auth.loginUrl().getHost())) {
      refuse(AUTH_LOGIN_URL, "must be your My Domain host for auth.flow = client-credentials, such as https://acme.my.salesforce.com");
    }
    return auth;
  }

  private void checkKeyFile(Path key, String written) {
    try {
      if (!Files.isReadable(key)) {
        refuse(AUTH_KEY_FILE, "names a file that can't be read; check the path and the rights: " + written);
      } else if (KeyFileRights.areTooWide(key)) {
        refuse(AUTH_KEY_FILE, "names a file that others may read or write; take these rights away (chmod 600): " + written);
      }
    } catch (IOException e) {
      refuse(AUTH_KEY_FILE, "names a file that can't be looked at; check the path and the rights: " + written);
    }
  }

  private FieldMap fieldMap(Path path, TextFile text) {
    if (!text.problems().isEmpty()) {
      refuse(FIELD_MAP, "names " + path + ": " + text.problems().get(0).what());
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

  private URI host(DestinationKey key) {
    URI given = get(key);
    try {
      return Host.requireAllowed(given, hosts);
    } catch (IllegalArgumentException e) {
      refuse(key, e.getMessage());
      return given;
    }
  }

  /** The value of a key, of the type that its format has; its default, with a problem noted, where it is wrong. */
  @SuppressWarnings("unchecked")
  private <T> T get(DestinationKey key) {
    PropertyLines.Entry entry = written.get(key.key());
    String value = entry == null ? key.standard() : entry.value();
    try {
      resolved.put(key, placeholders.resolve(value, sameFile).strip());
      return (T) key.format().parse(resolved.get(key));
    } catch (IllegalArgumentException e) {
      refuse(key, e.getMessage());
      return (T) key.format().parse(key.standard());
    }
  }

  private void refuse(DestinationKey key, String what) {
    PropertyLines.Entry entry = written.get(key.key());
    refused.add(key);
    problems.add(new Problem(file, entry == null ? 0 : entry.line(), what.startsWith(key.key()) ? what : key.key() + " " + what));
  }
}
