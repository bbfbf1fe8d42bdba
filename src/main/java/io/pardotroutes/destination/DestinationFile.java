package io.pardotroutes.destination;

import io.pardotroutes.files.FolderListing;
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
    return text.problems().isEmpty() ? reader.read(text.text())
        : new Content(null, Path.of(DestinationKey.FIELD_MAP.standard()), Set.of(), "", reader.problems);
  }

  private Content read(String text) {
    String name = nameOf(file);
    if (!name.matches("[a-z0-9-]{1,40}")) {
      problems.add(new Problem(file, 0, "the name of a destination is that of its file: 1 to 40 of a-z, 0-9 and -; rename it"));
    }
    refuseUnknownKeys();
    Path fieldMapFile = get(DestinationKey.FIELD_MAP);
    TextFile fieldMap = TextFile.read(home, fieldMapFile);
    Destination destination = new Destination(name, get(DestinationKey.ENABLED), get(DestinationKey.API_VERSION), host(DestinationKey.BASE_URL),
        get(DestinationKey.BUSINESS_UNIT_ID), get(DestinationKey.LOOKUP_FIELD), get(DestinationKey.LOOKUP_BY_USER_ID), get(DestinationKey.FILTER),
        get(DestinationKey.BATCH_SIZE), get(DestinationKey.BATCH_WAIT), get(DestinationKey.MAX_CONCURRENT_REQUESTS),
        get(DestinationKey.ON_LOOKUP_MISS), get(DestinationKey.ON_NO_IDENTIFIER), get(DestinationKey.CLEAR_ON_NULL),
        get(DestinationKey.CAMPAIGN_ID), fieldMap(fieldMapFile, fieldMap), auth());
    refuseCombinations(destination);
    return new Content(problems.isEmpty() ? destination : null, fieldMapFile, secrets(), text + fieldMap.text() + resolved,
        List.copyOf(problems));
  }

  private Set<String> secrets() {
    return written.values().stream().flatMap(entry -> Placeholders.secrets(entry.value())).collect(Collectors.toSet());
  }

  /** The destination files that there are, relative to the home folder, in order. */
  public static Collection<Path> list(Path home) {
    return FolderListing.of(home, FOLDER, ENDING, 1);
  }

  /** The destination's name: the file's without its ending. */
  public static String nameOf(Path file) {
    String name = file.getFileName().toString();
    return name.substring(0, name.length() - ENDING.length());
  }

  private void refuseUnknownKeys() {
    written.values().stream().filter(entry -> !DestinationKey.names().contains(entry.key())).forEach(entry -> problems.add(new Problem(file,
        entry.line(), entry.key() + " is no setting of a destination; did you mean " + NearestName.to(entry.key(), DestinationKey.names()) + "?")));
  }

  private void refuseCombinations(Destination destination) {
    DestinationKey lookup = destination.lookupByUserId() ? DestinationKey.LOOKUP_BY_USER_ID : DestinationKey.LOOKUP_FIELD;
    if (!destination.apiVersion().hasLookup() && (destination.lookupField() != null || destination.lookupByUserId())) {
      refuse(lookup, "can't be used with apiVersion " + destination.apiVersion() + ", which finds prospects by e-mail only; remove it or set apiVersion = 4");
    } else if (destination.lookupByUserId() && destination.lookupField() == null) {
      refuse(lookup, "needs lookupField, the custom field that holds the userId; set it");
    }
    if (refused.contains(DestinationKey.BASE_URL) || refused.contains(DestinationKey.AUTH_FLOW)) {
      return;
    }
    boolean withoutToken = destination.auth().flow() == Auth.Flow.NONE;
    if (withoutToken && !destination.isLoopback()) {
      refuse(DestinationKey.AUTH_FLOW, "can be none only where baseUrl is on this machine (the sandbox); choose web-server, jwt, client-credentials or refresh-token");
    }
    if (destination.businessUnitId() == null && !refused.contains(DestinationKey.BUSINESS_UNIT_ID) && !(withoutToken && destination.isLoopback())) {
      refuse(DestinationKey.BUSINESS_UNIT_ID, "is missing; take it from Salesforce Setup, Business Unit Setup: 18 characters that begin with 0Uv");
    }
  }

  private Auth auth() {
    Auth.Flow flow = get(DestinationKey.AUTH_FLOW);
    String keyFile = get(DestinationKey.AUTH_KEY_FILE);
    Auth auth = new Auth(flow, host(DestinationKey.AUTH_LOGIN_URL), get(DestinationKey.AUTH_CLIENT_ID), get(DestinationKey.AUTH_CLIENT_SECRET),
        get(DestinationKey.AUTH_REFRESH_TOKEN), get(DestinationKey.AUTH_USERNAME), keyFile == null ? null : home.resolve(keyFile));
    if (refused.contains(DestinationKey.AUTH_FLOW)) {
      return auth;
    }
    for (DestinationKey key : DestinationKey.values()) {
      if (key.neededBy().contains(flow) && "".equals(resolved.get(key))) {
        refuse(key, "is missing, which auth.flow = " + flow.word() + " needs; set it");
      }
    }
    if (flow == Auth.Flow.JWT && keyFile != null) {
      checkKeyFile(auth.keyFile(), keyFile);
    }
    if (flow == Auth.Flow.CLIENT_CREDENTIALS && Set.of("login.salesforce.com", "test.salesforce.com").contains(auth.loginUrl().getHost())) {
      refuse(DestinationKey.AUTH_LOGIN_URL, "must be your My Domain host for auth.flow = client-credentials, such as https://acme.my.salesforce.com");
    }
    return auth;
  }

  private void checkKeyFile(Path key, String written) {
    try {
      if (!Files.isReadable(key)) {
        refuse(DestinationKey.AUTH_KEY_FILE, "names a file that can't be read; check the path and the rights: " + written);
      } else if (KeyFileRights.areTooWide(key)) {
        refuse(DestinationKey.AUTH_KEY_FILE, "names a file that others may read or write; take these rights away (chmod 600): " + written);
      }
    } catch (IOException e) {
      refuse(DestinationKey.AUTH_KEY_FILE, "names a file that can't be looked at; check the path and the rights: " + written);
    }
  }

  private FieldMap fieldMap(Path path, TextFile text) {
    if (!text.problems().isEmpty()) {
      refuse(DestinationKey.FIELD_MAP, "names " + path + ": " + text.problems().get(0).what());
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

  /** The address of a key, which has to be of Salesforce, of this machine or of a further host. */
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
